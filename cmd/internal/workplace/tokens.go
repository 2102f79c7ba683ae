package workplace

import (
	"context"
	"crypto"
	"crypto/x509"
	"os"
	"path/filepath"
	"runtime"
	"slices"
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

// KeyChoice says which key to sign with.
type KeyChoice struct {
	Certificate   string // id or thumbprint; empty: the one that fits the holder
	Holder        token.Holder
	AllowFinalTry bool
}

// Key is a key on a token that may sign until it is closed.
type Key struct {
	Signer  crypto.Signer
	Chain   []*x509.Certificate // the signer's first
	session *token.Session      // nil for a key from a file
}

// Close ends the token's session and wipes what is held of the PIN.
func (k *Key) Close() error {
	if k.session == nil {
		return nil
	}
	return k.session.Close()
}

// OpenKey logs in once at a listed token and gives the key. The PIN is wiped in
// any case, unless the key wants it for each signature: then Close wipes it.
func OpenKey(ctx context.Context, at token.Token, choice KeyChoice, pin *token.PIN, now time.Time) (*Key, error) {
	session, err := token.OpenSession(ctx, at)
	if err != nil {
		pin.Wipe()
		return nil, err
	}
	key, err := unlock(ctx, session, choice, pin, now)
	if err != nil {
		pin.Wipe()
		_ = session.Close()
		return nil, err
	}
	return key, nil
}

// unlock chooses before it sends the PIN, so that no try is spent on a token
// that cannot sign, and chooses again afterwards among keys now visible.
func unlock(ctx context.Context, session *token.Session, choice KeyChoice, pin *token.PIN, now time.Time) (*Key, error) {
	if _, err := choice.among(ctx, session, now); err != nil {
		return nil, err
	}
	if err := session.Login(ctx, pin, token.LoginOptions{AllowFinalTry: choice.AllowFinalTry}); err != nil {
		return nil, err
	}
	certificate, err := choice.among(ctx, session, now)
	if err != nil {
		return nil, err
	}
	signer, err := session.Signer(ctx, certificate)
	if err != nil {
		return nil, err
	}
	chain := append([]*x509.Certificate{certificate.X509}, certificate.Authorities...)
	return &Key{Signer: signer, Chain: chain, session: session}, nil
}

// among picks the certificate: the one named, else the only fit one of the
// wanted holder or of nobody known. An agency's seal is not made with a person's
// certificate unless it is named, nor the reverse.
func (c KeyChoice) among(ctx context.Context, session *token.Session, now time.Time) (token.Certificate, error) {
	all, err := session.Certificates(ctx, now)
	if err != nil {
		return token.Certificate{}, err
	}
	if c.Certificate != "" {
		return token.Choose(all, c.Certificate)
	}
	for _, holder := range []token.Holder{c.Holder, token.HolderUnknown} {
		fit := slices.DeleteFunc(slices.Clone(all), func(one token.Certificate) bool {
			return one.Holder != holder || one.Unfit() != nil
		})
		if len(fit) > 0 {
			return token.Choose(fit, "")
		}
	}
	return token.Certificate{}, noneOf(all, c.Holder)
}

// noneOf says why no certificate was taken: of its holder's own ones the reason
// of the first; with none of them, that a person must name one.
func noneOf(all []token.Certificate, holder token.Holder) error {
	for _, one := range all {
		if one.Holder == holder && one.Fitness != token.ForIssuing {
			return one.Unfit()
		}
	}
	if len(all) == 0 {
		return token.ErrNoCertificate
	}
	return token.ErrCertificateChoice
}
