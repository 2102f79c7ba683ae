package e2e

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs testdata/script/*.txtar: the command line as a script sees it,
// each with a token of its own.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status},
		Setup: func(env *testscript.Env) error {
			token := filepath.Join(env.WorkDir, "token")
			if err := os.CopyFS(token, os.DirFS(world.token)); err != nil {
				return err
			}
			conf := filepath.Join(token, "softhsm2.conf")
			settings := "directories.tokendir = " + filepath.Join(token, "tokens") + "\nobjectstore.backend = file\n"
			if err := os.WriteFile(conf, []byte(settings), 0o600); err != nil {
				return err
			}
			env.Setenv("PATH", world.bin+string(os.PathListSeparator)+os.Getenv("PATH"))
			env.Setenv("SOFTHSM2_CONF", conf)
			env.Setenv("TRUST", world.trust)
			env.Setenv("PIN", world.pin)
			env.Setenv("TESTDATA", filepath.Join(root, "testdata"))
			env.Setenv("IMAGES", filepath.Join(root, "assets", "signature"))
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_CACHE_HOME", filepath.Join(filepath.Dir(world.bin), "cache")) // of the compiled page engine, for all scripts
			return nil
		},
	})
}

// status runs a program and wants an exact exit status: status 3 PROGRAM ARGS.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status NUMBER PROGRAM ARGS")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = exitStatus(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("%v ended with status %d, not %s", args[1:], got, args[0])
	}
}
