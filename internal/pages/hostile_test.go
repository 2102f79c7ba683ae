package pages

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
)

func TestBadInputs(t *testing.T) {
	r := reader(t, Config{})
	files, err := filepath.Glob("../../testdata/bad/*.p*")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	files = append(files, "../../testdata", "not-there.pdf", filepath.Dir(files[0])+"/make.py")
	readable := map[string]bool{ // their pages are found without doubt
		"startxref-past-end.pdf": true, "startxref-negative.pdf": true, "prev-loop.pdf": true, "truncated-pages-left.pdf": true,
	}
	for _, path := range files {
		_, err := r.Text(context.Background(), path)
		if readable[filepath.Base(path)] && err == nil {
			continue
		}
		assert.ErrorIs(t, err, ErrUnreadable, path)
		code, args, _ := fault.Of(err)
		assert.Equal(t, path, args["file"], code)
	}
	requireWorks(t, r)
}

func TestLockedFile(t *testing.T) {
	r := reader(t, Config{})
	text, err := r.Text(context.Background(), documents+"variants/cong-van-locked.pdf")
	require.NoError(t, err, "reading is free")
	assert.NotEmpty(t, text[0].Lines)

	path := file(t, "<</Type /Catalog>>")
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	locked := strings.Replace(string(data), "/Root 1 0 R", "/Root 1 0 R /ID [<00><00>] /Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <"+
		strings.Repeat("11", 32)+"> /U <"+strings.Repeat("22", 32)+">>>", 1)
	require.NoError(t, os.WriteFile(path, []byte(locked), 0o600))
	_, err = r.Text(context.Background(), path)
	assert.ErrorIs(t, err, ErrLocked)
}

// multiplying is a page whose forms call one another ten times each, nine deep.
func multiplying(t *testing.T) string {
	var forms []string
	for i := range 9 {
		content := "0 0 100 100 re f"
		if i < 8 {
			content = strings.Repeat("/F Do ", 10)
		}
		forms = append(forms, stream(fmt.Sprintf(
			"/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources <</XObject <</F %d 0 R>>>>", 7+i), content))
	}
	return page(t, "/MediaBox [0 0 100 100] /Resources <</XObject <</F 6 0 R>>>>", "/F Do", forms...)
}

func TestEndlessWorkIsGivenUp(t *testing.T) {
	r := reader(t, Config{PageTime: 700 * time.Millisecond})
	requireWorks(t, r)
	for range 2 {
		_, err := r.Draw(context.Background(), multiplying(t), 1, 500)
		assert.ErrorIs(t, err, ErrTooSlow)
		requireWorks(t, r)
	}
}

func TestCallerGetsAwayAtOnce(t *testing.T) {
	r := reader(t, Config{})
	requireWorks(t, r)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	_, err := r.Draw(ctx, multiplying(t), 1, 500)
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	assert.Less(t, time.Since(began), 2*time.Second)
	requireWorks(t, r)

	cancelled, stop := context.WithCancel(context.Background())
	stop()
	_, err = r.Sizes(cancelled, documents+"07-GM-SNV-giay-moi-hop.pdf")
	assert.ErrorIs(t, err, context.Canceled)
}

// TestGreedyFile asks for an image of 40000 by 40000 pixels, 6.4 GB.
func TestGreedyFile(t *testing.T) {
	r := reader(t, Config{PageTime: 5 * time.Second})
	path := page(t, "/MediaBox [0 0 100 100] /Resources <</XObject <</I 6 0 R>>>>", "100 0 0 100 0 0 cm /I Do",
		stream("/Type /XObject /Subtype /Image /Width 40000 /Height 40000 /BitsPerComponent 8 /ColorSpace /DeviceCMYK", "x"))
	_, err := r.Draw(context.Background(), path, 1, 500)
	if err != nil {
		code, _, typed := fault.Of(err)
		assert.True(t, typed, "%v", err)
		t.Log(code)
	}
	requireWorks(t, r)
}

func TestTooManyPages(t *testing.T) {
	path := file(t, "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 900000000 /Kids [3 0 R]>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 10 10]>>")
	sizes, err := reader(t, Config{}).Sizes(context.Background(), path)
	if err == nil {
		assert.Len(t, sizes, 1, "counted, not believed")
		return
	}
	assert.ErrorIs(t, err, ErrUnreadable)
}

// TestDiskIsNotThere: the engine would read any file if it could.
func TestDiskIsNotThere(t *testing.T) {
	r := reader(t, Config{})
	requireWorks(t, r)
	path, err := filepath.Abs(documents + "07-GM-SNV-giay-moi-hop.pdf")
	require.NoError(t, err)
	_, err = r.engine.instance.OpenDocument(&requests.OpenDocument{FilePath: &path})
	assert.Error(t, err)
}

func TestRestReleasesTheEngine(t *testing.T) {
	r := reader(t, Config{Idle: 30 * time.Millisecond})
	requireWorks(t, r)
	assert.Eventually(t, func() bool {
		r.turn <- struct{}{}
		defer func() { <-r.turn }()
		return r.engine.instance == nil
	}, 5*time.Second, 10*time.Millisecond)
	requireWorks(t, r)
}

func TestClosedReader(t *testing.T) {
	r := New(Config{CacheDir: cache})
	require.NoError(t, r.Close())
	_, err := r.Sizes(context.Background(), documents+"07-GM-SNV-giay-moi-hop.pdf")
	assert.ErrorIs(t, err, ErrEngine)
}

// TestSpoiltCache: only time is lost.
func TestSpoiltCache(t *testing.T) {
	requireWorks(t, reader(t, Config{}))
	spoilt := t.TempDir()
	require.NoError(t, os.CopyFS(spoilt, os.DirFS(cache)))
	require.NoError(t, filepath.WalkDir(spoilt, func(path string, entry os.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			err = os.Truncate(path, 5000)
		}
		return err
	}))
	r := New(Config{CacheDir: spoilt})
	requireWorks(t, r)
	require.NoError(t, r.Close())
}
