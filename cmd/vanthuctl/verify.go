package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/verify"
)

// verifiedFile is what verify answers to scripts for each file.
type verifiedFile struct {
	File string `json:"file"`
	*verify.Report
}

// verifyFiles checks the signatures of files.
func verifyFiles(p *program, flags *pflag.FlagSet) func(context.Context, []string) error {
	folder := flags.String("trust", "", p.text("ctl.flag.trust", nil))
	return func(ctx context.Context, files []string) error {
		if len(files) == 0 {
			return usageError{p.text("ctl.want.files", nil)}
		}
		trust, err := p.trust(*folder)
		if err != nil {
			return err
		}
		worst := exitDone
		for _, file := range files {
			worst = worseStatus(worst, p.verifyOne(ctx, file, trust))
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

// verifyOne prints the report of a file and gives its exit status.
func (p *program) verifyOne(ctx context.Context, file string, trust *verify.TrustStore) int {
	report, err := workplace.VerifyFile(ctx, file, trust, p.clock)
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

// worseStatus folds the statuses of several files: "not valid" outweighs all.
func worseStatus(a, b int) int {
	for _, status := range []int{exitNo, exitCould, exitNoSignature} {
		if a == status || b == status {
			return status
		}
	}
	return exitDone
}

func (p *program) showReport(file string, r *verify.Report) {
	fmt.Fprintf(p.stdout, "%s: %s\n", file, p.verdict(r.Result))
	for _, s := range r.Signatures {
		fmt.Fprintf(p.stdout, "  %s · %s · %s · %s\n", s.Signer.Name, p.verdict(s.Result), p.signedAt(s), s.Signer.Issuer)
		for _, f := range append(s.Reasons, s.Warnings...) {
			fmt.Fprintf(p.stdout, "    ! %s\n", i18n.Explain(p.lang, f.Err()).What)
		}
	}
	for _, f := range r.Warnings {
		fmt.Fprintf(p.stdout, "  ! %s\n", i18n.Explain(p.lang, f.Err()).What)
	}
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
