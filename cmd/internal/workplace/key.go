package workplace

import (
	"context"
	"crypto/x509"
	"slices"
	"time"

	"github.com/vanthu/vanthu/signing/token"
)

// KeyChoice says which key to sign with.
type KeyChoice struct {
	Certificate   string // id or thumbprint; empty: the one that fits the holder
	Holder        token.Holder
	AllowFinalTry bool
}

// OpenKey logs in once at a listed token and gives the key. The PIN is wiped in
// any case, unless the key wants it for each signature: then Close wipes it.
func OpenKey(ctx context.Context, at token.Token, choice KeyChoice, pin *token.PIN, now time.Time) (*Key, error) {
	session, err := token.OpenSession(ctx, at)
	if err != nil {
		pin.Wipe()
		return nil, err
	}
	return unlocked(ctx, session, choice, pin, now)
}

// unlocked is unlock on a session that is closed where it fails.
func unlocked(ctx context.Context, session *token.Session, choice KeyChoice, pin *token.PIN, now time.Time) (*Key, error) {
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
	return &Key{Chain: chain, thumbprint: certificate.Thumbprint, signer: signer, session: session}, nil
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
