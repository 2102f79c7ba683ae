//go:build cgo

package token_test

import (
	"bytes"
	"debug/macho"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token"
)

func TestOpenRefusesWhatIsNoDriver(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	fifo := filepath.Join(dir, "fifo")
	require.NoError(t, exec.Command("mkfifo", fifo).Run())
	elf, err := os.ReadFile(world.library)
	require.NoError(t, err)

	for path, want := range map[string]fault.Code{
		"libsofthsm2.so":                    token.ErrModuleUnusable, // not absolute
		"":                                  token.ErrModuleUnusable,
		filepath.Join(dir, "missing.so"):    token.ErrModuleMissing,
		dir:                                 token.ErrModuleUnusable,
		fifo:                                token.ErrModuleUnusable,
		file("empty.so", ""):                token.ErrModuleUnusable,
		file("text.so", "not a library"):    token.ErrModuleUnusable,
		file("cut.so", string(elf[:5000])):  token.ErrModuleUnusable,
		file("pe.so", "MZ"+string(elf[2:])): token.ErrModuleUnusable,
		"/usr/bin/gcc":                      token.ErrNotDriver,
		file("arm.so", otherMachine(elf)):   token.ErrWrongMachine,
		compile(t, "gcc", "int C_Other(void) { return 0; }", "-shared", "-fPIC"):                                           token.ErrNotDriver,
		compile(t, "gcc", "int C_GetFunctionList(void **l) { *l = 0; return 0; }", "-shared", "-fPIC"):                     token.ErrModuleUnusable,
		compile(t, "gcc", "int C_GetFunctionList(void **l) { return 5; }", "-shared", "-fPIC"):                             token.ErrModuleUnusable,
		compile(t, "gcc", "int gone(void); int C_GetFunctionList(void **l) { return gone(); }", "-shared", "-fPIC"):        token.ErrModuleUnusable,
		compile(t, "gcc", "static void *l[80]; int C_GetFunctionList(void **p) { *p = l; return 0; }", "-shared", "-fPIC"): token.ErrModuleUnusable,
	} {
		_, err := token.Open(token.Driver{Path: path})
		assert.ErrorIs(t, err, want, path)
		if want != token.ErrModuleMissing {
			assert.ErrorIs(t, err, token.ErrModuleUnusable, path)
		}
	}
}

// otherMachine has another number in e_machine of the ELF header: ARM's.
func otherMachine(library []byte) string {
	other := bytes.Clone(library)
	binary.LittleEndian.PutUint16(other[18:], 0x28)
	return string(other)
}

func TestOpenTwiceIsOneModule(t *testing.T) {
	link := filepath.Join(t.TempDir(), "link.so")
	require.NoError(t, os.Symlink(world.library, link))
	again, err := token.Open(token.Driver{Path: link})
	require.NoError(t, err)
	assert.Same(t, driver(t), again)
}

// Libraries of other systems: a DLL of mingw's, and Mach-O headers made here.
func TestInspectOtherSystems(t *testing.T) {
	with := compile(t, "x86_64-w64-mingw32-gcc", "__declspec(dllexport) int C_GetFunctionList(void **l) { return 5; }", "-shared")
	without := compile(t, "x86_64-w64-mingw32-gcc", "__declspec(dllexport) int C_Other(void) { return 5; }", "-shared")
	exe := compile(t, "x86_64-w64-mingw32-gcc", "__declspec(dllexport) int C_GetFunctionList(void **l) { return 5; } int main() { return 0; }")
	assert.NoError(t, inspectFile(t, with, "windows", "amd64"))
	assert.ErrorContains(t, inspectFile(t, with, "windows", "arm64"), "built for")
	assert.ErrorContains(t, inspectFile(t, without, "windows", "amd64"), "exports no")
	assert.ErrorContains(t, inspectFile(t, exe, "windows", "amd64"), "not a shared library")
	assert.Error(t, inspectFile(t, world.library, "windows", "amd64"))
	assert.Error(t, inspectFile(t, with, "linux", "amd64"))
	assert.ErrorContains(t, inspectFile(t, world.library, "linux", "arm64"), "built for")

	thin := machO(macho.CpuArm64, macho.TypeDylib, "_C_GetFunctionList")
	assert.NoError(t, token.InspectLibrary(bytes.NewReader(thin), "darwin", "arm64"))
	assert.ErrorContains(t, token.InspectLibrary(bytes.NewReader(thin), "darwin", "amd64"), "built for")
	assert.NoError(t, token.InspectLibrary(bytes.NewReader(fat(thin)), "darwin", "arm64"))
	assert.Error(t, token.InspectLibrary(bytes.NewReader(fat(thin)), "darwin", "amd64"))
	assert.Error(t, token.InspectLibrary(bytes.NewReader(machO(macho.CpuArm64, macho.TypeExec, "_C_GetFunctionList")), "darwin", "arm64"))
	assert.Error(t, token.InspectLibrary(bytes.NewReader(machO(macho.CpuArm64, macho.TypeDylib, "_C_Other")), "darwin", "arm64"))
}

