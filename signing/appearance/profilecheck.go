package appearance

import "fmt"

// Bounds of a profile: an A3 sheet, type one can read, and few enough rows that
// laying them out takes no time.
const (
	maxLengthMM  = 420
	maxTypeSize  = 144
	minTypeSize  = 2
	maxRows      = 60
	maxDepth     = 3
	maxTextRunes = 2000
)

// check tells the first thing that is wrong, by its place.
func (p Profile) check() error {
	if !profileID.MatchString(p.ID) {
		return invalid("id")
	}
	for _, length := range []struct {
		name string
		mm   float64
	}{
		{"box.width_mm", p.Box.WidthMM},
		{"box.height_mm", p.Box.HeightMM},
		{"box.max_width_mm", p.Box.MaxWidthMM},
		{"padding_mm", p.PaddingMM},
	} {
		if !isLength(length.mm) {
			return invalid(length.name)
		}
	}
	if p.Place != nil && !p.Place.valid() {
		return invalid("place")
	}
	if p.Border != nil && !p.Border.valid() {
		return invalid("border")
	}
	if !p.Style.over(defaultStyle).valid() {
		return invalid("style")
	}
	budget := maxRows
	return p.checkRows(p.Rows, "rows", maxDepth, &budget)
}

func (p Profile) checkRows(rows []Row, path string, depth int, budget *int) error {
	if len(rows) == 0 {
		return invalid(path)
	}
	for i, row := range rows {
		where := fmt.Sprintf("%s[%d]", path, i)
		*budget--
		if *budget < 0 || depth == 0 || !row.valid(p.Style) {
			return invalid(where)
		}
		for j, column := range row.Columns {
			if !(column.Share > 0 && column.Share < 1000) {
				return invalid(where)
			}
			inner := fmt.Sprintf("%s.columns[%d].rows", where, j)
			if err := p.checkRows(column.Rows, inner, depth-1, budget); err != nil {
				return err
			}
		}
	}
	return nil
}

// valid holds each row to exactly one of its four kinds.
func (r Row) valid(base Style) bool {
	kinds := 0
	for _, is := range []bool{r.Text != "", r.Picture != "", len(r.Columns) > 0, r.Line != nil} {
		if is {
			kinds++
		}
	}
	style := base.over(defaultStyle)
	if r.Style != nil {
		style = r.Style.over(style)
	}
	switch r.WhenEmpty {
	case "", Drop, Keep, Fail:
	default:
		return false
	}
	_, err := parseTemplate(r.Text)
	return kinds == 1 && err == nil && style.valid() && isLength(r.MinHeightMM) &&
		(r.Line == nil || r.Line.valid()) && (r.Divider == nil || r.Divider.valid())
}

func (s Style) valid() bool {
	sizes := s.MinSizePt >= minTypeSize && s.MinSizePt <= s.SizePt && s.SizePt <= maxTypeSize
	known := s.Align == Left || s.Align == Centre || s.Align == Right
	return sizes && known && s.Leading >= 0.8 && s.Leading <= 3 && s.Colour.valid()
}

func (s Stroke) valid() bool {
	return s.WidthPt > 0 && s.WidthPt <= 20 && s.Colour.valid()
}

func isLength(mm float64) bool { return mm >= 0 && mm <= maxLengthMM }
