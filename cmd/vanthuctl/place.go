package main

import (
	"fmt"
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
	v, err := parseAt(p, f.at)
	if err != nil {
		return nil, err
	}
	v.Page = f.page
	return v, nil
}

// parseAt reads X,Y,W,H on the first page.
func parseAt(p *program, text string) (*pades.Visible, error) {
	var n [4]float64
	parts := strings.Split(text, ",")
	ok := len(parts) == len(n)
	for i := 0; ok && i < len(n); i++ {
		var err error
		n[i], err = strconv.ParseFloat(strings.TrimSpace(parts[i]), 64)
		ok = err == nil && math.Abs(n[i]) <= longestSide // which NaN is not
	}
	if !ok || n[2] <= 0 || n[3] <= 0 {
		return nil, usageError{p.text("ctl.want.at", nil)}
	}
	return &pades.Visible{Page: 1, X: n[0], Y: n[1], Width: n[2], Height: n[3]}, nil
}

// place tells where the signature stands, and whether that was asked for.
func (s *signedFile) place(asked, stands *pades.Visible) {
	if stands == nil {
		return
	}
	s.Page, s.At = stands.Page, at(*stands)
	s.Moved = asked != nil && s.At != at(*asked)
}

// at writes a place as --at takes it.
func at(v pades.Visible) string {
	return fmt.Sprintf("%.1f,%.1f,%.1f,%.1f", v.X, v.Y, v.Width, v.Height)
}
