package token

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/vanthu/vanthu/assets/pkcs11"
)

// Places say where to look for drivers. The environment is read in cmd/.
type Places struct {
	// Own are the drivers that the user named, if any: they come first, and their
	// problems are always reported.
	Own []Driver
	// System is the Windows system folder that matches this process, such as
	// C:\Windows\System32; Programs that of installed programs. Empty elsewhere.
	System, Programs string
	Home             string   // of the user; empty: no stores of keys in it
	Registers        []string // folders of p11-kit's list of drivers, see registered
}

// Candidate is a driver's file that Discover found, without having loaded it.
type Candidate struct {
	Driver
	Vendor  string // empty for the user's own
	Problem error  // why it cannot be used: ErrModuleMissing or ErrModuleUnusable
}

// Discover looks for drivers in the known places and inspects their files: see
// Inspect. The user's own are first, then those that can be used in the order of
// the table and those that p11-kit lists, then those found that cannot. What
// cannot be used is not told where the same file for this machine was found
// elsewhere.
func Discover(places Places) []Candidate {
	var own, found []Candidate
	for _, d := range places.Own {
		own = append(own, Candidate{Driver: d})
	}
	for _, m := range pkcs11.Modules() {
		for _, path := range places.find(m.Paths(runtime.GOOS)) {
			for _, parameters := range places.parameters(m) {
				found = append(found, Candidate{Driver: Driver{path, parameters}, Vendor: m.Vendor})
			}
		}
	}
	found = append(found, places.registered()...)
	usable, problems := sorted(own, found)
	return append(usable, problems...)
}

// sorted inspects the candidates; each file is taken once with each parameters.
func sorted(own, found []Candidate) (usable, problems []Candidate) {
	seen, names := map[[2]string]bool{}, map[string]bool{}
	for i, c := range slices.Concat(own, found) {
		resolved, err := Inspect(c.Path)
		name := [2]string{resolved, c.Parameters}
		if c.Problem = err; i < len(own) || err == nil && !seen[name] {
			usable = append(usable, c)
		} else if err != nil {
			problems = append(problems, c)
		}
		if err == nil {
			seen[name], names[filepath.Base(c.Path)] = true, true
		}
	}
	return usable, slices.DeleteFunc(problems, func(c Candidate) bool { return names[filepath.Base(c.Path)] })
}

// parameters are those with which a driver of the table is opened: none, or each
// of the stores of keys that are there.
func (p Places) parameters(m pkcs11.Module) []string {
	if len(m.Stores) == 0 {
		return []string{""}
	}
	var stores []string
	for _, folder := range p.find(m.Stores) {
		if _, err := os.Stat(filepath.Join(folder, "key4.db")); err == nil {
			stores = append(stores, folder)
		}
	}
	return stores
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
	for name, folder := range map[string]string{"{system}": p.System, "{programs}": p.Programs, "{home}": p.Home} {
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
			wait.Go(func() { opened[i], tried[i].Problem = Open(tried[i].Driver) })
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
