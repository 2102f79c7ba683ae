package sign

import (
	"cmp"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

func (d *Dialog) refresh() { d.view(d.state()) }

func (d *Dialog) state() State {
	if !d.open {
		return State{}
	}
	w := d.env.Words()
	s := State{
		Open: true, Heading: w.T("desk.sign.heading", "code", title(w, d.document)),
		What:      d.what(w),
		RoleLabel: w.T("desk.sign.role"), Role: string(d.role),
		Roles: []desk.Choice{
			{ID: string(desk.PersonSignature), Label: w.T("desk.role.person")},
			{ID: string(desk.AgencySignature), Label: w.T("desk.role.agency")},
		},
		TokenLabel: w.T("desk.sign.token"), Token: d.token, Refresh: w.T("desk.sign.refresh"),
		CertificateLabel: w.T("desk.sign.certificate"), Certificate: d.certificate,
		PINLabel: w.T("desk.sign.pin"),
		Sheet:    d.sheetState(w), Sign: d.action(w), Stop: desk.Action{Label: w.T("desk.cancel"), Enabled: !d.act.Open()},
		Banner: d.banner(w),
	}
	if err := cmp.Or(d.refusal(), d.otherName()); err != nil {
		why := w.Explain(err, "")
		s.Warning = why.What + " " + why.Do
	}
	d.tellToken(w, &s)
	return s
}

// banner tells why the document cannot be read, which can be tried again, or why
// the last attempt to sign failed, which the person tries again with the PIN.
func (d *Dialog) banner(w desk.Words) desk.Banner {
	if d.fault != nil {
		return w.Explain(d.fault, w.T("desk.retry"))
	}
	return w.Explain(d.failed, "")
}

// Retry does again what failed: reading the file, or looking for tokens.
func (d *Dialog) Retry() {
	d.failed = nil
	if d.fault != nil {
		d.fault = nil
		d.readFile()
	}
	d.listTokens()
	d.refresh()
}

func title(w desk.Words, document office.Document) string {
	if document.Info.Code.IsZero() {
		return document.Info.Subject
	}
	return w.Code(document.Info.Code)
}

func (d *Dialog) what(w desk.Words) []desk.Fact {
	facts := []desk.Fact{
		{Label: w.T("desk.sign.file"), Value: d.file.Name},
		{Label: w.T("desk.sign.size"), Value: w.Size(d.file.Size)},
	}
	if d.seen != nil {
		facts[1].Value = w.T("desk.document.pages", "count", len(d.seen.sizes)) + " · " + facts[1].Value
		m := w.Verdict(d.seen.report.Overall)
		facts = append(facts, desk.Fact{Label: w.T("desk.sign.present"), Value: m.Word, Level: m.Level})
	}
	return append(facts, desk.Fact{Label: "SHA-256", Value: short(d.file.SHA256)})
}

// short is the beginning and the end of a hash, enough to compare by eye.
func short(sha256 string) string {
	if len(sha256) < 12 {
		return sha256
	}
	return sha256[:8] + "…" + sha256[len(sha256)-4:]
}

func (d *Dialog) tellToken(w desk.Words, s *State) {
	for _, t := range d.tokens {
		s.Tokens = append(s.Tokens, desk.Choice{ID: t.ID, Label: tokenLabel(t)})
	}
	if len(d.tokens) == 0 {
		s.NoToken = desk.Mark{Level: desk.Warn, Word: w.T("desk.sign.no_token")}
		if !d.listed {
			s.NoToken = desk.Mark{Level: desk.Busy, Word: w.T("desk.sign.looking")}
		}
		return
	}
	t, _ := d.chosenToken()
	s.Tries = Tries(w, t.Tries)
	for _, c := range t.Certificates {
		s.Certificates = append(s.Certificates, desk.Choice{ID: c.ID, Label: c.Name})
	}
	if c, ok := d.chosenCertificate(); ok {
		s.CertificateFacts = certificateFacts(w, c)
	}
}

func tokenLabel(t desk.Token) string {
	return strings.TrimSpace(t.Label) + " (" + t.Serial + ")"
}

func certificateFacts(w desk.Words, c desk.Certificate) []desk.Fact {
	facts := []desk.Fact{
		{Label: w.T("desk.sign.issuer"), Value: c.Issuer},
		{Label: w.T("desk.sign.expiry"), Value: w.Day(office.DateOf(c.NotAfter))},
	}
	fit := desk.Fact{Label: w.T("desk.sign.fitness"), Value: w.T("desk.sign.fit"), Level: desk.Good}
	if c.Unfit != nil {
		fit.Value, fit.Level = w.Explain(c.Unfit, "").What, desk.Bad
	}
	return append(facts, fit)
}

// Tries is the mark of a token's PIN state.
func Tries(w desk.Words, t desk.Tries) desk.Mark {
	switch t {
	case desk.TriesFew:
		return desk.Mark{Level: desk.Warn, Word: w.T("desk.tries.few")}
	case desk.TriesLast:
		return desk.Mark{Level: desk.Bad, Word: w.T("desk.tries.last")}
	case desk.TriesLocked:
		return desk.Mark{Level: desk.Bad, Word: w.T("desk.tries.locked")}
	default:
		return desk.Mark{Level: desk.Quiet, Word: w.T("desk.tries.full")}
	}
}

// action is the signing button with what stands against it.
func (d *Dialog) action(w desk.Words) desk.Action {
	return desk.Offer(w.T("desk.sign.sign"), d.obstacle(w))
}

func (d *Dialog) obstacle(w desk.Words) string {
	if d.act.Open() {
		return w.T("desk.sign.signing")
	}
	if d.fault != nil {
		return w.Explain(d.fault, "").Heading
	}
	if d.seen == nil {
		return w.T("desk.sign.reading")
	}
	if err := d.refusal(); err != nil {
		return w.Explain(err, "").Heading
	}
	t, plugged := d.chosenToken()
	c, chosen := d.chosenCertificate()
	switch {
	case !plugged:
		return w.T("desk.sign.no_token")
	case t.Tries == desk.TriesLocked:
		return w.T("desk.tries.locked")
	case !chosen:
		return w.T("desk.sign.no_certificate")
	case c.Unfit != nil:
		return w.Explain(c.Unfit, "").What
	case d.pinLength == 0:
		return w.T("desk.sign.enter_pin")
	}
	return ""
}

// refusal is why this document may not be signed in this role, whoever signs.
func (d *Dialog) refusal() error {
	switch {
	case d.seen == nil:
		return nil
	case d.seen.marked != nil:
		return d.seen.marked
	default:
		return desk.MaySign(d.document, d.role, d.seen.report)
	}
}

// otherName warns a person who signs above the name of another one.
func (d *Dialog) otherName() error {
	c, ok := d.chosenCertificate()
	if !ok || d.seen == nil || d.role != desk.PersonSignature {
		return nil
	}
	return desk.OtherName(d.seen.pages, c.Name)
}

// hint tells who chose the place.
func (d *Dialog) hint(w desk.Words) string {
	if d.found() && !d.moved {
		return w.T("desk.sign.found")
	}
	return w.T("desk.sign.move")
}

func (d *Dialog) sheetState(w desk.Words) Sheet {
	if d.seen == nil || d.place.Page == 0 {
		return Sheet{}
	}
	n := len(d.seen.sizes)
	s := Sheet{
		Shown: true, Page: d.place.Page, Counted: w.T("desk.document.page", "number", d.place.Page, "count", n),
		Size: d.seen.sizes[d.place.Page-1], Image: d.sheet, Box: d.place, Hint: d.hint(w),
		Back:    desk.Action{Label: w.T("desk.sign.page_back"), Enabled: d.place.Page > 1},
		Forward: desk.Action{Label: w.T("desk.sign.page_forward"), Enabled: d.place.Page < n},
	}
	if c, ok := d.chosenCertificate(); ok {
		s.BoxText = c.Name
	}
	return s
}
