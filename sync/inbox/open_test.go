package inbox

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

func TestAHomeIsOpenedAgainAsItWas(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Công văn 100% #1?")
	s := openHome(t, dir)
	require.NoError(t, s.SetSession(ctx, clerk))
	id, err := s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn")})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.NoError(t, s.Close())

	again := openHome(t, dir)
	a, err := again.Arrival(ctx, id)
	require.NoError(t, err)
	assert.Equal(t, "Đơn", a.Info.Subject)
	var mode string
	require.NoError(t, again.writer.QueryRow("PRAGMA journal_mode").Scan(&mode))
	assert.Equal(t, "wal", mode)
	var full, keys int
	require.NoError(t, again.writer.QueryRow("PRAGMA synchronous").Scan(&full))
	require.NoError(t, again.writer.QueryRow("PRAGMA foreign_keys").Scan(&keys))
	assert.Equal(t, []int{2, 1}, []int{full, keys})
}

func TestTwoProcessesShareAHome(t *testing.T) {
	dir := t.TempDir()
	a, b := openHome(t, dir), openHome(t, dir)
	require.NoError(t, a.SetSession(ctx, clerk))
	done := make(chan error, 2)
	for _, s := range []*Store{a, b} {
		go func() {
			var err error
			for i := 0; i < 40 && err == nil; i++ {
				_, err = s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn")})
			}
			done <- err
		}()
	}
	require.NoError(t, <-done)
	require.NoError(t, <-done)
	ops, err := a.Queue(ctx, 100)
	require.NoError(t, err)
	require.Len(t, ops, 80)
	for i, op := range ops {
		require.Equal(t, int64(i+1), op.Seq)
	}
}

func TestReadingCannotWrite(t *testing.T) {
	s := newHome(t)
	err := s.read(ctx, func(v view) error {
		var n int
		return v.db.QueryRowContext(ctx, "UPDATE home SET next_seq = 99 RETURNING next_seq").Scan(&n)
	})
	assert.ErrorContains(t, err, "readonly")
}

func TestADamagedDatabaseIsRefused(t *testing.T) {
	t.Run("not a database", func(t *testing.T) {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, databaseName), []byte("Kính gửi: đây không phải cơ sở dữ liệu, chỉ là chữ"), 0o600))
		_, err := Open(ctx, dir, ticking())
		assert.ErrorIs(t, err, ErrDamaged)
		_, args, _ := fault.Of(err)
		assert.Contains(t, args["file"], dir)
	})
	t.Run("pages overwritten", func(t *testing.T) {
		dir := t.TempDir()
		s := openHome(t, dir)
		require.NoError(t, s.SetSession(ctx, clerk))
		for range 50 {
			_, err := s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn")})
			require.NoError(t, err)
		}
		_, err := s.writer.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
		require.NoError(t, err)
		require.NoError(t, s.Close())
		file := filepath.Join(dir, databaseName)
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		for i := 4096 * 3; i < len(raw); i++ {
			raw[i] = byte(i * 7)
		}
		require.NoError(t, os.WriteFile(file, raw, 0o600))
		_, err = Open(ctx, dir, ticking())
		assert.ErrorIs(t, err, ErrDamaged)
	})
}

func TestANewerDatabaseIsRefusedAndLeftAlone(t *testing.T) {
	dir := t.TempDir()
	s := openHome(t, dir)
	_, err := s.writer.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	require.NoError(t, err)
	require.NoError(t, s.Close())
	_, err = Open(ctx, dir, ticking())
	require.ErrorIs(t, err, ErrNewer)
	_, args, _ := fault.Of(err)
	assert.Equal(t, int64(9999), args["have"])
	db, err := sql.Open("sqlite3", source(filepath.Join(dir, databaseName), ""))
	require.NoError(t, err)
	defer db.Close()
	var version int
	require.NoError(t, db.QueryRow("SELECT max(version_id) FROM goose_db_version").Scan(&version))
	assert.Equal(t, 9999, version)
}

func TestAFolderThatCannotBeUsed(t *testing.T) {
	_, err := Open(ctx, filepath.Join(writeFile(t, "tep", "x"), "home"), ticking())
	assert.ErrorIs(t, err, ErrHome)
}

