//go:build !cgo

package token

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWithoutCgoNoLibraryIsLoaded(t *testing.T) {
	_, err := load("/usr/lib/x.so")
	assert.ErrorIs(t, err, ErrUnsupported)
}
