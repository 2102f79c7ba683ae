package sign

import (
	"image"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// Dialog is the presenter.
type Dialog struct {
	env    desk.Env
	checks *desk.Checks
	view   func(State)
	done   func(office.DocumentID)

	open     bool
	document office.Document
	file     office.File
	role     desk.SignRole
	seen     *seen // what was read of the file, nil before
	fault    error

	tokens      []desk.Token
	listed      bool
	token       string
	certificate string
	pinLength   int

	place  desk.Place
	moved  bool // the person has put the box somewhere
	sheet  image.Image
	width  int
	failed error // of the last attempt

	read, list, draw, act desk.Question
}

// seen is what was read of the file that will be signed.
type seen struct {
	path   string
	sizes  []desk.PageSize
	report desk.Report
	marked error          // its pages bear a mark of secrecy
	pages  []reading.Page // what stands on them; nil where nobody can read it
	place  reading.Place  // where the document itself wants the signature; zero where it does not say
}

// New makes the dialog, closed; done is told which document has been signed.
func New(env desk.Env, checks *desk.Checks, done func(office.DocumentID), view func(State)) *Dialog {
	return &Dialog{env: env, checks: checks, done: done, view: view}
}

// Speak changes the language.
func (d *Dialog) Speak(lang i18n.Language) {
	d.env.Lang = lang
	d.refresh()
}

// Open shows the dialog for a document.
func (d *Dialog) Open(document office.Document, role desk.SignRole) {
	file, ok := desk.MainFile(document.Files)
	if !ok {
		return
	}
	*d = Dialog{env: d.env, checks: d.checks, view: d.view, done: d.done, open: true, document: document, file: file, role: role}
	d.readFile()
	d.listTokens()
	d.refresh()
}

// Close closes the dialog; not while the token is signing.
func (d *Dialog) Close() {
	if d.act.Open() {
		return
	}
	for _, q := range []*desk.Question{&d.read, &d.list, &d.draw} {
		q.Drop()
	}
	d.open = false
	d.refresh()
}

// Role chooses the role by its id.
func (d *Dialog) Role(id string) {
	if role := desk.SignRole(id); role != d.role && (role == desk.PersonSignature || role == desk.AgencySignature) {
		d.role, d.moved = role, false
		d.propose()
		d.choose()
		d.refresh()
	}
}

// Token chooses a token by its id.
func (d *Dialog) Token(id string) {
	if id == d.token {
		return
	}
	d.token, d.certificate = id, ""
	d.choose()
	d.refresh()
}

// Certificate chooses a certificate by its id.
func (d *Dialog) Certificate(id string) {
	d.certificate = id
	d.refresh()
}

// Typed tells how long the PIN in the entry is; its digits stay there until Sign.
func (d *Dialog) Typed(length int) {
	if changed := (length == 0) != (d.pinLength == 0); !changed {
		d.pinLength = length
		return
	}
	d.pinLength = length
	d.refresh()
}

// choose keeps the chosen token and certificate while they are there, and
// proposes the first certificate that is fit for the role.
func (d *Dialog) choose() {
	if _, ok := d.chosenToken(); !ok {
		d.token, d.certificate = "", ""
		for _, t := range d.tokens {
			if d.token == "" || proposed(t, d.role) != "" && proposed(d.tokenByID(d.token), d.role) == "" {
				d.token = t.ID
			}
		}
	}
	if c, ok := d.chosenCertificate(); !ok || c.Agency != (d.role == desk.AgencySignature) {
		if id := proposed(d.tokenByID(d.token), d.role); id != "" || !ok {
			d.certificate = id
		}
	}
	if t, ok := d.chosenToken(); ok && d.certificate == "" && len(t.Certificates) > 0 {
		d.certificate = t.Certificates[0].ID
	}
}

// proposed is the first certificate of the token that is fit and of the role.
func proposed(t desk.Token, role desk.SignRole) string {
	for _, c := range t.Certificates {
		if c.Unfit == nil && c.Agency == (role == desk.AgencySignature) {
			return c.ID
		}
	}
	return ""
}

func (d *Dialog) tokenByID(id string) desk.Token {
	for _, t := range d.tokens {
		if t.ID == id {
			return t
		}
	}
	return desk.Token{}
}

func (d *Dialog) chosenToken() (desk.Token, bool) {
	t := d.tokenByID(d.token)
	return t, t.ID != ""
}

func (d *Dialog) chosenCertificate() (desk.Certificate, bool) {
	for _, c := range d.tokenByID(d.token).Certificates {
		if c.ID == d.certificate {
			return c, true
		}
	}
	return desk.Certificate{}, false
}
