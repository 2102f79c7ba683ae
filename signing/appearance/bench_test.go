package appearance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/pdf"
)

// BenchmarkBuild is one appearance of a batch: the picture was loaded once.
func BenchmarkBuild(b *testing.B) {
	for name, c := range map[string]appearance.Content{
		"person": person(b, "Nguyễn Thị Hường", "CHỦ TỊCH", "nguyen-thi-huong.png"), "agency": agency(b), "appendix": appendix(b),
	} {
		box, err := appearance.NaturalSize(c)
		require.NoError(b, err)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				n := 0
				_, err := appearance.Build(c, box, func(pdf.Object) pdf.Ref { n++; return pdf.Ref{Number: n} })
				require.NoError(b, err)
			}
		})
	}
}
