// Package architecture holds the test of the import arrows of
// docs/ARCHITECTURE.md; it has no code of its own.
package architecture

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/vanthu/vanthu/"

// arrow forbids what packages under one folder may depend on, directly or not:
// folders of ours, and packages of others.
type arrow struct {
	from    string
	never   []string
	foreign []string
	reason  string
}

var (
	engines = []string{"signing", "sync/inbox", "sync/remote", "sync/engine", "central"}
	faces   = []string{"ui", "desk", "cmd"}
)

const (
	toolkit = "fyne.io/fyne/v2"
	driver  = toolkit + "/app"
	sql     = "database/sql"
	cgo     = "runtime/cgo"
)

var arrows = []arrow{
	{"office", join(engines, faces, []string{"sync"}), []string{toolkit, sql, "net"}, "the vocabulary does no I/O"},
	{"signing", join(faces, []string{"sync", "central"}), []string{toolkit, sql}, "signing knows neither sync nor screens"},
	{"signing", nil, []string{"text/template"}, "it makes the linker keep every method of every type: megabytes in memory"},
	{"signing/pdf", []string{"signing/token"}, []string{cgo}, "the engine sees crypto.Signer"},
	{"signing/cms", []string{"signing/token"}, nil, "the engine sees crypto.Signer"},
	{"signing/pades", []string{"signing/token"}, nil, "the engine sees crypto.Signer"},
	{"signing/appearance", []string{"signing/token"}, nil, "the engine sees crypto.Signer"},
	{"signing/verify", []string{"signing/token"}, nil, "the engine sees crypto.Signer"},
	{"sync", join(faces, []string{"signing", "central"}), []string{toolkit}, "sync knows neither signing nor the server"},
	{"sync/api", engines, []string{sql, "net/http"}, "the contract holds data only"},
	{"central", join(faces, []string{"signing", "sync/inbox", "sync/remote", "sync/engine"}), []string{toolkit}, "the server knows the contract only"},
	{"desk", []string{"ui", "cmd", "sync", "central", "signing/token"}, []string{toolkit, sql, "net/http"}, "behaviour has no screen, SQL or socket"},
	{"ui", []string{"cmd", "sync", "central", "signing/token"}, []string{driver, sql}, "views draw and report"},
	{"internal", join(engines, faces, []string{"sync"}), nil, "small tools know nobody"},
}

// exceptions are packages under internal/ that stand on others for a purpose.
var exceptions = map[string]bool{
	module + "internal/e2e":     true, // the tests that run the whole of it
	module + "sync/api/apitest": true, // holds answers against openapi.yaml, for tests
}

func TestImportArrows(t *testing.T) {
	packages := list(t, "./...")
	for _, a := range arrows {
		for _, from := range packages {
			if !under(from, a.from) || exceptions[from] {
				continue
			}
			for _, dep := range list(t, "-deps", from) {
				assert.False(t, dep != from && a.forbids(dep), "%s imports %s: %s", from, dep, a.reason)
			}
		}
	}
}

// TestOnlyTheCommandImportsTheDriver keeps view tests free of cgo and display.
func TestOnlyTheCommandImportsTheDriver(t *testing.T) {
	for _, from := range list(t, "./...") {
		if from == module+"cmd/vanthu" {
			continue
		}
		assert.NotContains(t, list(t, "-f", `{{join .Imports "\n"}}`, from), driver, from)
	}
}

func (a arrow) forbids(dep string) bool {
	return slices.Contains(a.foreign, dep) || slices.ContainsFunc(a.never, func(folder string) bool { return under(dep, folder) })
}

// under tells whether a package is one of ours in a folder or below it.
func under(pkg, folder string) bool {
	return pkg == module+folder || strings.HasPrefix(pkg, module+folder+"/")
}

func join(lists ...[]string) (all []string) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

var listed = map[string][]string{}

// list runs go list, once for the same arguments.
func list(t *testing.T, args ...string) []string {
	t.Helper()
	key := strings.Join(args, " ")
	if known, ok := listed[key]; ok {
		return known
	}
	cmd := exec.Command("go", append([]string{"list", "-tags", "sqlite_fts5"}, args...)...)
	cmd.Dir = "../.."
	out, err := cmd.Output()
	require.NoError(t, err, "go list %s", key)
	listed[key] = strings.Fields(string(out))
	return listed[key]
}
