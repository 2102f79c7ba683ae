package workplace_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
)

// TestHomeIsTheSameFromEveryFolder: the account names the server's certificate in
// the home by its path.
func TestHomeIsTheSameFromEveryFolder(t *testing.T) {
	here := t.TempDir()
	t.Chdir(here)
	home, err := workplace.HomeDir("ha", nil)
	require.NoError(t, err)
	require.Equal(t, filepath.Join(here, "ha"), home)
	home, err = workplace.HomeDir("", func() (string, error) { return "/home/x/.config", nil })
	require.NoError(t, err)
	require.Equal(t, filepath.Join("/home/x/.config", "vanthu"), home)
	_, err = workplace.HomeDir("", func() (string, error) { return "", errors.New("no $HOME") })
	require.ErrorIs(t, err, workplace.ErrNoHome)
}
