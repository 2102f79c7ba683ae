package sqlite_test

import (
	"crypto/rand"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/central/store/sqlite"
	"github.com/vanthu/vanthu/central/store/storetest"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "tỉnh Mẫu %20?#.db"), rand.Reader)
		require.NoError(t, err)
		return s
	})
}

func TestOpenAgainKeepsTheIdentity(t *testing.T) {
	file := filepath.Join(t.TempDir(), "central.db")
	var first store.Identity
	for round := range 2 {
		s, err := sqlite.Open(t.Context(), file, rand.Reader)
		require.NoError(t, err)
		require.NoError(t, s.Read(t.Context(), func(v store.View) error {
			id, err := v.Identity()
			if round == 0 {
				first = id
			}
			assert.Equal(t, first, id)
			return err
		}))
		require.NoError(t, s.Close())
	}
}

func TestOpenRefusesALaterProgramsDatabase(t *testing.T) {
	file := filepath.Join(t.TempDir(), "central.db")
	s, err := sqlite.Open(t.Context(), file, rand.Reader)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	db, err := sql.Open("sqlite3", file)
	require.NoError(t, err)
	_, err = db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`)
	require.NoError(t, err)
	require.NoError(t, db.Close())

	_, err = sqlite.Open(t.Context(), file, rand.Reader)
	require.ErrorIs(t, err, store.ErrNewer)
	_, args, _ := fault.Of(err)
	assert.EqualValues(t, 99, args["have"])
}

func TestOpenRefusesWhatIsNoDatabase(t *testing.T) {
	for name, content := range map[string]string{
		"text":      strings.Repeat("không phải cơ sở dữ liệu\n", 100),
		"truncated": "SQLite format 3\x00" + strings.Repeat("\xff", 2000),
	} {
		file := filepath.Join(t.TempDir(), "central.db")
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		_, err := sqlite.Open(t.Context(), file, rand.Reader)
		assert.ErrorIs(t, err, store.ErrDamaged, name)
		after, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, content, string(after), "%s is left as it was", name)
	}
}

// TestTwoProcessesShareTheFile is the command line at work beside the server.
func TestTwoProcessesShareTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "central.db")
	server, err := sqlite.Open(t.Context(), file, rand.Reader)
	require.NoError(t, err)
	defer server.Close()
	tool, err := sqlite.Open(t.Context(), file, rand.Reader)
	require.NoError(t, err)
	defer tool.Close()
	done := make(chan error)
	go func() {
		done <- tool.Write(t.Context(), func(tx store.Tx) error {
			for n := range 50 {
				if err := tx.AddAgency(office.Agency{Code: office.AgencyCode("T" + strings.Repeat("1", n%30+1) + string(rune('A'+n%26))), Name: "x"}); err != nil {
					return err
				}
			}
			return nil
		})
	}()
	for n := range 20 {
		require.NoError(t, server.Write(t.Context(), func(tx store.Tx) error {
			return tx.AddAgency(office.Agency{Code: office.AgencyCode("S" + string(rune('A'+n))), Name: "y"})
		}))
	}
	require.NoError(t, <-done)
	require.NoError(t, server.Read(t.Context(), func(v store.View) error {
		all, err := v.Agencies()
		assert.Len(t, all, 70)
		return err
	}))
}
