package workplace

import (
	"context"

	"github.com/vanthu/vanthu/desk"
)

// DeskPages is desk.Pages and desk.Reader.
type DeskPages struct{ PageReader }

// Sizes gives the sizes as the desk has them.
func (p DeskPages) Sizes(ctx context.Context, path string) ([]desk.PageSize, error) {
	sizes, err := p.PageReader.Sizes(ctx, path)
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
