package apart

// program is this very program, also after its file was replaced by an update.
func program() string { return "/proc/self/exe" }
