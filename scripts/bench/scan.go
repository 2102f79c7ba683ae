package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
)

const (
	imageWidth  = 700
	imageHeight = 499 // in three bytes a pixel nearly a megabyte
)

// scan writes a PDF that looks like scanned pages, which do not compress.
type scan struct {
	file    *os.File
	stream  bool // a cross-reference stream instead of a table
	holes   bool // no pixels, but holes that take no room on the disk
	out     *bufio.Writer
	at      int64
	offsets []int64
	err     error
}

func (s *scan) Write(p []byte) (int, error) {
	n, err := s.out.Write(p)
	s.at += int64(n)
	return n, err
}

func (s *scan) say(format string, args ...any) {
	if _, err := fmt.Fprintf(s, format, args...); s.err == nil {
		s.err = err
	}
}

func (s *scan) object(format string, args ...any) {
	s.offsets = append(s.offsets, s.at)
	s.say("%d 0 obj\n", len(s.offsets))
	s.say(format, args...)
}

// write makes a file of about one megabyte a page.
func (s *scan) write(path string, pages int) error {
	return s.into(path, func() { s.document(pages) })
}

// into makes a file of what is said meanwhile.
func (s *scan) into(path string, say func()) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	s.file, s.out = file, bufio.NewWriterSize(file, 1<<20)
	say()
	if s.err == nil {
		s.err = s.out.Flush()
	}
	if s.err == nil {
		s.err = file.Sync()
	}
	return s.err
}

func (s *scan) document(pages int) {
	s.say("%%PDF-1.6\n%%\xE2\xE3\xCF\xD3\n")
	s.object("<</Type /Catalog /Pages 2 0 R>>\nendobj\n")
	s.object("<</Type /Pages /Count %d /Kids [", pages)
	for i := range pages {
		s.say("%d 0 R ", 3+3*i)
	}
	s.say("]>>\nendobj\n")
	random := rand.NewChaCha8([32]byte{})
	for i := range pages {
		s.page(3+3*i, random)
	}
	s.end()
}

func (s *scan) page(number int, random io.Reader) {
	draw := "q 595 0 0 842 0 0 cm /I Do Q"
	s.object("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</XObject <</I %d 0 R>>>> /Contents %d 0 R>>\nendobj\n", number+2, number+1)
	s.object("<</Length %d>>\nstream\n%s\nendstream\nendobj\n", len(draw), draw)
	size := int64(imageWidth * imageHeight * 3)
	s.object("<</Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Length %d>>\nstream\n",
		imageWidth, imageHeight, size)
	s.pixels(random, size)
	s.say("\nendstream\nendobj\n")
}

func (s *scan) pixels(random io.Reader, size int64) {
	var err error
	if !s.holes {
		_, err = io.CopyN(s, random, size)
	} else if err = s.out.Flush(); err == nil {
		_, err = s.file.Seek(size, io.SeekCurrent)
		s.at += size
	}
	if s.err == nil {
		s.err = err
	}
}

func (s *scan) end() {
	if s.stream {
		s.endWithStream()
	} else {
		s.endWithTable()
	}
}

// endWithStream lists the objects in rows of 1, 8 and 2 bytes.
func (s *scan) endWithStream() {
	start := s.at
	rows := binary.BigEndian.AppendUint64([]byte{0}, 0)
	rows = append(rows, 0xff, 0xff)
	for _, offset := range append(s.offsets, start) {
		rows = append(binary.BigEndian.AppendUint64(append(rows, 1), uint64(offset)), 0, 0)
	}
	s.object("<</Type /XRef /Size %d /Root 1 0 R /W [1 8 2] /Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		len(s.offsets)+2, len(rows), rows, start)
}

func (s *scan) endWithTable() {
	start := s.at
	s.say("xref\n0 %d\n0000000000 65535 f \n", len(s.offsets)+1)
	for _, offset := range s.offsets {
		s.say("%010d 00000 n \n", offset)
	}
	s.say("trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(s.offsets)+1, start)
}
