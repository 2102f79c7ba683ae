package http

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/tus/tusd/v2/pkg/handler"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// uploadLifetime is how long an upload that nobody goes on with stays.
const uploadLifetime = 7 * 24 * time.Hour

// doneSuffix marks an upload whose file was taken in, so that a client that did
// not hear of it need not send the file again.
const doneSuffix = ".done"

type doneMark struct {
	Agency office.AgencyCode
	Size   int64
	Begun  string
}

func (u *Uploads) path(name string) string { return filepath.Join(u.folder, name) }

func (u *Uploads) info(ctx context.Context, id string) (handler.FileInfo, error) {
	upload, err := u.store.GetUpload(ctx, id)
	if err != nil {
		return handler.FileInfo{}, err
	}
	return upload.GetInfo(ctx)
}

// finish replaces an upload by its mark.
func (u *Uploads) finish(info handler.FileInfo) error {
	raw, err := json.Marshal(doneMark{
		Agency: office.AgencyCode(info.MetaData[metaAgency]), Size: info.Size, Begun: info.MetaData[metaBegun],
	})
	if err != nil {
		return err
	}
	if err := os.WriteFile(u.path(info.ID+doneSuffix), raw, 0o600); err != nil {
		return err
	}
	return u.remove(info.ID)
}

// finished reads the mark of an agency's upload.
func (u *Uploads) finished(id string, agency office.AgencyCode) (size int64, ok bool) {
	var mark doneMark
	if !u.readJSON(id+doneSuffix, &mark) || mark.Agency != agency {
		return 0, false
	}
	return mark.Size, true
}

// remove drops an upload's bytes and description.
func (u *Uploads) remove(id string) error {
	var errs []error
	for _, name := range []string{id, id + ".info"} {
		if err := os.Remove(u.path(name)); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Recover takes in uploads that were complete when the server stopped and drops
// those that nobody goes on with; run it before the server answers.
func (u *Uploads) Recover(ctx context.Context) error {
	taken := u.each(".info", func(id string) error {
		info, err := u.info(ctx, id)
		if err != nil || info.Offset != info.Size {
			return nil // Sweep sees to it in its time
		}
		if err := u.take(ctx, info); !errors.Is(err, api.ErrBlobMismatch) {
			return err
		}
		return nil
	})
	return errors.Join(taken, u.Sweep())
}

// Sweep drops what has been lying longer than uploadLifetime, and what cannot be
// read.
func (u *Uploads) Sweep() error {
	begun := u.each(".info", func(id string) error {
		var info handler.FileInfo
		if u.readJSON(id+".info", &info) && u.young(info.MetaData[metaBegun]) {
			return nil
		}
		return u.remove(id)
	})
	return errors.Join(begun, u.each(doneSuffix, func(id string) error {
		var mark doneMark
		if u.readJSON(id+doneSuffix, &mark) && u.young(mark.Begun) {
			return nil
		}
		return os.Remove(u.path(id + doneSuffix))
	}))
}

// young tells whether a time, in Unix seconds, is within uploadLifetime.
func (u *Uploads) young(begun string) bool {
	at, err := strconv.ParseInt(begun, 10, 64)
	return err == nil && u.clock.Now().Sub(time.Unix(at, 0)) < uploadLifetime
}

func (u *Uploads) readJSON(name string, into any) bool {
	raw, err := os.ReadFile(u.path(name))
	return err == nil && json.Unmarshal(raw, into) == nil
}

// each calls work for every upload that has a file with the suffix.
func (u *Uploads) each(suffix string, work func(id string) error) error {
	entries, err := os.ReadDir(u.folder)
	if err != nil {
		return err
	}
	var errs []error
	for _, entry := range entries {
		if id, ok := strings.CutSuffix(entry.Name(), suffix); ok && uploadID.MatchString(id) {
			errs = append(errs, work(id))
		}
	}
	return errors.Join(errs...)
}
