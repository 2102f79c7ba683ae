package token

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"fmt"
	"io"
)

var peMachines = map[string]uint16{
	"amd64": pe.IMAGE_FILE_MACHINE_AMD64, "386": pe.IMAGE_FILE_MACHINE_I386, "arm64": pe.IMAGE_FILE_MACHINE_ARM64,
}

// mostExports bounds how many exported names are read; the largest drivers have
// some thousands.
const mostExports = 1 << 16

// inspectPE wants a DLL of the machine that exports the entry point.
func inspectPE(r io.ReaderAt, arch string) error {
	file, err := pe.NewFile(r)
	if err != nil {
		return errNotLibrary
	}
	defer file.Close()
	if file.Machine != peMachines[arch] {
		return wrongMachine(fmt.Sprintf("machine 0x%x", file.Machine), arch)
	}
	if file.Characteristics&pe.IMAGE_FILE_DLL == 0 {
		return errNotLibrary
	}
	exported, err := exports(file, entryPoint)
	if err != nil {
		return fmt.Errorf("its exports cannot be read: %w", err)
	}
	if !exported {
		return errNoEntryPoint
	}
	return nil
}

// exports tells whether a name stands in the export directory (Microsoft PE
// format, "The .edata Section").
func exports(file *pe.File, name string) (bool, error) {
	directory, ok := exportDirectory(file)
	if !ok {
		return false, nil
	}
	header, err := virtual(file, directory, 40)
	if err != nil {
		return false, err
	}
	count := binary.LittleEndian.Uint32(header[24:])
	names := binary.LittleEndian.Uint32(header[32:])
	if count > mostExports {
		return false, fmt.Errorf("%d exported names", count)
	}
	table, err := virtual(file, names, 4*count)
	if err != nil {
		return false, err
	}
	for ; len(table) > 0; table = table[4:] {
		found, err := virtual(file, binary.LittleEndian.Uint32(table), uint32(len(name)+1))
		if err == nil && bytes.Equal(found, append([]byte(name), 0)) {
			return true, nil
		}
	}
	return false, nil
}

// exportDirectory is the address of the first data directory.
func exportDirectory(file *pe.File) (address uint32, ok bool) {
	switch h := file.OptionalHeader.(type) {
	case *pe.OptionalHeader64:
		address = h.DataDirectory[pe.IMAGE_DIRECTORY_ENTRY_EXPORT].VirtualAddress
	case *pe.OptionalHeader32:
		address = h.DataDirectory[pe.IMAGE_DIRECTORY_ENTRY_EXPORT].VirtualAddress
	}
	return address, address != 0
}

// virtual reads bytes at an address of the loaded image from the section that
// holds it.
func virtual(file *pe.File, address, size uint32) ([]byte, error) {
	for _, s := range file.Sections {
		if address < s.VirtualAddress || address-s.VirtualAddress >= s.Size {
			continue
		}
		offset := address - s.VirtualAddress
		if size > s.Size-offset {
			break
		}
		data := make([]byte, size)
		_, err := s.ReadAt(data, int64(offset))
		return data, err
	}
	return nil, fmt.Errorf("address 0x%x lies outside the file", address)
}
