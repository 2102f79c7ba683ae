package main

import (
	"os"
	"strings"
)

// nameLocale gives Fyne a locale where the system names none ("C"): it would
// complain at every start. What the program speaks does not depend on it.
func nameLocale() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} { // the first that is set counts
		value, _, _ := strings.Cut(os.Getenv(name), ".")
		if value != "" && value != "C" && value != "POSIX" {
			return
		}
		os.Unsetenv(name)
	}
	os.Setenv("LANG", "vi_VN.UTF-8")
}
