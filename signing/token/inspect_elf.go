package token

import (
	"debug/elf"
	"fmt"
	"io"
)

var elfMachines = map[string]elf.Machine{
	"amd64": elf.EM_X86_64, "386": elf.EM_386, "arm64": elf.EM_AARCH64, "arm": elf.EM_ARM,
	"riscv64": elf.EM_RISCV, "loong64": elf.EM_LOONGARCH, "ppc64le": elf.EM_PPC64, "s390x": elf.EM_S390,
}

// inspectELF wants a shared object of the machine that exports the entry point.
func inspectELF(r io.ReaderAt, arch string) error {
	file, err := elf.NewFile(r)
	if err != nil {
		return errNotLibrary
	}
	defer file.Close()
	if file.Machine != elfMachines[arch] {
		return wrongMachine(file.Machine, arch)
	}
	if file.Type != elf.ET_DYN {
		return fmt.Errorf("%w: %v", errNotLibrary, file.Type)
	}
	symbols, err := file.DynamicSymbols()
	if err != nil {
		return fmt.Errorf("its symbols cannot be read: %w", err)
	}
	for _, s := range symbols {
		if s.Name == entryPoint && s.Section != elf.SHN_UNDEF {
			return nil
		}
	}
	return errNoEntryPoint
}
