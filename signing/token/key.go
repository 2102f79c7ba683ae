package token

import (
	"context"
	"crypto"
	"io"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// Key is a private key on a token with the face of a crypto.Signer: it never
// leaves the token. It is usable while its session is open.
type Key struct {
	session     *Session
	certificate Certificate
	object      cryptoki.ObjectID
	eachTime    bool // wants the PIN for each signature
}

var _ crypto.Signer = (*Key)(nil)

// Signer gives the key of a certificate from Session.Certificates. Errors: those
// of Certificate.Unfit, so that nothing is signed with an expired certificate,
// and ErrPINNeeded before Login.
func (s *Session) Signer(ctx context.Context, c Certificate) (*Key, error) {
	if err := c.Unfit(); err != nil {
		return nil, err
	}
	key := &Key{session: s, certificate: c}
	err := s.with(ctx, func(ctx context.Context, d cryptoki.Library) (err error) {
		if key.object, err = s.privateKey(ctx, d, c); err != nil {
			return err
		}
		key.eachTime, err = alwaysAuthenticates(ctx, d, s.id, key.object)
		return err
	})
	if err != nil {
		return nil, err
	}
	return key, nil
}

// Certificate is the one whose key this is.
func (k *Key) Certificate() Certificate { return k.certificate }

// Public is the certificate's public key.
func (k *Key) Public() crypto.PublicKey { return k.certificate.X509.PublicKey }

// Sign signs a digest made with opts.HashFunc, SHA-256, SHA-384 or SHA-512: RSA
// by PKCS #1 v1.5 or, with *rsa.PSSOptions, by PSS; ECDSA as ASN.1. The random
// source is not used: the token has its own. A driver may answer anything: the
// caller checks the signature with the certificate, as signing/cms does.
//
// Errors: ErrMechanismUnsupported, ErrKeyRefused, ErrRemoved, ErrSessionClosed,
// ErrUserCancelled, and those of Session.Login where the key wants the PIN each
// time.
func (k *Key) Sign(_ io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	return k.SignContext(context.Background(), digest, opts)
}

// SignContext is Sign with a context for the waiting.
func (k *Key) SignContext(ctx context.Context, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	all, err := k.SignAll(ctx, [][]byte{digest}, opts)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// SignAll signs one digest after the other, so that the token need not wait for
// its caller in between. It may give fewer signatures than there are digests,
// those of the first; an error is that of the first digest.
func (k *Key) SignAll(ctx context.Context, digests [][]byte, opts crypto.SignerOpts) ([][]byte, error) {
	var how scheme
	var data [][]byte
	for _, digest := range digests {
		var err error
		if how, err = k.scheme(digest, opts); err != nil {
			return nil, err
		}
		data = append(data, how.data)
	}
	pin, err := k.pinFor(ctx)
	if err != nil {
		return nil, err
	}
	var signatures [][]byte
	err = k.session.with(ctx, func(ctx context.Context, d cryptoki.Library) (err error) {
		signatures, err = k.sign(ctx, d, how.mechanism, data, pin)
		return err
	})
	if k.session.ask != nil {
		pin.Wipe()
	}
	if err != nil {
		return nil, err
	}
	for i := range signatures {
		signatures[i] = how.finish(signatures[i])
	}
	return signatures, nil
}

// WantsPIN tells whether the key wants the PIN for each signature.
func (k *Key) WantsPIN() bool { return k.eachTime }

// pinFor gets the PIN that a signature wants, before the driver's turn, for a
// person takes his time. An answer that does not come is ErrUserCancelled.
func (k *Key) pinFor(ctx context.Context) (*PIN, error) {
	s := k.session
	if !k.eachTime || s.ask == nil || s.token.PINPad {
		return s.pin, nil
	}
	pin, err := s.ask(ctx)
	if err != nil {
		return nil, fault.New(ErrUserCancelled, fault.Args{"label": s.token.Name()}, err)
	}
	return pin, nil
}

// sign is the exchange with the token. A signature that was begun and then
// refused for its PIN leaves the session in an unknown state: it is closed, so
// that nothing sends that PIN again.
func (k *Key) sign(ctx context.Context, d cryptoki.Library, with cryptoki.Mechanism, data [][]byte, pin *PIN) (signatures [][]byte, err error) {
	s := k.session
	if !k.eachTime {
		return d.Sign(ctx, s.id, with, k.object, data...)
	}
	signatures = make([][]byte, 1)
	err = s.sendPIN(ctx, d, pin, func(pin []byte) (err error) {
		signatures[0], err = d.SignWithPIN(ctx, s.id, with, k.object, data[0], pin)
		return err
	})
	if refusedAt(err, "C_Login") {
		_ = s.end(ctx, d)
	}
	return signatures, err
}
