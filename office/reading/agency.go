package reading

import (
	"slices"
	"strings"
)

// agencyWords begin the names of agencies, folded. They part the agency from the
// one above it where the letters are equally bold.
var agencyWords = []string{
	"uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd", "uy ban", "so", "bo", "phong", "van phong",
	"ban", "trung tam", "cuc", "chi cuc", "tong cuc", "vu", "truong", "vien", "hoc vien", "benh vien",
	"thanh tra", "cong an", "toa an", "vien kiem sat", "kho bac", "bao hiem xa hoi", "ngan hang", "to cong tac",
	"doan", "hoi", "lien doan", "lien hiep", "dang uy", "tinh uy", "huyen uy", "thanh uy", "bo chi huy",
	"bo tu lenh", "quan khu", "cong ty", "tong cong ty", "quy", "hat", "tram", "doi", "hoi dong",
}

// agencies reads the names above the number in the left column: the issuer's, and
// that of the agency above it.
func (h head) agencies() (issuer, parent string) {
	lines := h.agencyLines()
	if len(lines) == 0 {
		return "", ""
	}
	from := boldFrom(lines)
	if from < 0 {
		from = lastName(lines)
	}
	return sentence(lines[from:]), sentence(lines[:from])
}

func (h head) agencyLines() (lines []Line) {
	if h.country.Text == "" || h.number.Text == "" {
		return nil
	}
	for _, l := range h.page.Lines {
		left := l.centre() < h.country.Left && l.Right <= h.country.Left+5
		if left && l.Top > h.country.Top-8 && l.Bottom < h.number.Top+1 && capitals(l.Text) && lettered(l.Text) && !isMark(l.Text) {
			lines = append(lines, l)
		}
	}
	return lines
}

// boldFrom is where the bold letters begin after upright ones: the decree writes
// the issuer bold and the agency above it not. -1 when they are all alike.
func boldFrom(lines []Line) int {
	for i := 1; i < len(lines); i++ {
		if lines[i].Bold && !lines[i-1].Bold {
			return i
		}
	}
	return -1
}

// lastName is where the last agency's name begins. The name of an office that
// another name follows goes on with it: VĂN PHÒNG / HỘI ĐỒNG NHÂN DÂN.
func lastName(lines []Line) int {
	from := 0
	for i := 1; i < len(lines); i++ {
		if beginsAgency(lines[i].Text) && folded(lines[i-1].Text) != "van phong" {
			from = i
		}
	}
	return from
}

func beginsAgency(text string) bool {
	low := folded(text)
	return low == "van phong" || len(strings.Fields(text)) > 1 && slices.ContainsFunc(agencyWords, func(w string) bool { return startsFolded(low, w) })
}
