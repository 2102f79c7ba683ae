package atomicfile

import "os"

// hold has nothing to do: Windows lets nobody remove a file that is open.
func hold(*os.File) bool { return true }

// takePlace closes first: Windows renames no file that is open. Should another
// program that writes to the same target sweep just then, renaming fails and the
// target is as it was.
func (f *File) takePlace() error {
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), f.target)
}

// removeAbandoned removes a temporary file unless some program has it open.
func removeAbandoned(path string) { _ = os.Remove(path) }
