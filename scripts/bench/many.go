package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// many writes a PDF of very many small objects, as a tagged document of thousands
// of pages is: what is said of each object must not be held in memory at length.
type many struct {
	packed  bool // in object streams, with a cross-reference stream
	damaged bool // startxref leads nowhere, so that the file is read by scan

	scan
	inside  []place // of packed objects
	waiting bytes.Buffer
	heads   bytes.Buffer
	held    int
	random  *rand.Rand
}

const (
	manyObjects = 1_000_000
	manyMemory  = 48_000_000  // what one signature may take, in bytes
	comparing   = 96_000_000  // and comparing revisions, which notes what each object refers to
	mending     = 224_000_000 // and signing a damaged file, which lists every object anew
)

// proveMany signs and verifies files of very many objects.
func proveMany(dir string) error {
	for _, m := range []*many{{}, {packed: true}, {damaged: true}, {packed: true, damaged: true}} {
		if err := m.prove(dir); err != nil {
			return err
		}
	}
	return nil
}

func (m *many) prove(dir string) error {
	file, once, twice := filepath.Join(dir, "many.pdf"), filepath.Join(dir, "once.pdf"), filepath.Join(dir, "twice.pdf")
	defer func() { _, _, _ = os.Remove(file), os.Remove(once), os.Remove(twice) }()
	if err := m.apart(file); err != nil {
		return err
	}
	p := proof{dir: dir, of: fmt.Sprintf("%d objects%s%s", manyObjects, tell(m.packed, ", packed"), tell(m.damaged, ", damaged")), memory: manyMemory}
	if m.damaged {
		p.memory = mending
	}
	p.ours("sign, invisible", p.sign("--invisible", file, "-o", once)...)
	p.memory = max(p.memory, comparing)
	p.ours("verify", p.verify(once)...)
	p.ours("sign again, visible", p.sign("--page", "100", "--at", everyPlace, once, "-o", twice)...)
	p.ours("verify both", p.verify(twice)...)
	return p.err
}

// apart has another process write the file: a program's peak memory begins with
// what the program that starts it has.
func (m *many) apart(file string) error {
	said, err := exec.Command(os.Args[0], "--many", file, "--packed="+strconv.FormatBool(m.packed), "--damaged="+strconv.FormatBool(m.damaged)).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, said)
	}
	return nil
}

func tell(so bool, what string) string {
	if so {
		return what
	}
	return ""
}

// place of an object: an offset, or an object stream's number and the index there.
type place struct {
	kind  byte
	where int64
	index int
}

const (
	manyPages = 200
	perStream = 100
)

func (m *many) content() {
	m.random = rand.New(rand.NewPCG(1, 2))
	m.say("%%PDF-1.6\n%%\xE2\xE3\xCF\xD3\n")
	m.inside = make([]place, manyObjects+1, manyObjects+manyObjects/perStream+3)
	m.single(1, "<</Type /Catalog /Pages 2 0 R /StructTreeRoot 3 0 R>>")
	m.single(2, m.pageTree())
	m.single(3, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R>>", manyPages+4))
	for n := 4; n < manyPages+4; n++ {
		m.single(n, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>>>>")
	}
	for n := manyPages + 4; n <= manyObjects; n++ {
		m.element(n)
	}
	m.flush(manyObjects)
	m.finish()
}

func (m *many) pageTree() string {
	var kids bytes.Buffer
	for i := range manyPages {
		fmt.Fprintf(&kids, "%d 0 R ", i+4)
	}
	return fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", manyPages, &kids)
}

// element is one of a tree in which each has up to eight below it.
func (m *many) element(n int) {
	first := manyPages + 4
	above, at := 3, n-first
	if at > 0 {
		above = first + (at-1)/8
	}
	var kids bytes.Buffer
	for kid := first + 8*at + 1; kid <= min(first+8*at+8, manyObjects); kid++ {
		fmt.Fprintf(&kids, "%d 0 R ", kid)
	}
	title := make([]byte, 24+m.random.IntN(48))
	for i := range title {
		title[i] = byte('a' + m.random.IntN(26))
	}
	text := fmt.Sprintf("<</Type /StructElem /S /P /P %d 0 R /K [%s] /Pg %d 0 R /Alt (%s)>>", above, &kids, 4+at%manyPages, title)
	if !m.packed {
		m.single(n, text)
		return
	}
	fmt.Fprintf(&m.heads, "%d %d ", n, m.waiting.Len())
	m.inside[n] = place{kind: 2, index: m.held}
	m.waiting.WriteString(text + "\n")
	if m.held++; m.held == perStream {
		m.flush(n)
	}
}

func (m *many) single(n int, text string) {
	m.inside[n] = place{kind: 1, where: m.at}
	m.say("%d 0 obj\n%s\nendobj\n", n, text)
}

// flush writes the object stream that was being filled, up to an object.
func (m *many) flush(last int) {
	if m.held == 0 {
		return
	}
	number := len(m.inside)
	m.inside = append(m.inside, place{kind: 1, where: m.at})
	for i := range m.inside[last-m.held+1 : last+1] {
		m.inside[last-m.held+1+i].where = int64(number)
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(m.heads.Bytes())
	_, _ = z.Write(m.waiting.Bytes())
	_ = z.Close()
	m.say("%d 0 obj\n<</Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n",
		number, m.held, m.heads.Len(), packed.Len(), packed.Bytes())
	m.heads.Reset()
	m.waiting.Reset()
	m.held = 0
}

func (m *many) finish() {
	start := m.at
	if m.packed {
		m.rows(start)
	} else {
		m.say("xref\n0 %d\n0000000000 65535 f \n", len(m.inside))
		for _, p := range m.inside[1:] {
			m.say("%010d 00000 n \n", p.where)
		}
		m.say("trailer\n<</Size %d /Root 1 0 R>>\n", len(m.inside))
	}
	if m.damaged {
		start = 7
	}
	m.say("startxref\n%d\n%%%%EOF\n", start)
}

// rows are compressed with the predictor that most writers use.
func (m *many) rows(start int64) {
	number := len(m.inside)
	m.inside = append(m.inside, place{kind: 1, where: start})
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	var above, row, line [8]byte
	for _, p := range m.inside {
		row[0] = p.kind
		var where [8]byte
		binary.BigEndian.PutUint64(where[:], uint64(p.where))
		copy(row[1:6], where[3:])
		row[6], row[7] = byte(p.index>>8), byte(p.index)
		for i := range row {
			line[i] = row[i] - above[i]
		}
		above = row
		_, _ = z.Write([]byte{2})
		_, _ = z.Write(line[:])
	}
	_ = z.Close()
	m.say("%d 0 obj\n<</Type /XRef /Size %d /Root 1 0 R /W [1 5 2] /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 8>> /Length %d>>\nstream\n%s\nendstream\nendobj\n",
		number, number+1, packed.Len(), packed.Bytes())
}
