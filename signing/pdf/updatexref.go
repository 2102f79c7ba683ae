package pdf

import (
	"fmt"
	"slices"
	"strconv"
)

// maxTableOffset is the last one that ten digits hold.
const maxTableOffset = 9_999_999_999

// crossReference ends the update with a section of the file's own kind. Where
// readers cannot rely on the file's older sections, it lists every object.
func (w *updateWriter) crossReference() {
	if w.d.x.unreliable {
		w.recordOthers()
	}
	if w.asStream() {
		w.xrefStream()
	} else {
		w.xrefTable()
	}
}

// recordOthers adds the objects that the update leaves as they are.
func (w *updateWriter) recordOthers() {
	mine := map[int]bool{}
	for _, o := range w.written {
		mine[o.number] = true
	}
	shift := w.d.x.base - w.d.base()
	w.d.x.entries.each(func(number int, en entry) {
		if mine[number] || en.kind == entryFree || number == 0 {
			return
		}
		if en.kind == entryPlain {
			en.place += shift
		}
		w.written = append(w.written, written{number, en})
	})
}

// asStream tells which kind to write: a file keeps its own, but a table can
// hold neither compressed objects nor offsets beyond ten digits.
func (w *updateWriter) asStream() bool {
	return w.d.x.kind == kindStream || w.place() > maxTableOffset || slices.ContainsFunc(w.written, func(o written) bool {
		return o.entry.kind == entryCompressed
	})
}

func (w *updateWriter) xrefTable() {
	start := w.place()
	w.out = append(w.out, "xref\n"...)
	if w.d.x.unreliable {
		w.written = append(w.written, written{0, entry{kind: entryFree, gen: maxGeneration}})
	}
	for _, run := range runs(w.written) {
		w.out = fmt.Appendf(w.out, "%d %d\n", run[0].number, len(run))
		for _, o := range run {
			use := 'n'
			if o.entry.kind == entryFree {
				use = 'f'
			}
			w.out = fmt.Appendf(w.out, "%010d %05d %c \n", o.entry.place, o.entry.gen, use)
		}
	}
	w.out = append(w.out, "trailer\n"...)
	w.out = Append(w.out, w.trailer())
	w.startxref(start)
}

func (w *updateWriter) startxref(start int64) {
	w.out = append(w.out, "\nstartxref\n"...)
	w.out = strconv.AppendInt(w.out, start, 10)
	w.out = append(w.out, "\n%%EOF\n"...)
}

func (w *updateWriter) xrefStream() {
	start := w.place()
	self := w.u.Add(nil)
	w.record(self)
	width := placeWidth(w.written)
	var rows []byte
	index := Array{}
	for _, run := range runs(w.written) {
		index = append(index, Integer(run[0].number), Integer(len(run)))
		for _, o := range run {
			rows = appendRow(rows, o.entry, width)
		}
	}
	d := w.trailer()
	d["Type"], d["Index"] = Name("XRef"), index
	d["W"] = Array{Integer(1), Integer(width), Integer(2)}
	w.out = fmt.Appendf(w.out, "%d 0 obj\n", self.Number)
	w.out = Append(w.out, &Stream{Dict: d, Data: rows})
	w.out = append(w.out, "\nendobj"...)
	delete(w.u.objects, self)
	w.startxref(start)
}

func appendRow(rows []byte, en entry, width int) []byte {
	kind, third := byte(1), uint32(en.gen)
	if en.kind == entryCompressed {
		kind, third = 2, en.index
	}
	rows = append(rows, kind)
	for i := width - 1; i >= 0; i-- {
		rows = append(rows, byte(en.place>>(8*i)))
	}
	return append(rows, byte(third>>8), byte(third))
}

// placeWidth is the number of bytes that the largest place needs, at least 4.
func placeWidth(objects []written) int {
	width := 4
	for _, o := range objects {
		for width < 8 && o.entry.place>>(8*width) > 0 {
			width++
		}
	}
	return width
}

// runs sorts by number and cuts into stretches of consecutive numbers.
func runs(objects []written) [][]written {
	slices.SortFunc(objects, func(a, b written) int { return a.number - b.number })
	var out [][]written
	for start, i := 0, 1; i <= len(objects); i++ {
		if i == len(objects) || objects[i].number != objects[i-1].number+1 {
			out = append(out, objects[start:i])
			start = i
		}
	}
	return out
}
