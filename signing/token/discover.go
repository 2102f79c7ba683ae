package token

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/vanthu/vanthu/assets/pkcs11"
)

// Places say where to look for drivers. The environment is read in cmd/.
type Places struct {
	// Own is the path that the user or the command line gave, if any: it comes
	// first, and its problem is reported.
	Own string
	// System is the Windows system folder that matches this process, such as
	// C:\Windows\System32; Programs that of installed programs. Empty elsewhere.
	System, Programs string
}

// Candidate is a driver's file that Discover found, without having loaded it.
type Candidate struct {
	Path    string
	Vendor  string // empty for the user's own
	Problem error  // why it cannot be used: ErrModuleMissing or ErrModuleUnusable
}

// Discover looks for drivers in the known places and inspects their files: see
// Inspect. The user's own is first, then those that can be used in the order of
// the table, then those found that cannot.
func Discover(places Places) []Candidate {
	var usable, problems []Candidate
	if places.Own != "" {
		_, err := Inspect(places.Own)
		usable = append(usable, Candidate{Path: places.Own, Problem: err})
	}
	seen := map[string]bool{}
	for _, m := range pkcs11.Modules() {
		for _, path := range places.find(m.Paths(runtime.GOOS)) {
			resolved, err := Inspect(path)
			switch {
			case err != nil:
				problems = append(problems, Candidate{path, m.Vendor, err})
			case !seen[resolved]:
				seen[resolved] = true
				usable = append(usable, Candidate{path, m.Vendor, nil})
			}
		}
	}
	return append(usable, problems...)
}

// find gives the files that are there; of several versions in one pattern the
// highest first.
func (p Places) find(patterns []string) []string {
	var found []string
	for _, pattern := range patterns {
		pattern, ok := p.fill(pattern)
		if !ok {
			continue
		}
		matches, _ := filepath.Glob(pattern) // a test holds that each is a pattern
		slices.Sort(matches)
		slices.Reverse(matches)
		found = append(found, matches...)
	}
	return found
}

// fill puts the folders in; a pattern in a folder that was not given is none.
func (p Places) fill(pattern string) (string, bool) {
	for name, folder := range map[string]string{"{system}": p.System, "{programs}": p.Programs} {
		if rest, ok := strings.CutPrefix(pattern, name); ok {
			return filepath.Join(folder, filepath.FromSlash(rest)), folder != ""
		}
	}
	return filepath.FromSlash(pattern), true
}

// OpenAll opens every usable driver of a list, side by side. One that cannot be
// loaded does not stop the others: it is returned as a candidate with its
// problem.
func OpenAll(candidates []Candidate) (Modules, []Candidate) {
	opened := make(Modules, len(candidates))
	tried := slices.Clone(candidates)
	var wait sync.WaitGroup
	for i := range tried {
		if tried[i].Problem == nil {
			wait.Go(func() { opened[i], tried[i].Problem = Open(tried[i].Path) })
		}
	}
	wait.Wait()
	var modules Modules
	var problems []Candidate
	for i, m := range opened {
		switch {
		case tried[i].Problem != nil:
			problems = append(problems, tried[i])
		case !slices.Contains(modules, m):
			modules = append(modules, m)
		}
	}
	return modules, problems
}
