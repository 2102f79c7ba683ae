// Package ops does what people did: it takes operations (sync/api) in a device's
// sequence, each in one transaction that looks up a stored answer, asks rights
// and the office's rules, applies, moves the feeds and stores the answer. An
// answer once given is given again; nothing is ever done twice.
//
// One file an operation. An operation returns an error of the office's rules to
// be rejected, changed to be a conflict, lacking to wait for files; any other
// error undoes everything and leaves no answer, so that the client tries again.
package ops

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"time"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/feed"
	"github.com/vanthu/vanthu/central/files"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Desk takes operations; safe for many goroutines.
type Desk struct {
	Store store.Store
	Files *files.Files
	Bell  *feed.Bell
	Clock clock.Clock
	IDs   office.IDSource
}

// Take does a batch. The answer is shorter than the batch when it stops: after
// an operation that waits for files, or before one that cannot be taken. When
// not even the first can be taken the error says why: api.ErrSequence,
// api.ErrOpReused, or that the database failed.
func (d *Desk) Take(ctx context.Context, actor access.Actor, batch []api.Op) ([]api.OpResult, error) {
	results := []api.OpResult{}
	for _, op := range batch {
		result, err := d.take(ctx, actor, op)
		if err != nil {
			if len(results) > 0 {
				return results, nil
			}
			return nil, err
		}
		results = append(results, result)
		if result.Outcome == api.WaitingBlobs {
			break
		}
	}
	return results, nil
}

// take does one operation.
func (d *Desk) take(ctx context.Context, actor access.Actor, op api.Op) (result api.OpResult, err error) {
	body, err := fingerprint(op)
	if err != nil {
		return result, fault.New(api.ErrRequest, fault.Args{"detail": "op"}, err)
	}
	var a *action
	err = d.Store.Write(ctx, func(tx store.Tx) error {
		a = &action{tx: tx, actor: actor, op: op, ids: d.IDs, now: d.Clock.Now().UTC().Truncate(time.Millisecond)}
		known, err := replay(tx, actor, op, body)
		if err != nil || known != nil {
			if known != nil {
				result = *known
			}
			return err
		}
		if err := inSequence(tx, actor, op); err != nil {
			return err
		}
		if result, err = a.answer(); err != nil || result.Outcome == api.WaitingBlobs {
			return err
		}
		return tx.AddOp(store.Op{
			ID: op.ID, Device: actor.Device, Seq: op.Seq, Kind: op.Kind, Body: body, Result: result, DoneAt: a.now,
		})
	})
	if err != nil {
		return result, err
	}
	d.Bell.Ring(a.touched...)
	return result, d.drop(ctx, actor, op, result)
}

// drop removes the files of a document that may not be here.
func (d *Desk) drop(ctx context.Context, actor access.Actor, op api.Op, result api.OpResult) error {
	if result.Code != office.ErrSecret {
		return nil
	}
	var named struct{ Files, Earlier []office.File }
	if json.Unmarshal(op.Payload, &named) != nil {
		return nil
	}
	return d.Files.Drop(ctx, actor.Agency.Code, hashes(append(named.Files, named.Earlier...)))
}

// fingerprint notices another operation under the same id. Insignificant space
// does not count, for a client may write its JSON anew, nor does the sequence
// number, which is another after a new login.
func fingerprint(op api.Op) (sum [sha256.Size]byte, err error) {
	op.Seq = 0
	raw, err := json.Marshal(op)
	return sha256.Sum256(raw), err
}

// replay finds the stored answer; nil when there is none. A machine that logged
// in anew sends under its new device id what it had sent under the old one.
func replay(tx store.Tx, actor access.Actor, op api.Op, body [sha256.Size]byte) (*api.OpResult, error) {
	known, err := tx.Op(op.ID)
	switch {
	case errors.Is(err, store.ErrAbsent):
		return nil, nil
	case err != nil:
		return nil, err
	case known.Body != body:
		return nil, api.ErrOpReused
	}
	if known.Device != actor.Device {
		if err := adopt(tx, actor, op, known); err != nil {
			return nil, err
		}
	}
	known.Result.Replayed = true
	return &known.Result, nil
}

// adopt counts for one device what another of the same user brought.
func adopt(tx store.Tx, actor access.Actor, op api.Op, known store.Op) error {
	former, err := tx.Device(known.Device)
	if err != nil {
		return err
	}
	if former.User != actor.User {
		return api.ErrOpReused
	}
	if err := inSequence(tx, actor, op); err != nil {
		return err
	}
	return tx.CountOp(actor.Device, op.Seq)
}

// inSequence demands the device's next number.
func inSequence(v store.View, actor access.Actor, op api.Op) error {
	device, err := v.Device(actor.Device)
	if err != nil {
		return err
	}
	if want := device.LastSeq + 1; op.Seq != want {
		return fault.New(api.ErrSequence, fault.Args{"want": want}, nil)
	}
	return nil
}