func inspectFile(t *testing.T, path, system, arch string) error {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	for cut := 0; cut < len(raw); cut += 1 + len(raw)/200 { // no cut-off file may do harm
		assert.NotPanics(t, func() { _ = token.InspectLibrary(bytes.NewReader(raw[:cut]), system, arch) })
	}
	return token.InspectLibrary(bytes.NewReader(raw), system, arch)
}

func FuzzInspect(f *testing.F) {
	raw, err := os.ReadFile(world.misbehaving)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add(machO(macho.CpuAmd64, macho.TypeDylib, "_C_GetFunctionList"))
	f.Fuzz(func(_ *testing.T, raw []byte) {
		for _, system := range []string{"linux", "windows", "darwin"} {
			_ = token.InspectLibrary(bytes.NewReader(raw), system, "amd64")
		}
	})
}

func TestDiscover(t *testing.T) {
	own := filepath.Join(t.TempDir(), "own.so")
	found := token.Discover(token.Places{Own: []token.Driver{{Path: own}}})
	require.NotEmpty(t, found)
	assert.Equal(t, own, found[0].Path)
	assert.ErrorIs(t, found[0].Problem, token.ErrModuleMissing)
	var soft *token.Candidate
	for i := range found {
		if found[i].Vendor == "SoftHSM" {
			soft = &found[i]
		}
	}
	require.NotNil(t, soft)
	assert.NoError(t, soft.Problem)

	modules, problems := token.OpenAll([]token.Candidate{found[0], *soft, {Driver: token.Driver{Path: world.library}}})
	assert.Len(t, modules, 1, "the same library in two places is one module")
	require.Len(t, problems, 1)
	assert.ErrorIs(t, problems[0].Problem, token.ErrModuleMissing)
}

func compile(t *testing.T, compiler, source string, args ...string) string {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "x.c"), filepath.Join(dir, "x.so")
	require.NoError(t, os.WriteFile(in, []byte(source), 0o600))
	log, err := exec.Command(compiler, append(args, "-o", out, in)...).CombinedOutput()
	require.NoError(t, err, string(log))
	return out
}

// machO is a library with one exported symbol and nothing else.
func machO(cpu macho.Cpu, kind macho.Type, symbol string) []byte {
	var b bytes.Buffer
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) }
	const headers = 32 + 24
	put(macho.FileHeader{Magic: macho.Magic64, Cpu: cpu, Type: kind, Ncmd: 1, Cmdsz: 24})
	put(uint32(0))
	put(macho.SymtabCmd{Cmd: macho.LoadCmdSymtab, Len: 24, Symoff: headers, Nsyms: 1, Stroff: headers + 16, Strsize: uint32(len(symbol) + 2)})
	put(macho.Nlist64{Name: 1, Type: 0x0F, Sect: 1})
	b.WriteString("\x00" + symbol + "\x00")
	return b.Bytes()
}

// fat wraps an arm64 library as the only part of a universal file.
func fat(thin []byte) []byte {
	var b bytes.Buffer
	const offset = 64
	_ = binary.Write(&b, binary.BigEndian, []uint32{macho.MagicFat, 1, uint32(macho.CpuArm64), 0, offset, uint32(len(thin)), 3})
	b.Write(make([]byte, offset-b.Len()))
	b.Write(thin)
	return b.Bytes()
}
