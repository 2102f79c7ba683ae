package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/assets/roots"
	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/trust"
	"github.com/vanthu/vanthu/signing/verify"
)

// trusted is a certificate of this machine's trust as scripts read it.
type trusted struct {
	SHA256    string `json:"sha256"`
	Subject   string `json:"subject"`
	Issuer    string `json:"issuer"`
	NotBefore string `json:"not_before"`
	NotAfter  string `json:"not_after"`
	Root      bool   `json:"root"` // else a link that is not trusted by itself
	// Published names the authority whose public fingerprint this is; empty
	// where the fingerprint is not in the list and must be compared elsewhere.
	Published string `json:"published,omitempty"`
	Sources   int    `json:"sources,omitempty"` // public sources that agree
	File      string `json:"file"`
}

func (p *program) trustFolder() (trust.Folder, error) {
	home, err := p.homeDir()
	return trust.Folder(workplace.Config{Home: home}.TrustDir()), err
}

// trustAdd keeps the certificates of files among this machine's own.
func trustAdd(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(_ context.Context, files []string) error {
		if len(files) == 0 {
			return usageError{p.text("ctl.want.files", nil)}
		}
		folder, err := p.trustFolder()
		if err != nil {
			return err
		}
		worst := exitDone
		for _, file := range files {
			entries, err := folder.Add(file)
			if err != nil {
				p.explain(file, err)
				worst = worseStatus(worst, statusOf(err))
				continue
			}
			p.showTrust("ctl.trust.added", entries)
		}
		if worst != exitDone {
			return told(worst)
		}
		return nil
	}
}

// trustList shows what this machine trusts.
func trustList(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(context.Context, []string) error {
		folder, err := p.trustFolder()
		if err != nil {
			return err
		}
		entries, err := folder.List()
		if err != nil {
			return err
		}
		if len(entries) == 0 && !p.json {
			fmt.Fprintln(p.stdout, p.text("ctl.trust.none", nil))
		}
		p.showTrust("ctl.trust.trusted", entries)
		return nil
	}
}

// trustRemove takes one certificate away.
func trustRemove(p *program, _ *pflag.FlagSet) func(context.Context, []string) error {
	return func(_ context.Context, args []string) error {
		if len(args) != 1 {
			return usageError{p.text("ctl.want.fingerprint", i18n.Args{"n": trust.MinPrefix})}
		}
		folder, err := p.trustFolder()
		if err != nil {
			return err
		}
		removed, err := folder.Remove(args[0])
		if err != nil {
			return err
		}
		p.showTrust("ctl.trust.removed", []trust.Entry{removed})
		return nil
	}
}

func (p *program) showTrust(heading string, entries []trust.Entry) {
	for _, e := range entries {
		t := describeTrusted(e)
		if p.json {
			p.print(t)
			continue
		}
		kind := "ctl.trust.link"
		if t.Root {
			kind = "ctl.trust.root"
		}
		fmt.Fprintf(p.stdout, "%s: %s (%s)\n", p.text(heading, nil), t.Subject, p.text(kind, nil))
		fmt.Fprintf(p.stdout, "    %s\n    %s\n    SHA-256 %s\n    %s\n",
			p.text("ctl.trust.issuer", i18n.Args{"issuer": t.Issuer}), p.validity(e), grouped(t.SHA256), p.comparison(t))
	}
}

func describeTrusted(e trust.Entry) trusted {
	t := trusted{
		SHA256: e.SHA256, Subject: verify.NameOf(e.Certificate), Issuer: verify.IssuerOf(e.Certificate), Root: e.Root(), File: e.File,
		NotBefore: e.Certificate.NotBefore.Format("2006-01-02"), NotAfter: e.Certificate.NotAfter.Format("2006-01-02"),
	}
	if published, ok := roots.Find(e.SHA256); ok {
		t.Published, t.Sources = published.Name, published.Sources
	}
	return t
}

func (p *program) validity(e trust.Entry) string {
	from, to := e.Certificate.NotBefore.In(office.Vietnam), e.Certificate.NotAfter.In(office.Vietnam)
	text := p.text("ctl.trust.validity", i18n.Args{"from": from.Format("02/01/2006"), "to": to.Format("02/01/2006")})
	if now := p.clock.Now(); now.After(to) {
		text += " – " + p.text("ctl.trust.expired", nil)
	} else if now.Before(from) {
		text += " – " + p.text("ctl.trust.not_yet", nil)
	}
	return text
}

// comparison says whether public sources know the fingerprint.
func (p *program) comparison(t trusted) string {
	if t.Published == "" {
		return "! " + p.text("ctl.trust.unlisted", nil)
	}
	return "✓ " + p.text("ctl.trust.matches", i18n.Args{"name": t.Published, "n": t.Sources})
}

// grouped writes a fingerprint in fours, as people compare it.
func grouped(digits string) string {
	var parts []string
	for ; len(digits) > 4; digits = digits[4:] {
		parts = append(parts, digits[:4])
	}
	return strings.Join(append(parts, digits), " ")
}