func TestAHomeBelongsToOneAgency(t *testing.T) {
	s := newHome(t)
	other := clerk
	other.Agency.Code = "H37.99"
	err := s.SetSession(ctx, other)
	require.ErrorIs(t, err, ErrOtherAgency)
	kept, err := s.Session(ctx)
	require.NoError(t, err)
	assert.Equal(t, clerk, kept)
}

func TestAnotherUserWaitsForTheFirstOnesWork(t *testing.T) {
	s := newHome(t)
	_, err := s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn")})
	require.NoError(t, err)
	second := clerk
	second.User, second.Name, second.Device = "hoa", "Lê Thị Hoa", "018f4a1c-0000-7000-8000-00000000c3d4"
	err = s.SetSession(ctx, second)
	require.ErrorIs(t, err, ErrOtherUser)
	ops, _ := s.Queue(ctx, 10)
	require.NoError(t, s.Conclude(ctx, []Verdict{{ID: ops[0].ID, Done: true}}))
	assert.NoError(t, s.SetSession(ctx, second))
}

func TestANewDeviceNumbersWhatWaitsAnew(t *testing.T) {
	s := newHome(t)
	for range 5 {
		_, err := s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn")})
		require.NoError(t, err)
	}
	before, _ := s.Queue(ctx, 10)
	require.NoError(t, s.Conclude(ctx, []Verdict{{ID: before[0].ID, Done: true}, {ID: before[1].ID, Done: true}}))
	again := clerk
	again.Device = "018f4a1c-0000-7000-8000-00000000c3d4"
	require.NoError(t, s.SetSession(ctx, again))
	after, _ := s.Queue(ctx, 10)
	require.Len(t, after, 3)
	for i, op := range after {
		assert.Equal(t, int64(i+1), op.Seq)
		assert.Equal(t, before[i+2].ID, op.ID, "the id stays: the server does none twice")
	}
	_, err := s.RegisterPaper(ctx, office.Arrival{Info: info("Đơn")})
	require.NoError(t, err)
	after, _ = s.Queue(ctx, 10)
	assert.Equal(t, int64(4), after[3].Seq)
	a := arrivals(t, s, office.ArrivalFilter{Limit: 1})
	assert.Equal(t, "T-c3d4-6", a[0].Provisional)
}

func TestAnAccountIsKeptPrivate(t *testing.T) {
	dir := t.TempDir()
	_, err := ReadAccount(dir)
	require.ErrorIs(t, err, ErrNoSession)
	want := Account{URL: "https://vt.mau.gov.vn", CAFile: "/ca.pem", Token: "secret", Session: clerk}
	require.NoError(t, WriteAccount(dir, want))
	require.NoError(t, WriteAccount(dir, want))
	got, err := ReadAccount(dir)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	stat, err := os.Stat(filepath.Join(dir, accountName))
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), stat.Mode().Perm())
	require.NoError(t, os.WriteFile(filepath.Join(dir, accountName), nil, 0o600))
	_, err = ReadAccount(dir)
	assert.ErrorIs(t, err, ErrNoSession)
}

func TestACancelledContextStopsTheWork(t *testing.T) {
	s := newHome(t)
	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, err := s.Arrivals(ended, office.ArrivalFilter{})
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorIs(t, s.MarkSent(ended, []api.Op{}), context.Canceled)
}

// TestDatabaseThatCannotBeUsed: what the driver says becomes a code of ours, with
// the folder.
func TestDatabaseThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, databaseName), 0o700))
	_, err := Open(ctx, dir, office.IDSource{})
	code, args, _ := fault.Of(err)
	assert.Equal(t, ErrHome, code, "%v", err)
	assert.Equal(t, dir, args["dir"])
	for _, row := range []struct {
		from sqlite3.Error
		want error
	}{
		{sqlite3.Error{Code: sqlite3.ErrFull}, ErrDiskFull},
		{sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, ErrDiskFull},
		{sqlite3.Error{Code: sqlite3.ErrCantOpen, SystemErrno: syscall.ENOSPC}, ErrDiskFull},
		{sqlite3.Error{Code: sqlite3.ErrIoErr}, ErrHome},
		{sqlite3.Error{Code: sqlite3.ErrReadonly}, ErrHome},
	} {
		assert.ErrorIs(t, named(row.from), row.want)
	}
}
