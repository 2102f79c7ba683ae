// Command form writes a PDF of one page with a form to the file named.
package main

import (
	"fmt"
	"os"

	"github.com/vanthu/vanthu/internal/pdftest"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: form FILE")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], pdftest.Build(pdftest.Options{Form: true}), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
