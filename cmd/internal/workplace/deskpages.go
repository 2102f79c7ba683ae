package workplace

import (
	"context"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/pages"
)

// Pages makes the reader of PDF pages. Its compiled engine is kept in the user's
// cache folder, where every program of ours finds it; without such a folder it is
// compiled at each start. The caller closes it.
func Pages() *pages.Reader {
	cache, err := os.UserCacheDir()
	if err != nil {
		return pages.New(pages.Config{})
	}
	return pages.New(pages.Config{CacheDir: filepath.Join(cache, "vanthu", "pdfium")})
}

// DeskPages is desk.Pages and desk.Reader.
type DeskPages struct{ *pages.Reader }

// Sizes gives the sizes as the desk has them.
func (p DeskPages) Sizes(ctx context.Context, path string) ([]desk.PageSize, error) {
	sizes, err := p.Reader.Sizes(ctx, path)
	if err != nil {
		return nil, err
	}
	shown := make([]desk.PageSize, len(sizes))
	for i, s := range sizes {
		shown[i] = desk.PageSize(s)
	}
	return shown, nil
}

var (
	_ desk.Pages  = DeskPages{}
	_ desk.Reader = DeskPages{}
)
