package forge

import (
	"bytes"
	"context"
	"crypto"
	"encoding/hex"
	"regexp"
	"strconv"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
)

// valueOf is the genuine signature's value without padding.
func valueOf(w *Workshop) []byte {
	file := w.genuine()
	from, to := hole(file)
	der := must(hex.DecodeString(string(file[from+1 : to-1])))
	return bytes.TrimRight(der, "\x00")
}

var byteRange = regexp.MustCompile(`/ByteRange ?\[ ?(\d+) +(\d+) +(\d+) +(\d+) *\]`)

// ranges reads the first ByteRange of a file and where it stands.
func ranges(file []byte) (r [4]int, from, to int) {
	m := byteRange.FindSubmatchIndex(file)
	hold(m != nil, "byte range")
	for i := range r {
		n := must(strconv.Atoi(string(file[m[2+2*i]:m[3+2*i]])))
		r[i] = n
	}
	return r, m[0] + len("/ByteRange"), m[1]
}

func hole(file []byte) (from, to int) {
	r, _, _ := ranges(file)
	return r[1], r[2]
}

// resign makes a signature of one's own over a file's ranges, as a forger with
// a key can, and puts it into the hole.
func (w *Workshop) resign(file []byte, id *pkitest.Identity) []byte {
	h := crypto.SHA256.New()
	h.Write(SignedBytes(file))
	der := must(cms.Sign(context.Background(), id.Key, cms.Request{Digest: h.Sum(nil), Hash: crypto.SHA256, Chain: id.Chain}))
	from, to := hole(file)
	from = bytes.IndexByte(file[from:to], '<') + from
	text := hex.EncodeToString(der)
	copy(file[from+1:to-1], text+string(bytes.Repeat([]byte{'0'}, to-from-2-len(text))))
	return file
}

// SignedBytes are the bytes that a file's first signature covers.
func SignedBytes(file []byte) []byte {
	r, _, _ := ranges(file)
	return append(bytes.Clone(file[:r[1]]), file[r[2]:r[2]+r[3]]...)
}

// Called gives the first signature another /SubFilter, no longer than its own.
func Called(file []byte, name string) (called []byte, err error) {
	defer caught(&err)
	const own = "/ETSI.CAdES.detached"
	at := bytes.Index(file, []byte(own))
	hold(at > 0 && len(name) <= len(own), "place for "+name)
	copy(file[at:], name+string(bytes.Repeat([]byte{' '}, len(own)-len(name))))
	return file, nil
}

// Embed puts another value into the first signature.
func Embed(file, der []byte) (changed []byte, err error) {
	defer caught(&err)
	from, to := hole(file)
	text := hex.EncodeToString(der)
	hold(len(text) <= to-from-2, "room for the value")
	copy(file[from+1:to-1], text+string(bytes.Repeat([]byte{'0'}, to-from-2-len(text))))
	return file, nil
}
