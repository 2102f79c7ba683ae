package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestADriverThatMisbehaves costs one typed error, of the listing or of the
// signing, and the tokens of another driver are listed and sign meanwhile.
func TestADriverThatMisbehaves(t *testing.T) {
	library := filepath.Join(t.TempDir(), "misbehave.so")
	out, err := exec.Command("gcc", "-shared", "-fPIC", "-o", library, "../../signing/token/testdata/misbehave.c").CombinedOutput()
	require.NoError(t, err, string(out))
	content, err := os.ReadFile(library)
	require.NoError(t, err)
	t.Setenv("MISBEHAVE_LIBRARY", softHSM(t))
	t.Run("modes", func(t *testing.T) {
		for name, c := range map[string]struct{ orders, list, sign string }{
			"hangs as it is loaded":   {"hang 99", "token.driver_hung", ""},
			"hangs as it begins":      {"hang 0", "token.driver_hung", ""},
			"hangs when listed":       {"hang 4", "token.driver_hung", ""},
			"hangs when read":         {"hang 24", "token.driver_hung", ""},
			"crashes as it begins":    {"crash 0", "token.driver_crashed", ""},
			"crashes when listed":     {"crash 4", "token.driver_crashed", ""},
			"crashes as it signs":     {"crash 43", "", "token.driver_crashed"},
			"ends the process":        {"exit 6", "token.driver_crashed", ""},
			"ends as it logs in":      {"exit 18", "", "token.driver_crashed"},
			"prints":                  {"noise 1", "", "-"},
			"answers 0 for sizes":     {"zero 1", "", "-"},
			"gives nonsense sizes":    {"huge 1000000", "token.general", ""},
			"gives negative sizes":    {"huge -1", "token.general", ""},
			"fills values with junk":  {"junk 48", "", "token.no_certificate"},
			"has no end of objects":   {"endless 1", "", "-"},
			"has millions of slots":   {"slots 1000000", "token.general", ""},
			"is pulled in the middle": {"pulled 0", "", "token.removed"},
			"gives a wrong signature": {"forge 1", "", "cms.wrong_key"},
			"gives too long a one":    {"loud 1000000", "", "token.general"},
			"has no UTF-8":            {"latin 1", "", "token.not_found"},
			"does not let it sign":    {"deny 1", "", "token.certificate_key_forbidden"},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				home := t.TempDir()
				driver := filepath.Join(home, "misbehave.so")
				require.NoError(t, os.WriteFile(driver, content, 0o600))
				require.NoError(t, os.WriteFile(driver+".orders", []byte(c.orders+"\n"), 0o600))
				begun := time.Now()
				tokens, problems, status := list(t, home, "--module", driver, "--module", softHSM(t))
				assert.Less(t, time.Since(begun), 2*time.Minute)
				assert.Contains(t, labelsOf(tokens, softHSM(t)), "Demo")
				if c.list == "" {
					assert.Empty(t, problems)
					assert.Zero(t, status)
					assert.NotEmpty(t, labelsOf(tokens, driver))
				} else {
					assert.Equal(t, 3, status)
					require.NotEmpty(t, problems)
					assert.Equal(t, c.list, problems[0].Error.Code, "%v", problems)
				}
				if c.sign != "" {
					w := filepath.Join(home, "out.pdf")
					said, _ := ctl(home, "sign", invitation, "-o", w, "--token", "Demo", "--module", driver, "--pin-file", world.pin, "--json").CombinedOutput()
					if c.sign == "-" {
						assert.FileExists(t, w, string(said))
					} else {
						assert.Contains(t, string(said), `"code":"`+c.sign)
						assert.NoFileExists(t, w)
					}
				}
			})
		}
	})
}

func labelsOf(tokens []listed, module string) (labels []string) {
	for _, one := range tokens {
		if one.Module == module {
			labels = append(labels, one.Label)
		}
	}
	return labels
}
