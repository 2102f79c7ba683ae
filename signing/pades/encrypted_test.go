package pades_test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Three signatures on files of every encryption that opens without a password.
func TestSignEncrypted(t *testing.T) {
	for name, args := range pdftest.Encryptions {
		for _, objects := range [][]string{{"--object-streams=disable"}, {"--object-streams=generate", "--linearize"}} {
			t.Run(name+objects[0], func(t *testing.T) {
				plain := pdftest.Build(pdftest.Options{Form: true, Pages: 2})
				in := save(t, pdftest.Encrypt(t, plain, append(objects, args...)...))
				req := visible(request(demo().Leader), pades.Visible{Page: 1, X: 100, Y: 200, Width: 50, Height: 20})
				req.Reason, req.Field = "Ký duyệt (1)", "Ô ký"
				one, _ := sign(t, in, req)
				two, _ := sign(t, one, request(demo().Agency))
				req = request(demo().Agency)
				req.Field, req.Appearance = "Approval", box
				three, _ := sign(t, two, req)
				requireSigned(t, three, "Approval", "Ô ký", "Signature1")
				assert.False(t, red(t, three, 30).Empty())
				assert.Equal(t, text(t, in), text(t, three))
				requireReadable(t, three)
			})
		}
	}
}

func text(t *testing.T, file string) string {
	t.Helper()
	said, err := exec.Command("pdftotext", file, "-").Output()
	require.NoError(t, err)
	require.NotEmpty(t, said)
	return string(said)
}

func requireReadable(t *testing.T, file string) {
	t.Helper()
	s, err := read(t, file).SignatureFields()
	require.NoError(t, err)
	assert.Equal(t, "Nguyễn Thị Hường", s[1].Value["Name"].(pdf.String).Text())
	assert.Equal(t, "Ký duyệt (1)", s[1].Value["Reason"].(pdf.String).Text())
	_, err = cms.Parse([]byte(s[1].Value["Contents"].(pdf.String)))
	require.NoError(t, err)
}

// What the author of an encrypted file forbids is not done.
func TestSignOnlyWhereItIsPermitted(t *testing.T) {
	encrypt := func(modify string) []string {
		return []string{"--encrypt", "", "owner", "256", "--modify=" + modify, "--"}
	}
	plain := pdftest.Build(pdftest.Options{Form: true})
	for modify, want := range map[string][2]error{ // new field, field that exists
		"all":      {nil, nil},
		"annotate": {pades.ErrNotPermitted, nil},
		"form":     {pades.ErrNotPermitted, nil},
		"none":     {pades.ErrNotPermitted, pades.ErrNotPermitted},
	} {
		in := save(t, pdftest.Encrypt(t, plain, encrypt(modify)...))
		for i, field := range []string{"", "Approval"} {
			out := filepath.Join(t.TempDir(), "out.pdf")
			req := request(demo().Leader)
			req.Field, req.Appearance = field, box
			_, err := pades.SignFile(t.Context(), in, out, req)
			require.ErrorIs(t, err, want[i], "%s %q", modify, field)
			if want[i] != nil {
				requireNothingIn(t, filepath.Dir(out))
				continue
			}
			require.Len(t, pdftest.Signatures(t, out), 1)
		}
	}
}
