package main

import (
	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/office"
)

// infoFlags are the flags that say what a document is.
type infoFlags struct {
	code, date, kind, subject, issuer  string
	signer, position, urgency, secrecy string
	due                                string
}

func (f *infoFlags) declare(p *program, flags *pflag.FlagSet) {
	for _, flag := range []struct {
		value *string
		name  string
	}{
		{&f.code, "code"},
		{&f.date, "date"},
		{&f.kind, "type"},
		{&f.subject, "subject"},
		{&f.issuer, "issuer"},
		{&f.signer, "signer"},
		{&f.position, "position"},
		{&f.urgency, "urgency"},
		{&f.secrecy, "secrecy"},
		{&f.due, "due"},
	} {
		flags.StringVar(flag.value, flag.name, "", p.text("ctl.flag."+flag.name, nil))
	}
}

// info reads the flags; the type follows from the code where it is not given.
func (f *infoFlags) info() (info office.Info, err error) {
	info = office.Info{
		Subject: f.subject, IssuerName: f.issuer,
		Signatory: office.Signatory{Position: f.position, FullName: f.signer},
	}
	steps := []func() error{
		func() (err error) { info.Secrecy, err = office.ParseSecrecy(f.secrecy); return err },
		func() (err error) { info.Urgency, err = office.ParseUrgency(f.urgency); return err },
		func() (err error) { info.Date, err = optionalDate(f.date); return err },
		func() (err error) { info.DueDate, err = optionalDate(f.due); return err },
		func() error { return f.codeAndType(&info) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return office.Info{}, err
		}
	}
	return info, nil
}

func (f *infoFlags) codeAndType(info *office.Info) (err error) {
	if f.code != "" {
		if info.Code, err = office.ParseDocumentCode(f.code); err != nil {
			return err
		}
		info.Type = office.TypeOf(info.Code)
	}
	if f.kind != "" {
		info.Type, err = office.ParseDocumentType(f.kind)
	}
	return err
}

func optionalDate(s string) (office.Date, error) {
	if s == "" {
		return office.Date{}, nil
	}
	return office.ParseDate(s)
}
