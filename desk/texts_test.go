package desk_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/i18n"
)

// textKey has the shape of a key of ours; fault codes have it too.
var textKey = regexp.MustCompile(`^desk(\.[a-z_0-9]+)+$`)

// TestEveryTextUsedExists reads the sources of presenters and views: each key
// must have a text in both languages, and each text must be used.
func TestEveryTextUsedExists(t *testing.T) {
	used := map[string]bool{}
	for _, root := range []string{".", "../ui", "../cmd/vanthu"} {
		collect(t, root, used)
	}
	require.Greater(t, len(used), 150)
	for _, lang := range i18n.Languages {
		for key := range used {
			assert.True(t, i18n.Has(lang, key) || i18n.Has(lang, "error."+key+".what"), "%s: %s", lang, key)
		}
		for _, key := range i18n.Keys(lang) {
			if strings.HasPrefix(key, "desk.") {
				assert.True(t, used[key], "%s: nobody uses %s", lang, key)
			}
		}
	}
}

func collect(t *testing.T, root string, used map[string]bool) {
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && textKey.MatchString(s) {
					used[s] = true
				}
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
}
