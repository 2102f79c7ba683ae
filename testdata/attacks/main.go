// Command attacks writes signed PDFs that deceive, and honest ones, into a
// folder, for verifiers to try:
//
//	go run ./testdata/attacks DIR
//	vanthuctl verify --json --trust DIR/trust DIR/*.pdf
//
// Each NAME.pdf has its right answer beside it in NAME.json; DIR/trust holds the
// root to trust. Keys are made anew each time, and are valid today.
package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"time"

	"github.com/vanthu/vanthu/testdata/attacks/forge"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: attacks DIR")
		os.Exit(2)
	}
	w, err := forge.New(rand.Reader, time.Now().UTC().Truncate(time.Second))
	if err == nil {
		err = w.Write(os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
