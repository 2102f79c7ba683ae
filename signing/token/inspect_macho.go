package token

import (
	"debug/macho"
	"errors"
	"fmt"
	"io"
)

var machoMachines = map[string]macho.Cpu{"amd64": macho.CpuAmd64, "arm64": macho.CpuArm64}

// inspectMachO wants the machine's own part of a library, universal or not.
func inspectMachO(r io.ReaderAt, arch string) error {
	fat, err := macho.NewFatFile(r)
	if errors.Is(err, macho.ErrNotFat) {
		file, err := macho.NewFile(r)
		if err != nil {
			return errNotLibrary
		}
		return inspectMachOFile(file, arch)
	}
	if err != nil {
		return errNotLibrary
	}
	for _, part := range fat.Arches {
		if part.Cpu == machoMachines[arch] {
			return inspectMachOFile(part.File, arch)
		}
	}
	return wrongMachine("other machines", arch)
}

func inspectMachOFile(file *macho.File, arch string) error {
	if file.Cpu != machoMachines[arch] {
		return wrongMachine(file.Cpu, arch)
	}
	if file.Type != macho.TypeDylib && file.Type != macho.TypeBundle {
		return fmt.Errorf("not a shared library: %v", file.Type)
	}
	if file.Symtab == nil {
		return errNoEntryPoint
	}
	for _, s := range file.Symtab.Syms {
		if s.Name == "_"+entryPoint && s.Sect != 0 {
			return nil
		}
	}
	return errNoEntryPoint
}
