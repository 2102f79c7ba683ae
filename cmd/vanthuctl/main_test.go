package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/vanthu/vanthu/internal/softtoken"
	"github.com/vanthu/vanthu/signing/token/apart"
)

// scratch is the tests' folder, store its tokens: SoftHSM reads its settings once
// a process.
var (
	scratch string
	store   *softtoken.Store
)

func TestMain(m *testing.M) {
	apart.Main() // the tests' own program is the child that runs the driver
	os.Exit(runAll(m))
}

func runAll(m *testing.M) int {
	err := prepare()
	defer os.RemoveAll(scratch)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

func prepare() (err error) {
	if scratch, err = os.MkdirTemp("", "vanthuctl"); err != nil {
		return err
	}
	if store, err = softtoken.Open(scratch); err != nil {
		return err
	}
	return os.Setenv(store.Setting().Name, store.Setting().Value)
}
