package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/verify"
)

// verifiedFile is what verify answers to scripts for each file.
type verifiedFile struct {
	File string `json:"file"`
	*verify.Report
}

// verifyFlags say against what files are checked.
type verifyFlags struct {
	trust, evidence, proxy, report string
	online                         bool
}

func (f *verifyFlags) declare(p *program, flags *pflag.FlagSet) {
	flags.StringVar(&f.trust, "trust", "", p.text("ctl.flag.trust", nil))
	flags.StringVar(&f.evidence, "evidence", "", p.text("ctl.flag.evidence", nil))
	flags.BoolVar(&f.online, "online", false, p.text("ctl.flag.online", nil))
	flags.StringVar(&f.proxy, "proxy", "", p.text("ctl.flag.proxy", nil))
	flags.StringVar(&f.report, "report", "", p.text("ctl.flag.report", nil))
}

// options gathers roots and evidence, and whom to ask.
func (f *verifyFlags) options(p *program) (opts verify.Options, err error) {
	opts.Clock = p.clock
	if opts.Trust, err = p.trust(f.trust); err != nil {
		return opts, err
	}
	if f.evidence != "" {
		if opts.Evidence, err = verify.LoadEvidence(f.evidence); err != nil {
			return opts, err
		}
	}
	if f.online {
		transport, err := online.New(online.Settings{Proxy: f.proxy})
		if err != nil {
			return opts, err
		}
		opts.Online = &revocation.Client{Transport: transport, Random: p.random, Hosts: revocation.VietnamHosts}
	}
	return opts, nil
}

// verifyFiles checks the signatures of files.
func verifyFiles(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	var f verifyFlags
	f.declare(p, flags)
	return func(ctx context.Context, files []string) error {
		if len(files) == 0 {
			return usageError{p.text("ctl.want.files", nil)}
		}
		if err := f.checkReport(p, files); err != nil {
			return err
		}
		opts, err := f.options(p)
		if err != nil {
			return err
		}
		worst := exitDone
		for _, file := range files {
			worst = worseStatus(worst, p.verifyOne(ctx, file, opts, f.report))
		}
		if worst != exitDone {
			return told(worst)
		}
		return nil
	}
}

// trust is the folder named, else this machine's own roots.
func (p *program) trust(folder string) (*verify.TrustStore, error) {
	if folder != "" {
		return workplace.Trust(folder)
	}
	home, err := p.homeDir()
	if err != nil {
		return nil, err
	}
	return workplace.OwnTrust(workplace.Config{Home: home})
}

// verifyOne prints the report of a file, writes it for people where that was
// asked for, and gives the exit status.
func (p *program) verifyOne(ctx context.Context, file string, opts verify.Options, sheet string) int {
	report, err := workplace.VerifyBy(ctx, file, opts)
	if err == nil && sheet != "" {
		err = p.writeSheet(sheet, file, report)
	}
	if err != nil {
		p.explain(file, err)
		return statusOf(err)
	}
	if p.json {
		p.print(verifiedFile{file, report})
	} else {
		p.showReport(file, report)
	}
	return statusOfResult[report.Result]
}

var statusOfResult = map[verify.Result]int{
	verify.TotalPassed: exitDone, verify.TotalFailed: exitNo,
	verify.Indeterminate: exitCould, verify.NoSignature: exitNoSignature,
}

func (p *program) showReport(file string, r *verify.Report) {
	fmt.Fprintf(p.stdout, "%s: %s\n", file, p.verdict(r.Result))
	for _, s := range r.Signatures {
		fmt.Fprintf(p.stdout, "  %s · %s · %s · %s\n", s.Signer.Name, p.verdict(s.Result), p.signedAt(s), s.Signer.Issuer)
		fmt.Fprintf(p.stdout, "    %s\n", p.standing(s))
		for _, f := range append(s.Reasons, s.Warnings...) {
			fmt.Fprintf(p.stdout, "    ! %s\n", i18n.Explain(p.lang, f.Err()).What)
		}
	}
	for _, f := range r.Warnings {
		fmt.Fprintf(p.stdout, "  ! %s\n", i18n.Explain(p.lang, f.Err()).What)
	}
}

// standing is what else to know of a signature, on one line.
func (p *program) standing(s verify.Signature) string {
	parts := []string{p.text("verify.integrity."+string(s.Integrity), nil), p.text("verify.later_changes."+string(s.LaterChanges), nil)}
	if s.Proof != nil {
		at := s.Proof.Time.In(office.Vietnam).Format("02/01/2006 15:04:05")
		parts = append(parts, p.text("ctl.verify.proven", i18n.Args{"time": at, "authority": s.Proof.Authority}))
	}
	if s.Level != verify.NoLevel {
		parts = append(parts, "PAdES "+string(s.Level))
	}
	return strings.Join(parts, " · ")
}

// verdict says a result in both languages: it is what people look for.
func (p *program) verdict(r verify.Result) string {
	key := "verify.result." + string(r)
	return i18n.Text(i18n.Vietnamese, key, nil) + " / " + i18n.Text(i18n.English, key, nil)
}

func (p *program) signedAt(s verify.Signature) string {
	if s.SigningTime.IsZero() {
		return "–"
	}
	return s.SigningTime.In(office.Vietnam).Format("02/01/2006 15:04:05")
}
