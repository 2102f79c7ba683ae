package fault_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/fault"
)

var errDemo = fault.Define("demo.broken")

func TestCodeAndCauseAreBothFound(t *testing.T) {
	err := fmt.Errorf("at the door: %w", fault.New(errDemo, fault.Args{"file": "a.pdf"}, fs.ErrNotExist))
	assert.ErrorIs(t, err, errDemo)
	assert.ErrorIs(t, err, fs.ErrNotExist)
	code, args, ok := fault.Of(err)
	assert.True(t, ok)
	assert.Equal(t, errDemo, code)
	assert.Equal(t, "a.pdf", args["file"])
}

func TestBareCodeIsAnError(t *testing.T) {
	code, _, ok := fault.Of(fmt.Errorf("wrapped: %w", errDemo))
	assert.True(t, ok)
	assert.Equal(t, errDemo, code)
	_, _, ok = fault.Of(errors.New("nobody named it"))
	assert.False(t, ok)
}

func TestCodeIsDefinedOnce(t *testing.T) {
	assert.Contains(t, fault.All(), errDemo)
	assert.Panics(t, func() { fault.Define("demo.broken") })
}
