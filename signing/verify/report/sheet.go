// Package report makes sheets for people of what verify found: a page of HTML
// and a PDF, in Vietnamese or English, with every item that TT 15/2025/TT-BKHCN
// wants a verifier to show. New decides on words and order once; HTML and PDF
// only draw. Everything that comes out of the file or its certificates is
// foreign text and drawn as such. Values of this package are not changed after
// they are made and may be read by many goroutines.
package report

import (
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/verify"
)

// File is the file that was checked.
type File struct {
	Name   string
	Size   int64  // bytes
	SHA256 string // hexadecimal
}

// Tone is how a result is to be taken; the words say the same.
type Tone string

// The tones.
const (
	Good    Tone = "good"
	Bad     Tone = "bad"
	Unclear Tone = "unclear"
	Plain   Tone = "plain"
)

// Sheet is a report ready to be drawn.
type Sheet struct {
	Language string
	Title    string
	Verdict  Verdict
	About    []Row // of the file and the check
	Notices  []Notice
	Blocks   []Block
	Closing  string
}

// Verdict is an answer in a few words and a sentence.
type Verdict struct {
	Tone        Tone
	Text, Means string
}

// Row is a label with its value; Tone colours values that are results.
type Row struct {
	Label, Value string
	Tone         Tone
}

// Notice is a reason or a warning.
type Notice struct {
	Tone              Tone
	Heading, What, Do string
}

// Block is one signature or document time stamp.
type Block struct {
	Heading string
	Verdict Verdict
	Rows    []Row
	Notices []Notice
}

// writer turns findings into words of one language.
type writer struct{ lang i18n.Language }

func (w writer) text(key string, args i18n.Args) string { return i18n.Text(w.lang, key, args) }

// New writes a sheet.
func New(lang i18n.Language, r *verify.Report, file File) *Sheet {
	w := writer{lang}
	s := &Sheet{
		Language: string(lang), Title: w.text("report.title", nil), Closing: w.text("report.closing", nil),
		Verdict: w.verdict(r.Result),
		About: []Row{
			{Label: w.text("report.file", nil), Value: file.Name},
			{Label: w.text("report.size", nil), Value: w.text("report.bytes", i18n.Args{"n": w.number(file.Size)})},
			{Label: w.text("report.sha256", nil), Value: file.SHA256},
			{Label: w.text("report.checked_at", nil), Value: moment(r.CheckedAt)},
			{Label: w.text("report.count", nil), Value: fmt.Sprint(len(r.Signatures))},
		},
	}
	s.Verdict.Means = w.text("report.means."+string(r.Result), nil)
	for _, f := range r.Warnings {
		s.Notices = append(s.Notices, w.notice(f, Unclear))
	}
	for i, one := range r.Signatures {
		s.Blocks = append(s.Blocks, w.block(i+1, one))
	}
	return s
}

var tones = map[verify.Result]Tone{verify.TotalPassed: Good, verify.TotalFailed: Bad, verify.Indeterminate: Unclear, verify.NoSignature: Plain}

func (w writer) verdict(r verify.Result) Verdict {
	return Verdict{Tone: tones[r], Text: capital(w.text("verify.result."+string(r), nil))}
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func (w writer) notice(f verify.Finding, tone Tone) Notice {
	m := i18n.Explain(w.lang, f.Err())
	return Notice{tone, m.Heading, m.What, m.Do}
}

// number groups digits in threes, as each language writes them.
func (w writer) number(n int64) string {
	digits, mark := fmt.Sprint(n), "."
	if w.lang == i18n.English {
		mark = ","
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + mark + digits[at:]
	}
	return digits
}

// moment writes a time in Vietnam's zone, as the country does.
func moment(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.In(office.Vietnam).Format("15:04:05 02/01/2006 (UTC-07:00)")
}

func day(t time.Time) string { return t.In(office.Vietnam).Format("02/01/2006") }
