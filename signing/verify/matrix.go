package verify

import (
	"math"

	"github.com/vanthu/vanthu/signing/pdf"
)

// matrix is a transformation a b c d e f (ISO 32000-2 §8.3.3).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is what applies m first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// box is the smallest upright rectangle around a transformed one; ok is false
// where numbers run away.
func (m matrix) box(r pdf.Rect) (out pdf.Rect, ok bool) {
	out = pdf.Rect{LLX: math.Inf(1), LLY: math.Inf(1), URX: math.Inf(-1), URY: math.Inf(-1)}
	for _, p := range [4][2]float64{{r.LLX, r.LLY}, {r.URX, r.LLY}, {r.LLX, r.URY}, {r.URX, r.URY}} {
		x, y := p[0]*m[0]+p[1]*m[2]+m[4], p[0]*m[1]+p[1]*m[3]+m[5]
		out.LLX, out.LLY = math.Min(out.LLX, x), math.Min(out.LLY, y)
		out.URX, out.URY = math.Max(out.URX, x), math.Max(out.URY, y)
	}
	const far = 1e9
	return out, out.LLX > -far && out.LLY > -far && out.URX < far && out.URY < far
}

func matrixOf(operands []pdf.Object) (m matrix, ok bool) {
	if len(operands) < 6 {
		return identity, false
	}
	for i := range m {
		if m[i], ok = pdf.Number(operands[i]); !ok {
			return identity, false
		}
	}
	return m, true
}
