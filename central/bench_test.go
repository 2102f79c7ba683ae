package central_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// BenchmarkNothingNew asks for changes when there are none, over HTTPS.
func BenchmarkNothingNew(b *testing.B) {
	nghia := newWorld(b).signIn("nghia")
	_, cursor := nghia.feed("")
	b.SetParallelism(8)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r, _ := http.NewRequest(http.MethodGet, nghia.w.URL+api.PathFeed+"?since="+cursor, nil)
			r.Header.Set("Authorization", "Bearer "+nghia.grant.Token)
			answer, err := nghia.http.Do(r)
			if err != nil {
				b.Error(err)
				return
			}
			_, _ = io.Copy(io.Discard, answer.Body)
			_ = answer.Body.Close()
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "polls/s")
}

// BenchmarkUpload sends files of 1.5 MB, as a signed text PDF has, over HTTPS.
func BenchmarkUpload(b *testing.B) {
	huong := newWorld(b).signIn("huong")
	padding := strings.Repeat("x", 3<<19)
	for b.Loop() {
		huong.upload(ids.New() + padding)
	}
	b.SetBytes(int64(len(padding)))
}

// BenchmarkMainJob saves, sends and accepts one document, over HTTPS.
func BenchmarkMainJob(b *testing.B) {
	w := newWorld(b)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	file := huong.upload("%PDF-1.7")
	number := 0
	for b.Loop() {
		number++
		doc := huong.document("", file)
		doc.Info.Code = office.DocumentCode{Number: number, Notation: "KH-UBND"}
		dispatch := huong.send(doc, "H37.02")
		result := nghia.do(api.AcceptArrival, string(office.DeliveryOf(dispatch, "H37.02")), 0, api.AcceptPayload{})
		require.Equal(b, api.Applied, result.Outcome)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}
