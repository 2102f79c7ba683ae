package workplace

import (
	"context"
	"crypto"
	"crypto/x509"
	"slices"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token"
)

// KeyChoice says which key to sign with.
type KeyChoice struct {
	Certificate   string // id or thumbprint; empty: the one that fits the holder
	Holder        token.Holder
	AllowFinalTry bool
	// Ask gives the PIN anew for each signature where the key wants it each time;
	// nil: it is kept until the key is closed.
	Ask func(context.Context) (*token.PIN, error)
}

// ChosenKey is a key that may sign once its token has got the PIN.
type ChosenKey struct {
	Chain []*x509.Certificate // the signer's first

	session    *token.Session
	thumbprint string // of the signer's certificate, as the token gives it
	login      token.LoginOptions
}

// ChooseKey picks the key at a listed token before any PIN is sent, so that no try
// is spent on a token that cannot sign. Either Unlock or Close ends it.
func ChooseKey(ctx context.Context, at token.Token, choice KeyChoice, now time.Time) (*ChosenKey, error) {
	session, err := token.OpenSession(ctx, at)
	if err != nil {
		return nil, err
	}
	certificate, err := choice.among(ctx, session, now)
	if err != nil {
		_ = session.Close()
		return nil, err
	}
	chain := append([]*x509.Certificate{certificate.X509}, certificate.Authorities...)
	return &ChosenKey{chain, session, certificate.Thumbprint, token.LoginOptions{AllowFinalTry: choice.AllowFinalTry, Ask: choice.Ask}}, nil
}

// Token is where the key is.
func (c *ChosenKey) Token() token.Token { return c.session.Token() }

// Close gives the key up.
func (c *ChosenKey) Close() error { return c.session.Close() }

// Unlock logs in, once. The PIN is wiped in any case, unless the key wants it for
// each signature: then Close of the key wipes it.
func (c *ChosenKey) Unlock(ctx context.Context, pin *token.PIN, now time.Time) (*Key, error) {
	signer, err := c.unlock(ctx, pin, now)
	if err != nil {
		pin.Wipe()
		_ = c.session.Close()
		return nil, err
	}
	return &Key{Chain: c.Chain, thumbprint: c.thumbprint, ask: c.login.Ask, signer: signer, session: c.session}, nil
}

// unlock looks at the certificate once more, whose key is now visible.
func (c *ChosenKey) unlock(ctx context.Context, pin *token.PIN, now time.Time) (crypto.Signer, error) {
	if err := c.session.Login(ctx, pin, c.login); err != nil {
		return nil, err
	}
	all, err := c.session.Certificates(ctx, now)
	if err != nil {
		return nil, err
	}
	certificate, err := token.Choose(all, c.thumbprint)
	if err != nil {
		return nil, err
	}
	signer, err := c.session.Signer(ctx, certificate)
	if err == nil && !signer.WantsPIN() {
		c.session.ForgetPIN()
	}
	return signer, err
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
// of the first; where only others may sign, that a person must name one.
func noneOf(all []token.Certificate, holder token.Holder) error {
	fit := 0
	for _, one := range all {
		if one.Holder == holder && one.Fitness != token.ForIssuing {
			return one.Unfit()
		}
		if one.Unfit() == nil {
			fit++
		}
	}
	if fit > 0 {
		return fault.New(token.ErrCertificateChoice, fault.Args{"count": fit}, nil)
	}
	_, err := token.Choose(all, "")
	return err
}
