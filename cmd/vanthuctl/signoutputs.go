package main

import (
	"os"
	"path/filepath"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
)

// outputs pairs each input with the file its signed form goes to.
func (f *signFlags) outputs(p *program, inputs, names []string) ([]string, error) {
	switch {
	case len(inputs) == 0:
		return nil, usageError{p.text("ctl.want.files", nil)}
	case f.out != "" && f.outDir == "" && len(inputs) == 1:
		return []string{f.out}, nil
	case f.out != "" || f.outDir == "":
		return nil, usageError{p.text("ctl.want.output", nil)}
	}
	outputs := make([]string, len(inputs))
	seen := map[string]bool{}
	for i, in := range inputs {
		outputs[i] = filepath.Join(f.outDir, names[i])
		if name := anywhere(outputs[i]); seen[name] || sameFile(in, outputs[i]) {
			return nil, usageError{p.text("ctl.want.other_names", i18n.Args{"file": outputs[i]})}
		} else {
			seen[name] = true
		}
	}
	return outputs, nil
}

// anywhere is what names have in common that mean one file on some system: on
// Windows and macOS case makes no difference, nor, on macOS, do composed letters.
func anywhere(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFD.String(name))) }

// makeFolders makes the folders of the outputs.
func (f *signFlags) makeFolders(outputs []string) error {
	if f.outDir == "" {
		return nil
	}
	for _, out := range outputs {
		if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
			return workplace.Unwritable(filepath.Dir(out), err)
		}
	}
	return nil
}
