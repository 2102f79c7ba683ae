//go:build !cgo

package cryptoki_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

func TestWithoutCgoNoLibraryIsLoaded(t *testing.T) {
	_, err := cryptoki.Load("/usr/lib/x.so", "")
	assert.ErrorIs(t, err, cryptoki.ErrUnsupported)
}
