package main

import (
	"strings"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/appearance"
)

// lookFlags are the flags of sign that say what stands on the page besides who
// signed.
type lookFlags struct {
	number, date       string
	code               string
	to, file, template string
	imageWidth         float64
	lock               bool
}

func (f *lookFlags) declare(p *program, flags *pflag.FlagSet) {
	for _, flag := range []struct {
		value *string
		name  string
	}{
		{&f.number, "number"},
		{&f.date, "date"},
		{&f.code, "code"},
		{&f.to, "forward"},
		{&f.file, "file-code"},
		{&f.template, "template"},
	} {
		flags.StringVar(flag.value, flag.name, "", p.text("ctl.flag."+flag.name, nil))
	}
	flags.Float64Var(&f.imageWidth, "image-width", 0, p.text("ctl.flag.image-width", nil))
	flags.BoolVar(&f.lock, "lock", false, p.text("ctl.flag.lock", nil))
}

// into adds what the flags say to an order whose role is known.
func (f *lookFlags) into(p *program, order *signature.Order) (err error) {
	order.Code, order.LockForm, order.ImageWidth = f.code, f.lock, f.imageWidth
	if f.imageWidth < 0 || f.imageWidth > 200 {
		return usageError{p.text("ctl.want.image_width", nil)}
	}
	date, err := optionalDate(f.date)
	if err != nil {
		return err
	}
	switch order.Role {
	case signature.Agency:
		if order.Number, err = f.numbering(p, date); err != nil {
			return err
		}
	case signature.Incoming:
		order.Arrival = signature.Arrival{Number: f.number, To: f.to, File: f.file, Date: date}
	default:
		if f.number != "" || f.date != "" {
			return usageError{p.text("ctl.want.number", nil)}
		}
	}
	order.Profile, err = p.template(f.template, order.Role)
	return err
}

// numbering is nil where the agency signs without a number.
func (f *lookFlags) numbering(p *program, date office.Date) (*signature.Numbering, error) {
	if f.number == "" {
		if f.date != "" {
			return nil, usageError{p.text("ctl.want.number", nil)}
		}
		return nil, nil
	}
	n := &signature.Numbering{Date: date, Must: true}
	full := f.number
	if !strings.Contains(full, "/") {
		full += "/X" // the document has the notation
	}
	var err error
	if n.Code, err = office.ParseDocumentCode(full); err != nil {
		return nil, err
	}
	if full != f.number {
		n.Code.Notation = ""
	}
	return n, f.sameCode(p, n)
}

// sameCode holds --number to --code, which also knows the notation.
func (f *lookFlags) sameCode(p *program, n *signature.Numbering) error {
	if f.code == "" {
		return nil
	}
	code, err := office.ParseDocumentCode(f.code)
	if err != nil {
		return err
	}
	if code.Number != n.Code.Number || code.Suffix != n.Code.Suffix || n.Code.Notation != "" && code.Notation != n.Code.Notation {
		return usageError{p.text("ctl.want.same_code", nil)}
	}
	n.Code = code
	return nil
}

// template is the one in the file that is named, or what this workplace keeps for
// the role; nil where it keeps none.
func (p *program) template(named string, role signature.Role) (*appearance.Profile, error) {
	if named != "" {
		return workplace.ReadTemplate(named)
	}
	home, err := p.homeDir()
	if err != nil {
		return nil, nil // nobody's workplace
	}
	return workplace.OwnTemplate(home, role)
}
