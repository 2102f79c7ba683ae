package outgoing

import (
	"context"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// numbering is the dialog that asks for the date and the notation.
type numbering struct {
	open     bool
	date     string
	notation string
	filled   int // grows when the program, not the person, changed an entry
	problem  error
}

// askNumber opens the numbering with today's date and the notation that the
// document itself names.
func (s *Screen) askNumber(d office.Document) {
	s.number = numbering{
		open: true, date: office.DateOf(s.env.Clock.Now()).Shown(), notation: d.Info.Code.Notation, filled: s.number.filled + 1,
	}
	if s.number.notation == "" {
		s.number.notation = s.usualNotation(d.Info.Type)
		s.readNotation(d)
	}
	s.refresh()
}

// usualNotation is that of the last document of the same type.
func (s *Screen) usualNotation(t office.DocumentType) string {
	for _, other := range s.found.documents {
		if other.Info.Type == t && other.Info.Code.Notation != "" {
			return other.Info.Code.Notation
		}
	}
	if short := t.Abbreviation(); short != "" {
		return short + "-"
	}
	return ""
}

// readNotation looks for the notation on the document's first page, and proposes
// it unless the person has typed one meanwhile.
func (s *Screen) readNotation(d office.Document) {
	file, ok := desk.MainFile(d.Files)
	if !ok {
		return
	}
	proposed := s.number.notation
	desk.Ask(s.env.Threads, &s.look, func(ctx context.Context) (string, error) {
		path, err := s.env.Files.FilePath(ctx, file.SHA256)
		if err != nil {
			return "", err
		}
		pages, err := s.env.Reader.Text(ctx, path)
		return reading.Read(pages).Code.Notation, err
	}, func(notation string, err error) {
		if err == nil && notation != "" && s.number.open && s.number.notation == proposed {
			s.number.notation = notation
			s.number.filled++
			s.refresh()
		}
	})
}

// Date takes what stands in the dialog's entry.
func (s *Screen) Date(text string) { s.number.date = text }

// Notation takes the notation, such as KH-UBND.
func (s *Screen) Notation(text string) { s.number.notation = text }

// Number asks the register for a number.
func (s *Screen) Number() {
	d, ok := s.current()
	if !ok || !s.number.open || s.act.Open() {
		return
	}
	date, err := office.ParseDate(strings.TrimSpace(s.number.date))
	notation := strings.TrimSpace(s.number.notation)
	if err == nil && !validNotation(notation) {
		err = fault.New(office.ErrDocumentCode, fault.Args{"value": notation}, nil)
	}
	if err != nil {
		s.number.problem = err
		s.refresh()
		return
	}
	desk.Ask(s.env.Threads, &s.act, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Documents.NumberDocument(ctx, d.ID, date, notation)
	}, func(_ struct{}, err error) {
		s.number.problem = err
		s.number.open = err != nil
		if err == nil {
			s.env.Did()
			s.Reload()
		}
		s.refresh()
	})
	s.refresh()
}

// validNotation tells whether a code can be made with the notation.
func validNotation(notation string) bool {
	_, err := office.ParseDocumentCode("1/" + notation)
	return err == nil
}

// Cancel closes the dialog.
func (s *Screen) Cancel() {
	s.number.open = false
	s.look.Drop()
	s.refresh()
}

func (s *Screen) numberDialog(w desk.Words) Numbering {
	if !s.number.open {
		return Numbering{}
	}
	why := ""
	if s.act.Open() {
		why = w.T("desk.busy")
	}
	return Numbering{
		Open: true, Heading: w.T("desk.numbering.heading"), What: w.T("desk.numbering.what"),
		DateLabel: w.T("desk.numbering.date"), Date: s.number.date,
		NotationLabel: w.T("desk.numbering.notation"), Notation: s.number.notation, Filled: s.number.filled,
		Problem: problem(w, s.number.problem), Confirm: desk.Offer(w.T("desk.numbering.confirm"), why), Cancel: w.T("desk.cancel"),
	}
}

func problem(w desk.Words, err error) string {
	if err == nil {
		return ""
	}
	b := w.Explain(err, "")
	return b.What + " " + b.Do
}
