package workplace

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/vanthu/vanthu/signing/token"
)

// Drivers opens the PKCS#11 drivers to work with: those named, or, with none
// named, those found in the known places. Those that cannot be used come beside
// them, each with its problem.
func Drivers(named ...string) (token.Modules, []token.Candidate) {
	if len(named) > 0 {
		return token.OpenAll(ownDrivers(named))
	}
	return token.OpenAll(token.Discover(places()))
}

// ownDrivers are those that the user named, from the folder where he stands.
func ownDrivers(named []string) []token.Candidate {
	candidates := make([]token.Candidate, len(named))
	for i, name := range named {
		driver := token.ParseDriver(name)
		if whole, err := filepath.Abs(driver.Path); err == nil {
			driver.Path = whole
		}
		candidates[i].Driver = driver
	}
	return candidates
}

// FindToken looks for a token by label or serial number at the drivers named, or
// at all. A driver that cannot be used matters only when the token is not there.
func FindToken(ctx context.Context, labelOrSerial string, named ...string) (token.Token, error) {
	modules, problems := Drivers(named...)
	found, err := modules.Find(ctx, labelOrSerial)
	if err != nil && len(problems) > 0 && (len(named) > 0 || len(modules) == 0) {
		return found, problems[0].Problem
	}
	return found, err
}

// places are the folders where drivers are looked for, which depend on the user
// and, on Windows only, on the environment.
func places() token.Places {
	home, _ := os.UserHomeDir() // without one there are no stores in it
	if runtime.GOOS == "windows" {
		return token.Places{Home: home, System: filepath.Join(os.Getenv("SystemRoot"), "System32"), Programs: os.Getenv("ProgramFiles")}
	}
	registers := []string{"/etc/pkcs11/modules", "/usr/share/p11-kit/modules"}
	if config, err := os.UserConfigDir(); err == nil {
		registers = append([]string{filepath.Join(config, "pkcs11", "modules")}, registers...)
	}
	return token.Places{Home: home, Registers: registers}
}

// TokenView is a token with its certificates.
type TokenView struct {
	token.Token
	Certificates []token.Certificate
}

// Tokens lists what is plugged in, without a PIN. What one token or driver
// refuses does not hide the others: its error comes beside the list. A store of
// software without a certificate is left out: every Firefox has one.
func Tokens(ctx context.Context, modules token.Modules, now time.Time) ([]TokenView, []error) {
	tokens, err := modules.Tokens(ctx)
	failed := apartFrom(err)
	views := make([]TokenView, 0, len(tokens))
	for _, t := range tokens {
		certificates, err := certificatesOf(ctx, t, now)
		if err != nil {
			failed = append(failed, err)
		}
		if len(certificates) > 0 || err != nil || t.Driver.Store() == "" {
			views = append(views, TokenView{t, certificates})
		}
	}
	return views, failed
}

// apartFrom gives the errors of a join each for itself.
func apartFrom(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	switch {
	case err == nil:
		return nil
	case ok:
		return joined.Unwrap()
	}
	return []error{err}
}

func certificatesOf(ctx context.Context, t token.Token, now time.Time) ([]token.Certificate, error) {
	session, err := token.OpenSession(ctx, t)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	return session.Certificates(ctx, now)
}
