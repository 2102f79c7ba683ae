package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/signing/token"
)

// plugged is a token as scripts read it.
type plugged struct {
	Label        string        `json:"label"`
	Serial       string        `json:"serial"`
	Manufacturer string        `json:"manufacturer"`
	Model        string        `json:"model"`
	Module       string        `json:"module"`
	Tries        token.Tries   `json:"tries"`
	PINPad       bool          `json:"pin_pad"`
	Certificates []certificate `json:"certificates"`
}

type certificate struct {
	ID         string         `json:"id"`
	Thumbprint string         `json:"thumbprint"`
	Subject    string         `json:"subject"`
	Issuer     string         `json:"issuer"`
	NotBefore  string         `json:"not_before"`
	NotAfter   string         `json:"not_after"`
	KeyType    token.KeyType  `json:"key_type"`
	KeyBits    int            `json:"key_bits"`
	Key        token.Presence `json:"key"`
	Holder     token.Holder   `json:"holder"`
	Fitness    token.Fitness  `json:"fitness"`
}

// driverFailure is a driver that cannot be used, as scripts read it.
type driverFailure struct {
	Module string       `json:"module"`
	Vendor string       `json:"vendor,omitempty"`
	Error  failureError `json:"error"`
}

// tokenList shows the tokens that are plugged in, and why a driver is of no use.
// One that was only found, not named, changes nothing about the exit status
// while there is a token.
func tokenList(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	named := flags.StringArray("module", nil, p.text("ctl.flag.module", nil))
	return func(ctx context.Context, _ []string) error {
		modules, problems := workplace.Drivers(*named...)
		tokens, failed := workplace.Tokens(ctx, modules, p.clock.Now())
		for _, t := range tokens {
			p.showToken(t)
		}
		for _, c := range problems {
			p.showProblem(c)
		}
		for _, err := range failed {
			p.explain("", err)
		}
		switch {
		case len(failed) > 0 || len(*named) > 0 && len(problems) > 0:
			return told(exitCould)
		case len(tokens) == 0:
			return token.ErrNone
		}
		return nil
	}
}

func (p *program) showProblem(c token.Candidate) {
	if p.json {
		p.print(driverFailure{c.Driver.String(), c.Vendor, p.failureOf(c.Problem)})
		return
	}
	p.explain(c.Vendor, c.Problem)
}

func (p *program) showToken(t workplace.TokenView) {
	if p.json {
		p.print(describeToken(t))
		return
	}
	fmt.Fprintf(p.stdout, "%s  [%s]  %s %s  %s\n", t.Name(), t.Serial, t.Manufacturer, t.Model, p.text("token.tries."+string(t.Tries), nil))
	table := tabwriter.NewWriter(p.stdout, 4, 0, 2, ' ', 0)
	for _, c := range t.Certificates {
		fmt.Fprintf(table, "    %s\t%s\t%s\t%s–%s\t%s\n", c.KeyID, c.Subject, c.Issuer,
			c.NotBefore.Format("02/01/2006"), c.NotAfter.Format("02/01/2006"), p.text("token.fitness."+string(c.Fitness), nil))
	}
	_ = table.Flush()
}

func describeToken(t workplace.TokenView) plugged {
	out := plugged{
		Label: t.Label, Serial: t.Serial, Manufacturer: t.Manufacturer, Model: t.Model,
		Module: t.Driver.String(), Tries: t.Tries, PINPad: t.PINPad, Certificates: []certificate{},
	}
	for _, c := range t.Certificates {
		out.Certificates = append(out.Certificates, certificate{
			ID: c.KeyID, Thumbprint: c.Thumbprint, Subject: c.Subject, Issuer: c.Issuer,
			NotBefore: c.NotBefore.Format("2006-01-02"), NotAfter: c.NotAfter.Format("2006-01-02"),
			KeyType: c.KeyType, KeyBits: c.KeyBits, Key: c.Key, Holder: c.Holder, Fitness: c.Fitness,
		})
	}
	return out
}
