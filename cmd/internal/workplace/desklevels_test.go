package workplace

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
)

// TestWindowAndCommandLineKeepTheSameLevels: what the dialog does not show stays.
func TestWindowAndCommandLineKeepTheSameLevels(t *testing.T) {
	w := &Workplace{Config: Config{Home: t.TempDir()}}
	port := deskLevels{w}
	usual, err := port.Levels(t.Context())
	require.NoError(t, err)
	assert.Equal(t, desk.LevelSettings{Level: "B"}, usual)
	require.NoError(t, w.KeepStamping(Stamping{Level: "T", TSA: "http://tsa.mau.gov.vn", Timeout: 7}))
	set := desk.LevelSettings{Level: "LT", Server: "https://tsa.mau.gov.vn", User: "vanthu", PasswordFile: "/etc/tsa", Proxy: "http://p:1"}
	require.NoError(t, port.SetLevels(t.Context(), set))
	kept, err := w.Stamping()
	require.NoError(t, err)
	assert.Equal(t, Stamping{Level: "LT", TSA: set.Server, User: "vanthu", PasswordFile: "/etc/tsa", Proxy: "http://p:1", Timeout: 7}, kept)
	shown, err := port.Levels(t.Context())
	require.NoError(t, err)
	assert.Equal(t, set, shown)
	assert.ErrorIs(t, port.SetLevels(t.Context(), desk.LevelSettings{Level: "T", Server: "ftp://x"}), ErrTSAAddress)
	assert.ErrorIs(t, port.SetLevels(t.Context(), desk.LevelSettings{Level: "Z"}), ErrLevel)
}
