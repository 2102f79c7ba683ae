package workplace

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/vanthu/vanthu/signing/token"
)

// Drivers opens the PKCS#11 drivers to work with: the one at path, or, where
// path is empty, those found in the known places that can be loaded.
func Drivers(path string) (token.Modules, error) {
	if path != "" {
		module, err := token.Open(path)
		if err != nil {
			return nil, err
		}
		return token.Modules{module}, nil
	}
	modules, problems := token.OpenAll(token.Discover(places()))
	if len(modules) == 0 && len(problems) > 0 {
		return nil, problems[0].Problem
	}
	return modules, nil
}

// places are the system's folders, which only Windows names by its environment.
func places() token.Places {
	if runtime.GOOS != "windows" {
		return token.Places{}
	}
	return token.Places{System: filepath.Join(os.Getenv("SystemRoot"), "System32"), Programs: os.Getenv("ProgramFiles")}
}

// TokenView is a token with its certificates.
type TokenView struct {
	token.Token
	Certificates []token.Certificate
}

// Tokens lists what is plugged in, without a PIN. What one token or driver
// refuses does not hide the others: the error comes beside the list.
func Tokens(ctx context.Context, modules token.Modules, now time.Time) ([]TokenView, error) {
	tokens, failed := modules.Tokens(ctx)
	views := make([]TokenView, 0, len(tokens))
	for _, t := range tokens {
		certificates, err := certificatesOf(ctx, t, now)
		if err != nil {
			failed = err
		}
		views = append(views, TokenView{t, certificates})
	}
	return views, failed
}

func certificatesOf(ctx context.Context, t token.Token, now time.Time) ([]token.Certificate, error) {
	session, err := token.OpenSession(ctx, t)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	return session.Certificates(ctx, now)
}
