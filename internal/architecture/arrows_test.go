// Package architecture holds the test of the import arrows of
// docs/ARCHITECTURE.md; it has no code of its own.
package architecture

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/vanthu/vanthu/"

// arrow forbids what packages under one folder may depend on, directly or not.
type arrow struct {
	from   string
	never  []string
	reason string
}

var (
	engines = []string{"signing/", "sync/inbox", "sync/remote", "sync/engine", "central/"}
	faces   = []string{"ui/", "desk/", "cmd/"}
	toolkit = []string{"fyne.io/fyne/"}
)

var arrows = []arrow{
	{"office", join(engines, faces, toolkit, []string{"sync/", "database/sql", "net"}), "the vocabulary does no I/O"},
	{"signing/", join(faces, toolkit, []string{"sync/", "central/", "database/sql"}), "signing knows neither sync nor screens"},
	{"signing/pdf", []string{"signing/token"}, "the engine sees crypto.Signer"},
	{"signing/cms", []string{"signing/token"}, "the engine sees crypto.Signer"},
	{"signing/pades", []string{"signing/token"}, "the engine sees crypto.Signer"},
	{"signing/appearance", []string{"signing/token"}, "the engine sees crypto.Signer"},
	{"signing/verify", []string{"signing/token"}, "the engine sees crypto.Signer"},
	{"sync/", join(faces, toolkit, []string{"signing/", "central/"}), "sync knows neither signing nor the server"},
	{"sync/api", []string{"sync/inbox", "sync/remote", "sync/engine", "database/sql"}, "the contract holds data only"},
	{"central/", join(faces, toolkit, []string{"signing/", "sync/inbox", "sync/remote", "sync/engine"}), "the server knows the contract only"},
	{"desk/", join(toolkit, []string{"ui/", "cmd/", "sync/inbox", "sync/remote", "sync/engine", "central/", "signing/token", "database/sql", "net/http"}), "behaviour has no screen, SQL or socket"},
	{"ui/", []string{"cmd/", "sync/inbox", "sync/remote", "sync/engine", "central/", "signing/token", "fyne.io/fyne/v2/app", "database/sql"}, "views draw and report"},
	{"internal/", join(engines, faces, []string{"sync/", "central/"}), "small tools know nobody"},
}

// exceptions are packages under internal/ that stand on others for a purpose.
var exceptions = map[string]bool{
	module + "internal/e2e": true, // the tests that run the whole of it
}

func TestImportArrows(t *testing.T) {
	packages := list(t, "./...")
	for _, a := range arrows {
		for _, from := range packages {
			if !under(from, a.from) || exceptions[from] {
				continue
			}
			for _, dep := range list(t, "-deps", from) {
				for _, never := range a.never {
					assert.False(t, dep != from && under(dep, never), "%s imports %s: %s", from, dep, a.reason)
				}
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
		assert.NotContains(t, list(t, "-f", `{{join .Imports "\n"}}`, from), "fyne.io/fyne/v2/app", from)
	}
}

// under tells whether a package is of a folder ("sync/" for all below it, "net"
// for that package alone).
func under(pkg, folder string) bool {
	if strings.HasSuffix(folder, "/") {
		return strings.HasPrefix(pkg, module+folder) || strings.HasPrefix(pkg, folder) || pkg+"/" == module+folder
	}
	return pkg == folder || pkg == module+folder || strings.HasPrefix(pkg, module+folder+"/")
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
