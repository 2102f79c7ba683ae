package verify

import (
	"context"
	"crypto"
	"errors"
	"hash"
	"io"
	"slices"

	"github.com/vanthu/vanthu/internal/fault"
)

// job is one digest to make: of a cover's bytes, by one hash.
type job struct {
	cover cover
	hash  crypto.Hash
	sum   []byte

	state hash.Hash // from the hole on
}

const readSize = 256 << 10

// digestAll makes all digests in one pass over the file. The bytes before the
// holes are the same for all jobs of one hash, so they go through one state, a
// trunk, from which each job takes a copy at its hole.
func digestAll(ctx context.Context, r io.ReaderAt, jobs []*job) error {
	trunks := map[crypto.Hash]hash.Hash{}
	var cuts []int64
	for _, j := range jobs {
		if trunks[j.hash] == nil {
			trunks[j.hash] = j.hash.New()
		}
		cuts = append(cuts, j.cover.holeStart, j.cover.holeEnd, j.cover.end)
	}
	slices.Sort(cuts)
	buffer := make([]byte, readSize)
	from := int64(0)
	for _, to := range slices.Compact(cuts) {
		if err := feed(ctx, r, from, to, active(jobs, trunks, from), buffer); err != nil {
			return err
		}
		if err := branch(jobs, trunks, to); err != nil {
			return err
		}
		from = to
	}
	for _, j := range jobs {
		j.sum = j.state.Sum(nil)
	}
	return nil
}

// active are the states that the bytes from a cut on belong to.
func active(jobs []*job, trunks map[crypto.Hash]hash.Hash, from int64) []hash.Hash {
	var states []hash.Hash
	for h, trunk := range trunks {
		if slices.ContainsFunc(jobs, func(j *job) bool { return j.hash == h && j.cover.holeStart > from }) {
			states = append(states, trunk)
		}
	}
	for _, j := range jobs {
		if j.state != nil && j.cover.holeEnd <= from && from < j.cover.end {
			states = append(states, j.state)
		}
	}
	return states
}

// branch copies the trunk for the jobs whose hole begins here.
func branch(jobs []*job, trunks map[crypto.Hash]hash.Hash, at int64) error {
	for _, j := range jobs {
		if j.cover.holeStart != at || j.state != nil {
			continue
		}
		trunk, ok := trunks[j.hash].(hash.Cloner)
		if !ok {
			return errors.New("verify: hash cannot be copied: " + j.hash.String())
		}
		state, err := trunk.Clone()
		if err != nil {
			return err
		}
		j.state = state
	}
	return nil
}

// feed reads [from, to) once and writes it to every state.
func feed(ctx context.Context, r io.ReaderAt, from, to int64, states []hash.Hash, buffer []byte) error {
	for from < to && len(states) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := r.ReadAt(buffer[:min(to-from, int64(len(buffer)))], from)
		if n == 0 && err != nil {
			return fault.New(ErrUnreadable, nil, err)
		}
		for _, state := range states {
			state.Write(buffer[:n])
		}
		from += int64(n)
	}
	return nil
}
