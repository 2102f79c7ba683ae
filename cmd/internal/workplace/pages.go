package workplace

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/internal/pages"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/pagetext"
	"github.com/vanthu/vanthu/signing/pdf"
)

// PageReader draws pages, and reads the text on them: by signing/pagetext, which
// costs next to nothing, and by PDFium where that one is not certain. A document
// that it reads wholly does not start PDFium.
type PageReader struct{ *pages.Reader }

// Pages makes a reader of PDF pages. Its compiled engine is kept in the user's
// cache folder, where every program of ours finds it; without such a folder it is
// compiled at each start. The caller closes it.
func Pages() PageReader {
	cache, err := os.UserCacheDir()
	if err != nil {
		return PageReader{pages.New(pages.Config{})}
	}
	return PageReader{pages.New(pages.Config{CacheDir: filepath.Join(cache, "vanthu", "pdfium")})}
}

// Text gives what stands upright on every page, as pages.Reader.Text does.
func (p PageReader) Text(ctx context.Context, path string) ([]reading.Page, error) {
	text, doubtful, ok := ownText(ctx, path)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !ok || len(doubtful) == len(text) {
		return p.Reader.Text(ctx, path)
	}
	if len(doubtful) == 0 {
		return text, nil
	}
	looked, err := p.Reader.Text(ctx, path, doubtful...)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return text, nil // the pages in doubt stay unread
	case len(looked) != len(text):
		return p.Reader.Text(ctx, path)
	}
	for _, n := range doubtful {
		text[n-1] = looked[n-1]
	}
	return text, nil
}

// ownText reads without PDFium. doubtful are the numbers of the pages that were
// not read for certain; ok is false where the file itself leaves doubts: two
// readers may find other pages in it.
func ownText(ctx context.Context, path string) (text []reading.Page, doubtful []int, ok bool) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, false
	}
	defer file.Close()
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, nil, false
	}
	doc, err := pdf.Open(file, size)
	if err != nil {
		return nil, nil, false
	}
	reader := pagetext.New(doc)
	for page, err := range doc.Pages() {
		if err != nil || ctx.Err() != nil || len(text) >= pages.Most {
			return nil, nil, false
		}
		read, doubt := readPage(reader, page, len(text))
		if text = append(text, read); doubt {
			doubtful = append(doubtful, len(text))
		}
	}
	return text, doubtful, len(text) > 0 && !doc.Repaired()
}

// readPage reads a page that an office looks at, else it stays unread.
func readPage(reader *pagetext.Reader, page pdf.Page, before int) (read reading.Page, doubt bool) {
	if before >= pages.MostText {
		return reader.Blank(page), false
	}
	read, why := reader.Page(page)
	return read, why != ""
}
