package inbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// AddFile copies a file into the home and gives what a document says of it. The
// input is only read. It is read twice, once for its name and once to be copied,
// so that nothing is written for a file that is here already; ErrFileChanged
// when both readings differ. The caller asks office.Secrecy.Admit before; should
// the document be refused for its mark later, the copy goes again with it.
func (s *Store) AddFile(ctx context.Context, path string, role office.FileRole) (office.File, error) {
	in, size, err := openInput(path)
	if err != nil {
		return office.File{}, err
	}
	defer in.Close()
	name, media, err := identify(ctx, in)
	if err != nil {
		return office.File{}, unread(path, err)
	}
	if err := s.copyIn(ctx, in, name, path); err != nil {
		return office.File{}, err
	}
	shown := shownName(path)
	file := office.File{Name: shown, SHA256: name, Size: size, MediaType: mediaType(shown, media), Role: role}
	return file, s.write(ctx, func(c *change) error {
		return c.exec(`INSERT INTO blobs (sha256, size, here, kept, added_at) VALUES (?, ?, 1, 0, ?)
			ON CONFLICT (sha256) DO UPDATE SET here = 1`, name, size, c.now.UnixNano())
	})
}

// maxName is the length of a file's name in exchange, in characters (QCVN 102).
const maxName = 200

// shownName is the file's own name, cut in the middle when too long so that its
// ending stays.
func shownName(path string) string {
	name := []rune(norm.NFC.String(strings.ToValidUTF8(filepath.Base(path), "_")))
	if len(name) <= maxName {
		return string(name)
	}
	return string(name[:maxName-20]) + string(name[len(name)-20:])
}

func openInput(path string) (*os.File, int64, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, 0, unread(path, err)
	}
	info, err := in.Stat()
	switch {
	case err != nil:
	case !info.Mode().IsRegular():
		err = unread(path, fs.ErrInvalid)
	case info.Size() == 0:
		err = fault.New(ErrFileEmpty, fault.Args{"file": path}, nil)
	default:
		return in, info.Size(), nil
	}
	_ = in.Close()
	return nil, 0, err
}

func unread(path string, cause error) error {
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		return cause
	}
	return fault.New(ErrFileRead, fault.Args{"file": path}, cause)
}

// identify gives the file's hash and the media type of its first bytes.
func identify(ctx context.Context, in *os.File) (name, media string, err error) {
	head := make([]byte, 512)
	n, err := in.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", "", err
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, attentive{ctx, in}); err != nil {
		return "", "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), http.DetectContentType(head[:n]), nil
}

// copyIn puts the bytes under their hash, whole or not at all.
func (s *Store) copyIn(ctx context.Context, in *os.File, name, path string) error {
	target, err := s.PlaceFor(name)
	if err != nil {
		return err
	}
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return unread(path, err)
	}
	out, err := atomicfile.Create(target)
	if err != nil {
		return fault.New(ErrHome, fault.Args{"dir": filepath.Dir(target)}, err)
	}
	defer out.Discard()
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(out, hash), attentive{ctx, in}); err != nil {
		return unread(path, err)
	}
	if hex.EncodeToString(hash.Sum(nil)) != name {
		return fault.New(ErrFileChanged, fault.Args{"file": path}, nil)
	}
	return out.Commit()
}

// attentive reads until its context ends.
type attentive struct {
	ctx context.Context
	in  io.Reader
}

func (a attentive) Read(p []byte) (int, error) {
	if err := a.ctx.Err(); err != nil {
		return 0, err
	}
	return a.in.Read(p)
}

// mediaTypes are those of an office's files that their first bytes do not tell.
var mediaTypes = map[string]string{
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".doc":  "application/msword",
	".xls":  "application/vnd.ms-excel",
	".xml":  "application/xml",
	".tif":  "image/tiff",
	".tiff": "image/tiff",
}

// mediaType trusts the first bytes where they speak; the machine's own table of
// types is not asked, since it differs from one machine to the next.
func mediaType(name, sniffed string) string {
	switch sniffed {
	case "application/octet-stream", "application/zip", "text/xml; charset=utf-8", "text/plain; charset=utf-8":
		if known, ok := mediaTypes[strings.ToLower(filepath.Ext(name))]; ok {
			return known
		}
	}
	return sniffed
}
