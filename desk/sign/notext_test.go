package sign_test

import (
	"context"

	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/office/reading"
)

// noText reads a scan: there is nothing to read.
type noText struct{ *canned.World }

func (noText) Text(context.Context, string) ([]reading.Page, error) {
	return make([]reading.Page, 4), nil
}
