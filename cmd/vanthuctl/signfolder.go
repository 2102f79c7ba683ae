package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/fault"
)

// pdfsOf gives the files themselves, and of a folder the PDFs in and below it,
// but for those below the folder of outputs. names are theirs below that folder.
func pdfsOf(args []string, outputs string) (files, names []string, err error) {
	for _, arg := range args {
		if info, err := os.Stat(arg); err != nil || !info.IsDir() {
			files, names = append(files, arg), append(names, filepath.Base(arg))
			continue
		}
		err := filepath.WalkDir(arg, func(path string, entry os.DirEntry, err error) error {
			switch {
			case err != nil:
				return fault.New(workplace.ErrFileUnreadable, fault.Args{"file": path}, err)
			case entry.IsDir() && outputs != "" && sameFile(path, outputs):
				return filepath.SkipDir
			case strings.EqualFold(filepath.Ext(path), ".pdf") && leadsToFile(path):
				name, err := filepath.Rel(arg, path)
				files, names = append(files, path), append(names, name)
				return err
			}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return files, names, nil
}

// leadsToFile tells a file from what else may bear its name, also behind a link.
func leadsToFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
