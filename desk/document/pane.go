package document

import (
	"slices"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// Pane is the presenter.
type Pane struct {
	env    desk.Env
	checks *desk.Checks
	view   func(State)

	content *Content
	chosen  string // SHA-256 of the file shown
	path    string // where it lies, once known
	fault   error
	pages   []Page
	percent int
	report  *desk.Report
	why     error // why there is no report

	first, last, width int // the pages seen and their width in pixels

	open, verify, draw, export desk.Question
}

// New makes an empty pane that shows itself to view.
func New(env desk.Env, checks *desk.Checks, view func(State)) *Pane {
	return &Pane{env: env, checks: checks, view: view, percent: fit}
}

// Speak changes the language.
func (p *Pane) Speak(lang i18n.Language) {
	p.env.Lang = lang
	p.refresh()
}

// Clear shows that there is no document.
func (p *Pane) Clear() {
	p.drop()
	p.content, p.chosen, p.path, p.fault, p.pages, p.report, p.why = nil, "", "", nil, nil, nil, nil
	p.refresh()
}

func (p *Pane) drop() {
	for _, q := range []*desk.Question{&p.open, &p.verify, &p.draw, &p.export} {
		q.Drop()
	}
}

// Show puts a document into the pane. The same key with the same file only
// brings its words up to date.
func (p *Pane) Show(content Content) {
	same := p.content != nil && p.content.Key == content.Key && holds(content.Files, p.chosen)
	p.content = &content
	if same {
		p.refresh()
		return
	}
	p.Choose(mainFile(content.Files))
}

// Choose shows one of the document's files.
func (p *Pane) Choose(sha256 string) {
	p.drop()
	p.chosen, p.path, p.fault, p.pages, p.report, p.why = sha256, "", nil, nil, nil, nil
	p.first, p.last = 0, 0
	if sha256 == "" {
		p.fault = office.ErrFile
		p.refresh()
		return
	}
	p.load()
	p.refresh()
}

// Retry reads the file again after an error.
func (p *Pane) Retry() { p.Choose(p.chosen) }

// Export copies the chosen file to a path a person picked.
func (p *Pane) Export(path string) {
	if p.chosen == "" {
		return
	}
	p.export.Drop()
	p.exporting(path)
}

func mainFile(files []office.File) string {
	for _, f := range files {
		if f.Role == office.MainFile {
			return f.SHA256
		}
	}
	if len(files) > 0 {
		return files[0].SHA256
	}
	return ""
}

func holds(files []office.File, sha256 string) bool {
	return sha256 != "" && slices.ContainsFunc(files, func(f office.File) bool { return f.SHA256 == sha256 })
}

// drawable tells whether a file has pages that we can draw.
func drawable(f office.File) bool {
	return f.MediaType == "application/pdf" || strings.HasSuffix(strings.ToLower(f.Name), ".pdf")
}

func (p *Pane) file() office.File {
	for _, f := range p.content.Files {
		if f.SHA256 == p.chosen {
			return f
		}
	}
	return office.File{}
}

// ChosenFile is the file shown and true, or false when there is none.
func (p *Pane) ChosenFile() (office.File, bool) {
	if p.content == nil || p.chosen == "" {
		return office.File{}, false
	}
	return p.file(), true
}
