package verify

import (
	"bytes"
	"encoding/hex"
	"io"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// cover is a checked ByteRange: [0, holeStart) and [holeEnd, end) are signed,
// and the hole is the hexadecimal string /Contents of the very dictionary.
type cover struct{ holeStart, holeEnd, end int64 }

// maxContents bounds the hole: hexadecimal digits of the largest CMS.
const maxContents = 32<<20 + 2

// checkRange holds a ByteRange to ISO 32000-2 §12.8.1 and table 255: two parts,
// from the file's first byte, with nothing left out but the signature's value.
// detail says what is wrong.
func checkRange(field pdf.SignatureField, size int64) (c cover, detail string) {
	r := field.ByteRange
	if len(r) != 4 {
		return c, "not two parts"
	}
	switch {
	case r[0] != 0:
		return c, "does not start at the first byte"
	case r[1] <= 0 || r[3] < 0 || r[1] >= size || r[2] > size || r[3] > size:
		return c, "outside of the file"
	case r[2] <= r[1]:
		return c, "parts overlap"
	case r[2]+r[3] > size:
		return c, "ends behind the file"
	case field.Contents.Start != r[1] || field.Contents.End != r[2]:
		return c, "leaves out more or less than the signature's value"
	case r[2]-r[1] > maxContents:
		return c, "signature's value too long"
	}
	return cover{r[1], r[2], r[2] + r[3]}, ""
}

// readContents decodes the hole. It must be one hexadecimal string and nothing
// else: what a lenient reader would skip could hide objects.
func (f *file) readContents(c cover) (der []byte, err error) {
	raw := make([]byte, c.holeEnd-c.holeStart)
	if _, err := io.ReadFull(io.NewSectionReader(f.reader, c.holeStart, int64(len(raw))), raw); err != nil {
		return nil, fault.New(ErrUnreadable, nil, err)
	}
	if len(raw) < 2 || raw[0] != '<' || raw[len(raw)-1] != '>' {
		return nil, nil
	}
	digits := bytes.Map(dropSpace, raw[1:len(raw)-1])
	if len(digits)%2 != 0 {
		digits = append(digits, '0') // ISO 32000-2 §7.3.4.3
	}
	der = make([]byte, len(digits)/2)
	if _, err := hex.Decode(der, digits); err != nil {
		return nil, nil
	}
	return der, nil
}

// dropSpace removes PDF white space (ISO 32000-2 table 1).
func dropSpace(r rune) rune {
	switch r {
	case 0, '\t', '\n', '\f', '\r', ' ':
		return -1
	}
	return r
}

// coverage says what part of the file the range is, and what bytes follow it
// that belong to no revision.
func (f *file) coverage(c cover) Coverage {
	cov := Coverage{WholeDocument: c.end == f.size, End: c.end, Size: f.size, Revisions: len(f.revisions)}
	for i, rev := range f.revisions {
		if f.onlyEOL(min(c.end, rev.End), max(c.end, rev.End)) {
			cov.Revision = i + 1
		}
	}
	return cov
}

// onlyEOL tells that a short run of bytes is line ends only: writers differ on
// which revision the line end behind %%EOF belongs to.
func (f *file) onlyEOL(from, to int64) bool {
	if to-from > 4 {
		return false
	}
	var b [4]byte
	n, err := f.reader.ReadAt(b[:to-from], from)
	return int64(n) == to-from && (err == nil || err == io.EOF) && len(bytes.Trim(b[:n], "\r\n")) == 0
}
