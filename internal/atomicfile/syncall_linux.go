package atomicfile

import "golang.org/x/sys/unix"

// many files cost less to sync with all of their file system than one by one.
const many = 4

// syncAll makes the files of one folder durable. A file system that does not do
// so by syncfs, as many on networks, and one that failed to, is asked for each.
func syncAll(group []*commit) {
	file := group[0].file
	if len(group) >= many && keepsBySyncfs(int(file.Fd())) && unix.Syncfs(int(file.Fd())) == nil {
		return
	}
	syncEach(group)
}

func keepsBySyncfs(file int) bool {
	var about unix.Statfs_t
	if unix.Fstatfs(file, &about) != nil {
		return false
	}
	switch about.Type {
	case unix.EXT4_SUPER_MAGIC, unix.XFS_SUPER_MAGIC, unix.BTRFS_SUPER_MAGIC, unix.TMPFS_MAGIC:
		return true
	}
	return false
}
