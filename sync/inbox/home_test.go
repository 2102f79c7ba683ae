package inbox

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

var morning = time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC)

// ticking gives ids and a clock that moves a second at each look.
func ticking() office.IDSource {
	var mu sync.Mutex
	now := morning
	return office.IDSource{
		Clock: clock.Func(func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			now = now.Add(time.Second)
			return now
		}),
		Random: rand.NewChaCha8([32]byte{7}),
	}
}

var clerk = api.Session{
	Device: "018f4a1c-0000-7000-8000-00000000a1b2", User: "lan", Name: "Nguyễn Thị Lan", Role: office.Clerk,
	Agency: office.Agency{Code: "H37.01", Name: "Ủy ban nhân dân tỉnh Mẫu"},
}

func openHome(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, ticking())
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// newHome is a home whose clerk has logged in and has the directory.
func newHome(t testing.TB) *Store {
	t.Helper()
	s := openHome(t, t.TempDir())
	require.NoError(t, s.SetSession(context.Background(), clerk))
	require.NoError(t, s.PutAgencies(context.Background(), []office.Agency{
		clerk.Agency, {Code: "H37.02", Name: "Sở Thông tin và Truyền thông tỉnh Mẫu"}, {Code: "H37.03", Name: "Sở Nội vụ tỉnh Mẫu"},
	}))
	return s
}

func writeFile(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func info(subject string) office.Info {
	return office.Info{
		Code: office.DocumentCode{Number: 153, Notation: "KH-UBND"}, Date: office.Date{Year: 2026, Month: 11, Day: 23},
		Type: "Kế hoạch", Subject: subject, Issuer: "H37.01", IssuerName: "Ủy ban nhân dân tỉnh Mẫu",
	}
}

// sealed adds a file and saves a sealed document with it.
func sealed(t testing.TB, s *Store, subject string) office.DocumentID {
	t.Helper()
	f, err := s.AddFile(context.Background(), writeFile(t, "vb.pdf", "%PDF-1.7 "+subject), office.MainFile)
	require.NoError(t, err)
	id, err := s.SaveDocument(context.Background(), office.Document{Info: info(subject), Stage: office.Sealed, Files: []office.File{f}})
	require.NoError(t, err)
	return id
}

func changeOf(t testing.TB, kind api.RecordType, id string, version int64, record any) api.Change {
	t.Helper()
	body, err := json.Marshal(record)
	require.NoError(t, err)
	return api.Change{Type: kind, ID: id, Version: version, Body: body}
}

// arrivalNo is the n-th electronic arrival as the server tells it.
func arrivalNo(n int, status ...office.Status) office.Arrival {
	id := fmt.Sprintf("018f4a1c-0000-5000-8000-%012d", n)
	a := office.Arrival{
		ID: office.ArrivalID(id), Agency: clerk.Agency.Code, Delivery: office.DeliveryID(id), SenderName: "Sở Nội vụ tỉnh Mẫu",
		Info: info(fmt.Sprintf("Điều hành công việc số %d", n)), ReceivedAt: morning.Add(-time.Hour + time.Duration(n)*time.Second),
	}
	for i, s := range append([]office.Status{office.StatusArrived}, status...) {
		a.Events = append(a.Events, office.StatusEvent{
			ID: office.EventID(fmt.Sprintf("%s-%d", id, i)), Status: s, At: a.ReceivedAt.Add(time.Duration(i) * time.Second), By: "hệ thống",
		})
	}
	return a
}

func feedOf(next string, more bool, changes ...api.Change) api.Feed {
	return api.Feed{Changes: changes, Next: next, More: more}
}

// pull applies a page at the home's own position.
func pull(t testing.TB, s *Store, page api.Feed) Intake {
	t.Helper()
	at, err := s.Position(context.Background())
	require.NoError(t, err)
	done, err := s.ApplyFeed(context.Background(), at, page)
	require.NoError(t, err)
	return done
}

func arrivals(t testing.TB, s *Store, f office.ArrivalFilter) []office.Arrival {
	t.Helper()
	all, err := s.Arrivals(context.Background(), f)
	require.NoError(t, err)
	return all
}

func asJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
