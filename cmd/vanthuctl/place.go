package main

import (
	"math"
	"strconv"
	"strings"

	"github.com/vanthu/vanthu/signing/pades"
)

// longestSide of a page in millimetres, as readers take it (ISO 32000-2 annex C:
// 14 400 units).
const longestSide = 5080

// place reads --page and --at: X,Y,W,H in millimetres from the top left of the
// page as seen. nil leaves the choice to the role's rule.
func (f *signFlags) place(p *program) (*pades.Visible, error) {
	if f.at == "" {
		if f.page != 0 {
			return nil, usageError{p.text("ctl.want.at", nil)}
		}
		return nil, nil
	}
	if f.page < 1 {
		return nil, usageError{p.text("ctl.want.page", nil)}
	}
	var n [4]float64
	parts := strings.Split(f.at, ",")
	ok := len(parts) == len(n)
	for i := 0; ok && i < len(n); i++ {
		var err error
		n[i], err = strconv.ParseFloat(strings.TrimSpace(parts[i]), 64)
		ok = err == nil && !math.IsNaN(n[i]) && !math.IsInf(n[i], 0)
	}
	if !ok || n[2] <= 0 || n[3] <= 0 || n[2] > longestSide || n[3] > longestSide {
		return nil, usageError{p.text("ctl.want.at", nil)}
	}
	return &pades.Visible{Page: f.page, X: n[0], Y: n[1], Width: n[2], Height: n[3]}, nil
}
