package inbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

func TestAFileIsCopiedUnderItsHashAndTheInputLeftAlone(t *testing.T) {
	s := newHome(t)
	content := "%PDF-1.7\n" + strings.Repeat("nội dung ", 100_000)
	path := writeFile(t, "Kế hoạch.pdf", content)
	require.NoError(t, os.Chmod(path, 0o400))
	before, err := os.Stat(path)
	require.NoError(t, err)

	f, err := s.AddFile(ctx, path, office.MainFile)
	require.NoError(t, err)
	sum := sha256.Sum256([]byte(content))
	assert.Equal(t, office.File{
		Name: "Kế hoạch.pdf", SHA256: hex.EncodeToString(sum[:]), Size: int64(len(content)),
		MediaType: "application/pdf", Role: office.MainFile,
	}, f)
	kept, err := s.FilePath(ctx, f.SHA256)
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(s.Dir(), "blobs", f.SHA256[:2], f.SHA256[2:4], f.SHA256), kept)
	raw, err := os.ReadFile(kept)
	require.NoError(t, err)
	assert.Equal(t, content, string(raw))
	after, _ := os.Stat(path)
	assert.Equal(t, before.ModTime(), after.ModTime())

	again, err := s.AddFile(ctx, path, office.MainFile)
	require.NoError(t, err)
	assert.Equal(t, f, again)
	left, err := filepath.Glob(filepath.Join(filepath.Dir(kept), "*"))
	require.NoError(t, err)
	assert.Len(t, left, 1, "no temporary file stays")
}

func TestFilesThatAreNone(t *testing.T) {
	s := newHome(t)
	_, err := s.AddFile(ctx, writeFile(t, "rong.pdf", ""), office.MainFile)
	assert.ErrorIs(t, err, ErrFileEmpty)
	_, err = s.AddFile(ctx, filepath.Join(t.TempDir(), "khong-co.pdf"), office.MainFile)
	assert.ErrorIs(t, err, ErrFileRead)
	_, err = s.AddFile(ctx, t.TempDir(), office.MainFile)
	assert.ErrorIs(t, err, ErrFileRead)
	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, err = s.AddFile(ended, writeFile(t, "a.pdf", "%PDF-1.7"), office.MainFile)
	assert.ErrorIs(t, err, context.Canceled)
	for _, name := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("a", 63)} {
		_, err := s.FilePath(ctx, name)
		assert.ErrorIs(t, err, ErrFileAbsent, name)
		_, err = s.PlaceFor(name)
		assert.ErrorIs(t, err, ErrFileAbsent, name)
	}
	_, err = s.SaveDocument(ctx, office.Document{Info: info("x"), Files: []office.File{{SHA256: strings.Repeat("a", 64)}}})
	assert.ErrorIs(t, err, ErrFileAbsent, "a document whose file is not here")
	_, err = s.SaveDocument(ctx, office.Document{Info: info("x")})
	assert.ErrorIs(t, err, office.ErrFile)
}

func TestMediaTypesAreTheSameOnEveryMachine(t *testing.T) {
	s := newHome(t)
	for name, row := range map[string][2]string{
		"a.docx": {"PK\x03\x04....", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		"b.zip":  {"PK\x03\x04....", "application/zip"},
		"c.pdf":  {"xin chào", "text/plain; charset=utf-8"},
		"d.xml":  {"<?xml version='1.0'?><a/>", "application/xml"},
	} {
		f, err := s.AddFile(ctx, writeFile(t, name, row[0]), office.Attachment)
		require.NoError(t, err)
		assert.Equal(t, row[1], f.MediaType, name)
	}
}

func TestLongNamesAreCutAndKeepTheirEnding(t *testing.T) {
	name := shownName("/x/" + strings.Repeat("ắ", 300) + ".pdf")
	assert.Equal(t, 200, utf8.RuneCountInString(name))
	assert.True(t, strings.HasSuffix(name, ".pdf"))
	assert.Equal(t, "ắ.pdf", shownName("ắ.pdf"), "composed")
	assert.Equal(t, "a_.pdf", shownName("a\xff.pdf"))
}

func TestUnusedFilesAreSweptAfterAWeek(t *testing.T) {
	dir := t.TempDir()
	now := morning
	ids := office.IDSource{Clock: clock.Func(func() time.Time { return now }), Random: ticking().Random}
	s, err := Open(ctx, dir, ids)
	require.NoError(t, err)
	require.NoError(t, s.SetSession(ctx, clerk))
	loose, err := s.AddFile(ctx, writeFile(t, "a.pdf", "%PDF loose"), office.MainFile)
	require.NoError(t, err)
	used, err := s.AddFile(ctx, writeFile(t, "b.pdf", "%PDF used"), office.MainFile)
	require.NoError(t, err)
	_, err = s.SaveDocument(ctx, office.Document{Info: info("x"), Files: []office.File{used}})
	require.NoError(t, err)
	require.NoError(t, s.Close())

	now = now.Add(6 * 24 * time.Hour)
	s, err = Open(ctx, dir, ids)
	require.NoError(t, err)
	_, err = s.FilePath(ctx, loose.SHA256)
	require.NoError(t, err)
	require.NoError(t, s.Close())

	now = now.Add(2 * 24 * time.Hour)
	s, err = Open(ctx, dir, ids)
	require.NoError(t, err)
	defer s.Close()
	_, err = s.FilePath(ctx, loose.SHA256)
	assert.ErrorIs(t, err, ErrFileAbsent)
	_, err = s.FilePath(ctx, used.SHA256)
	assert.NoError(t, err)
}

func TestFilesOfArrivalsAreWantedUntilTheyArrive(t *testing.T) {
	s := newHome(t)
	a := arrivalNo(1)
	a.Files = []office.File{
		{Name: "scan.pdf", SHA256: strings.Repeat("b", 64), Size: 900, Role: office.Attachment},
		{Name: "vb.pdf", SHA256: strings.Repeat("a", 64), Size: 100, Role: office.MainFile},
	}
	pull(t, s, feedOf("c1", false, changeOf(t, api.ArrivalRecord, string(a.ID), 5, a)))
	wanted, err := s.Wanted(ctx)
	require.NoError(t, err)
	assert.Equal(t, []WantedFile{
		{strings.Repeat("a", 64), 100, api.ArrivalRecord}, {strings.Repeat("b", 64), 900, api.ArrivalRecord},
	}, wanted)
	_, err = s.FilePath(ctx, wanted[0].SHA256)
	assert.ErrorIs(t, err, ErrFileAbsent)
	place, err := s.PlaceFor(wanted[0].SHA256)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(place, []byte("x"), 0o600))
	require.NoError(t, s.Arrived(ctx, wanted[0].SHA256))
	wanted, _ = s.Wanted(ctx)
	assert.Len(t, wanted, 1)

	require.NoError(t, os.Remove(place))
	_, err = s.FilePath(ctx, strings.Repeat("a", 64))
	require.ErrorIs(t, err, ErrFileAbsent)
	wanted, _ = s.Wanted(ctx)
	assert.Len(t, wanted, 2, "what has gone is fetched again")
}
