package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/i18n"
)

// TestEveryTextIsThere covers every code of the packages the client is made of.
func TestEveryTextIsThere(t *testing.T) {
	assert.Empty(t, i18n.Gaps())
}
