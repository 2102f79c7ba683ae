package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

// shape writes down all that the document holds, without its cross-reference.
func shape(d *Document) string {
	var out strings.Builder
	r := newReach(d)
	if err := r.from(d.x.trailer["Root"]); err != nil {
		return err.Error()
	}
	for _, number := range slices.Sorted(maps.Keys(r.seen)) {
		o, _ := d.load(number)
		fmt.Fprintf(&out, "%d %s\n", number, Append(nil, o))
		if s, ok := o.(*Stream); ok {
			data, err := d.StreamData(s)
			fmt.Fprintf(&out, "%q %v\n", data, err)
		}
	}
	return out.String()
}

// accepted tells whether a file is one that may be signed.
func accepted(t *testing.T, file []byte) (*Document, bool) {
	t.Helper()
	d, err := Open(bytes.NewReader(file), int64(len(file)))
	if err == nil {
		err = d.CheckComplete()
	}
	if err != nil {
		typed := errors.Is(err, ErrIncomplete) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotPDF) || errors.Is(err, ErrEncryption)
		assert.True(t, typed, "%v", err)
	}
	return d, err == nil
}

// requireCutsFound cuts a file behind every step-th of its bytes, and behind
// each of the last ones: what is accepted holds all of the newest revision that
// had begun. ends is where each but the last revision ends.
func requireCutsFound(t *testing.T, name string, step int, file []byte, ends ...int) {
	t.Helper()
	ends = append(ends, len(file))
	want := map[int]string{}
	for _, end := range ends {
		want[end] = shape(open(t, file[:end]))
	}
	passed := 0
	for n := 1; n < len(file); n++ {
		if n%step != 0 && n < len(file)-300 {
			continue
		}
		if d, ok := accepted(t, file[:n]); ok {
			passed++
			require.Equal(t, want[begun(file, n, ends)], shape(d), "%s cut at %d of %d", name, n, len(file))
		}
	}
	t.Logf("%s: %d cuts lost nothing", name, passed)
	assert.Positive(t, passed, name)
}

// begun gives the end of the newest revision of which at least the first
// object's head stands before a place: less than that tells nobody of it.
func begun(file []byte, n int, ends []int) int {
	newest := ends[0]
	for i, end := range ends[:len(ends)-1] {
		if n >= end+bytes.Index(file[end:], []byte("obj"))+len("obj") {
			newest = ends[i+1]
		}
	}
	return newest
}

func TestEveryCutIsFound(t *testing.T) {
	for _, kind := range pdftest.Kinds {
		file := pdftest.Build(pdftest.Options{Kind: kind, Pages: 2, Form: true, Indirect: true})
		requireCutsFound(t, string(kind), 5, file)
		requireCutsFound(t, string(kind)+", two revisions", 7, updated(t, file, addNote("second")), len(file))
	}
	file := pdftest.Build(pdftest.Options{Pages: 2, Form: true})
	linearised := pdftest.Encrypt(t, file, "--linearize")
	requireCutsFound(t, "linearised", 7, linearised)
	requireCutsFound(t, "linearised, two revisions", 7, updated(t, linearised, addNote("second")), len(linearised))
}

func TestEveryCutOfEncryptedFilesIsFound(t *testing.T) {
	for _, name := range []string{"RC4 40", "AES 128", "AES 256 R6"} {
		for _, mode := range []string{"--compress-streams=y", "--compress-streams=n"} {
			file := pdftest.Encrypt(t, pdftest.Build(pdftest.Options{Form: true}), append([]string{mode}, pdftest.Encryptions[name]...)...)
			requireCutsFound(t, name+mode, 13, file)
		}
	}
}
