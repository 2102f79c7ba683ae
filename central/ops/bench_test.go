package ops_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/central/feed"
	"github.com/vanthu/vanthu/central/files"
	"github.com/vanthu/vanthu/central/ops"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/central/store/sqlite"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

var ids = office.IDSource{Clock: clock.System{}, Random: rand.Reader}

// agencies is a province: 36 agencies and 226 communes (facts of the plan).
const agencies = 262

const file = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

// province is a desk with 262 agencies; every clerk has a device.
func province(b *testing.B) (*ops.Desk, []access.Actor) {
	b.Helper()
	db, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "central.db"), rand.Reader)
	require.NoError(b, err)
	b.Cleanup(func() { _ = db.Close() })
	folder, err := blobs.NewFolder(b.TempDir())
	require.NoError(b, err)
	desk := &ops.Desk{Store: db, Files: &files.Files{Store: db, Blobs: folder}, Bell: &feed.Bell{}, Clock: clock.System{}, IDs: ids}
	var actors []access.Actor
	require.NoError(b, db.Write(b.Context(), func(tx store.Tx) error {
		for n := range agencies {
			agency := office.Agency{Code: office.AgencyCode(fmt.Sprintf("H37.%03d", n)), Name: fmt.Sprintf("Cơ quan %d", n)}
			user, device := fmt.Sprintf("clerk%d", n), office.DeviceID(ids.New())
			require.NoError(b, tx.AddAgency(agency))
			require.NoError(b, tx.AddUser(store.User{Name: user, Agency: agency.Code, Role: office.Clerk, CreatedAt: time.Now()}))
			require.NoError(b, tx.AddDevice(store.Device{ID: device, User: user, Token: store.TokenHash{byte(n), byte(n >> 8)}, CreatedAt: time.Now()}))
			require.NoError(b, tx.AddBlob(agency.Code, file, 1))
			actors = append(actors, access.Actor{User: user, Name: "Văn thư", Role: office.Clerk, Agency: agency, Device: device})
		}
		return nil
	}))
	return desk, actors
}

func take(b *testing.B, desk *ops.Desk, actor access.Actor, seq int64, kind api.OpKind, target string, payload any) {
	raw, err := json.Marshal(payload)
	require.NoError(b, err)
	results, err := desk.Take(context.Background(), actor, []api.Op{{ID: office.OpID(ids.New()), Seq: seq, Kind: kind, Target: target, Payload: raw}})
	require.NoError(b, err)
	require.Equal(b, api.Applied, results[0].Outcome, "%+v", results[0])
}

func paper() office.Arrival {
	return office.Arrival{ID: office.ArrivalID(ids.New()), Info: office.Info{Subject: "Công văn giấy đến trong ngày", IssuerName: "Sở Y tế tỉnh Mẫu"}, ReceivedAt: time.Now()}
}

// BenchmarkRegister registers paper arrivals in one register, durably.
func BenchmarkRegister(b *testing.B) {
	desk, actors := province(b)
	seq := int64(0)
	for b.Loop() {
		seq++
		a := paper()
		take(b, desk, actors[0], seq, api.RegisterArrival, string(a.ID), a)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "registrations/s")
}

// BenchmarkRegisterEverywhere has the clerks of all agencies at it at once.
func BenchmarkRegisterEverywhere(b *testing.B) {
	desk, actors := province(b)
	var next atomic.Int64
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		actor, seq := actors[next.Add(1)%agencies], int64(0)
		for pb.Next() {
			seq++
			a := paper()
			take(b, desk, actor, seq, api.RegisterArrival, string(a.ID), a)
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "registrations/s")
}

// BenchmarkDispatch sends a document to every other agency of the province.
func BenchmarkDispatch(b *testing.B) {
	desk, actors := province(b)
	var all []office.AgencyCode
	for _, a := range actors[1:] {
		all = append(all, a.Agency.Code)
	}
	doc := office.Document{ID: office.DocumentID(ids.New()), Stage: office.Sealed, Info: office.Info{
		Code: office.DocumentCode{Number: 153, Notation: "KH-UBND"}, Date: office.Date{Year: 2018, Month: 11, Day: 16}, Type: "Kế hoạch",
		Subject: "Ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước năm 2019", IssuerName: "UBND tỉnh Mẫu",
	}, Files: []office.File{{Name: "153.pdf", SHA256: file, Size: 1, MediaType: "application/pdf", Role: office.MainFile}}}
	take(b, desk, actors[0], 1, api.SaveDocument, string(doc.ID), doc)
	seq := int64(1)
	for b.Loop() {
		seq++
		take(b, desk, actors[0], seq, api.SendDispatch, string(doc.ID), api.DispatchPayload{
			Dispatch: office.DispatchID(ids.New()), Document: doc.ID, Info: doc.Info, Files: doc.Files, Recipients: all,
		})
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "dispatches/s")
	b.ReportMetric(float64(b.N)*float64(len(all))/b.Elapsed().Seconds(), "deliveries/s")
}
