// Package files is the one door to the bytes of documents: it joins who holds a
// file (central/store) with the bytes (central/blobs). An agency reads a file
// only when a record of its own names it; for anybody else it does not exist.
// Safe for many goroutines of one process.
package files

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Files is the door.
type Files struct {
	Store store.Store
	Blobs blobs.Store

	// comings keeps Drop from removing bytes that an upload has just found there
	// and not noted yet.
	comings sync.RWMutex
}

// Take takes in what an agency uploaded; api.ErrBlobMismatch when the bytes are
// not what the hash says.
func (f *Files) Take(ctx context.Context, agency office.AgencyCode, hash string, size int64, content io.Reader) error {
	f.comings.RLock()
	defer f.comings.RUnlock()
	if err := f.Blobs.Put(ctx, hash, content); err != nil {
		return err
	}
	return f.Store.Write(ctx, func(tx store.Tx) error { return tx.AddBlob(agency, hash, size) })
}

// Open opens a file for an agency; api.ErrNotFound unless a record of it names
// the file.
func (f *Files) Open(ctx context.Context, agency office.AgencyCode, hash string) (blobs.Content, error) {
	may := false
	err := f.Store.Read(ctx, func(v store.View) (err error) {
		may, err = v.MayRead(agency, hash)
		return err
	})
	if err != nil {
		return nil, err
	}
	if !may {
		return nil, api.ErrNotFound
	}
	return f.Blobs.Open(ctx, hash)
}

// Missing lists which files the agency must upload.
func (f *Files) Missing(ctx context.Context, agency office.AgencyCode, hashes []string) (missing []string, err error) {
	err = f.Store.Read(ctx, func(v store.View) error {
		missing, err = v.Missing(agency, hashes)
		return err
	})
	return missing, err
}

// Drop forgets uploads of an agency that no record of it names, and removes the
// bytes that nobody else holds. It is for files that must not be here: those of
// a document marked secret.
func (f *Files) Drop(ctx context.Context, agency office.AgencyCode, hashes []string) error {
	f.comings.Lock()
	defer f.comings.Unlock()
	var orphans []string
	err := f.Store.Write(ctx, func(tx store.Tx) error {
		orphans = nil
		if err := tx.ForgetBlobs(agency, hashes); err != nil {
			return err
		}
		for _, hash := range hashes {
			held, err := tx.Held(hash)
			if err != nil {
				return err
			}
			if !held {
				orphans = append(orphans, hash)
			}
		}
		return nil
	})
	for _, hash := range orphans {
		err = errors.Join(err, f.Blobs.Remove(ctx, hash))
	}
	return err
}
