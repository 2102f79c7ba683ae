package verify_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/verify"
)

// Scripts build on the JSON: what it may hold stands in docs/VERIFY-JSON.md.
func TestTheAnswerIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/VERIFY-JSON.md")
	require.NoError(t, err)
	for _, key := range keysOf(reflect.TypeFor[verify.Report](), map[reflect.Type]bool{}) {
		assert.Contains(t, string(page), "`"+key+"`")
	}
	for _, kind := range verify.ChangeKinds {
		assert.Contains(t, string(page), "`"+string(kind)+"`")
	}
	for _, code := range fault.All() {
		if strings.HasPrefix(string(code), "verify.") {
			assert.Contains(t, string(page), "`"+string(code)+"`")
		}
	}
}

// keysOf lists the JSON keys of a type and of what it holds.
func keysOf(kind reflect.Type, seen map[reflect.Type]bool) (keys []string) {
	for kind.Kind() == reflect.Slice || kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	if kind.Kind() != reflect.Struct || seen[kind] {
		return nil
	}
	seen[kind] = true
	for i := range kind.NumField() {
		name, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ",")
		if name == "" {
			continue
		}
		keys = append(append(keys, name), keysOf(kind.Field(i).Type, seen)...)
	}
	return keys
}
