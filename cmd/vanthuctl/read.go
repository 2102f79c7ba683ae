package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/internal/pages"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// readFile is what read answers to scripts for each file. What was not found is
// empty; a notation without a number stands in notation alone.
type readFile struct {
	File string `json:"file"`
	office.Info
	Notation   string     `json:"notation"`
	ParentName string     `json:"parent_name"`
	Place      string     `json:"place"`
	Addressees []string   `json:"addressees"`
	Recipients []string   `json:"recipients"`
	Kept       string     `json:"kept"`
	Signature  *readPlace `json:"signature_place,omitempty"`
}

// readPlace is where the signature belongs, as sign takes it with --page and --at.
type readPlace struct {
	Page int    `json:"page"`
	At   string `json:"at"`
}

// readFiles says what documents say of themselves.
func readFiles(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(ctx context.Context, files []string) error {
		if len(files) == 0 {
			return usageError{p.text("ctl.want.files", nil)}
		}
		reader := workplace.Pages()
		defer reader.Close()
		worst := exitDone
		for _, file := range files {
			var text []reading.Page
			err := workplace.Readable(file)
			if err == nil {
				text, err = reader.Text(ctx, file)
			}
			if err != nil {
				p.explain(file, err)
				worst = worseStatus(worst, readStatus(err))
				continue
			}
			p.showRead(file, text)
		}
		if worst != exitDone {
			return told(worst)
		}
		return nil
	}
}

// readStatus: a file that is no readable PDF is refused.
func readStatus(err error) int {
	if errors.Is(err, pages.ErrUnreadable) || errors.Is(err, pages.ErrLocked) {
		return exitNo
	}
	return exitCould
}

func (p *program) showRead(file string, text []reading.Page) {
	found := reading.Read(text)
	if p.json {
		answer := readFile{
			File: file, Info: found.Info, Notation: found.Code.Notation, ParentName: found.ParentName, Place: found.Place,
			Addressees: append([]string{}, found.Addressees...), Recipients: append([]string{}, found.Recipients...), Kept: found.Kept,
		}
		if at, ok := reading.SignaturePlace(text); ok {
			answer.Signature = &readPlace{at.Page, fmt.Sprintf("%.1f,%.1f,%.1f,%.1f", at.Left, at.Top, at.Width, at.Height)}
		}
		p.print(answer)
		return
	}
	fmt.Fprintln(p.stdout, file)
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, fact := range p.facts(found) {
		if fact.value != "" {
			fmt.Fprintf(table, "  %s\t%s\n", p.text("ctl.read."+fact.name, nil), fact.value)
		}
	}
	_ = table.Flush()
}

type fact struct{ name, value string }

// facts are what was found in the order of a document.
func (p *program) facts(d reading.Document) []fact {
	return []fact{
		{"issuer", d.IssuerName},
		{"parent", d.ParentName},
		{"code", d.Code.String()},
		{"place", d.Place},
		{"date", d.Date.Shown()},
		{"type", string(d.Type)},
		{"subject", d.Subject},
		{"urgency", p.mark("urgency", int(d.Urgency))},
		{"secrecy", p.mark("secrecy", int(d.Secrecy))},
		{"addressees", strings.Join(d.Addressees, "; ")},
		{"position", d.Signatory.Position},
		{"signer", d.Signatory.FullName},
		{"recipients", strings.Join(d.Recipients, "; ")},
		{"kept", d.Kept},
		{"pages", fmt.Sprint(d.Pages)},
	}
}

func (p *program) mark(kind string, level int) string {
	return p.text(fmt.Sprintf("ctl.%s.%d", kind, level), i18n.Args{})
}
