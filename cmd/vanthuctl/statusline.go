package main

import (
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

// statusLine is the last line of a terminal, written over in its place. nil shows
// nothing. Every other output to the terminal wipes it first.
type statusLine struct {
	to io.Writer

	mu    sync.Mutex
	width int // of what stands there, in columns
}

func (l *statusLine) show(text string) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	width := utf8.RuneCountInString(text)
	_, _ = io.WriteString(l.to, "\r"+text+strings.Repeat(" ", max(l.width-width, 0)))
	l.width = width
}

// without writes something else, with the line wiped.
func (l *statusLine) without(write func()) {
	if l == nil {
		write()
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.width > 0 {
		_, _ = io.WriteString(l.to, "\r"+strings.Repeat(" ", l.width)+"\r")
		l.width = 0
	}
	write()
}

func (l *statusLine) hide() { l.without(func() {}) }
