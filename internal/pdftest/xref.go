package pdftest

import (
	"fmt"
	"sort"
	"strings"
)

// pack writes the object stream (ISO 32000-2 §7.5.7).
func (w *writer) pack(hidden bool) {
	w.highest++
	container := w.highest
	var head, body strings.Builder
	for i, o := range w.packed {
		fmt.Fprintf(&head, "%d %d ", o.number, body.Len())
		body.WriteString(o.body + "\n")
		w.entries = append(w.entries, entry{number: o.number, place: i, container: container, hidden: hidden})
	}
	w.plain(object{
		number: container,
		body:   fmt.Sprintf("<</Type /ObjStm /N %d /First %d>>", len(w.packed), head.Len()),
		stream: []byte(head.String() + body.String()),
	})
}

func (w *writer) finish(kind Kind) {
	sort.Slice(w.entries, func(i, j int) bool { return w.entries[i].number < w.entries[j].number })
	trailer := fmt.Sprintf("/Root %d 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]", CatalogNumber)
	start := 0
	switch kind {
	case Stream:
		start = w.stream(w.entries, trailer)
	case Hybrid:
		shown := w.stream(w.hiddenEntries(), trailer)
		start = w.table(fmt.Sprintf("%s /XRefStm %d", trailer, shown))
	default:
		start = w.table(trailer)
	}
	fmt.Fprintf(&w.out, "startxref\n%d\n%%%%EOF\n", start)
}

func (w *writer) hiddenEntries() (out []entry) {
	for _, e := range w.entries {
		if e.hidden {
			out = append(out, e)
		}
	}
	return out
}

// stream writes a cross-reference stream; its own entry is left to the table.
func (w *writer) stream(entries []entry, trailer string) int {
	w.highest++
	start := w.out.Len() - w.start
	self := entry{number: w.highest, place: start}
	var index strings.Builder
	var rows []byte
	for _, e := range append(append([]entry{}, entries...), self) {
		fmt.Fprintf(&index, "%d 1 ", e.number)
		kind, second, third := 1, e.place, e.generation
		if e.container > 0 {
			kind, second, third = 2, e.container, e.place
		}
		rows = append(rows, byte(kind), byte(second>>24), byte(second>>16), byte(second>>8), byte(second), byte(third))
	}
	w.plain(object{
		number: self.number,
		body:   fmt.Sprintf("<</Type /XRef /W [1 4 1] /Size %d /Index [%s] %s>>", w.highest+1, index.String(), trailer),
		stream: rows,
	})
	return start
}

func (w *writer) table(trailer string) int {
	start := w.out.Len() - w.start
	byNumber := map[int]entry{}
	for _, e := range w.entries {
		if e.container == 0 {
			byNumber[e.number] = e
		}
	}
	fmt.Fprintf(&w.out, "xref\n0 %d\n", w.highest+1)
	for n := range w.highest + 1 {
		if e, ok := byNumber[n]; ok {
			fmt.Fprintf(&w.out, "%010d %05d n \n", e.place, e.generation)
		} else {
			w.out.WriteString("0000000000 65535 f \n")
		}
	}
	fmt.Fprintf(&w.out, "trailer\n<</Size %d %s>>\n", w.highest+1, trailer)
	return start
}
