package token

import (
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
)

// Choose picks a certificate to sign with. id is a KeyID or the beginning, of
// eight digits or more, of a Thumbprint; in any case of letters, with or without
// colons. An empty id means the only one that fits. Errors: ErrNoCertificate,
// ErrCertificateNotFound, ErrCertificateChoice, and those of Unfit.
func Choose(list []Certificate, id string) (Certificate, error) {
	if id == "" {
		return onlyFit(list)
	}
	id = strings.ToLower(strings.ReplaceAll(id, ":", ""))
	var named []Certificate
	for _, c := range list {
		if c.KeyID == id || len(id) >= 8 && strings.HasPrefix(c.Thumbprint, id) {
			named = append(named, c)
		}
	}
	fit := fitOf(named)
	switch {
	case len(named) == 0:
		return Certificate{}, fault.New(ErrCertificateNotFound, fault.Args{"cert": id}, nil)
	case len(fit) == 1:
		return fit[0], nil
	case len(fit) > 1:
		return Certificate{}, fault.New(ErrCertificateChoice, fault.Args{"count": len(fit)}, nil)
	}
	return Certificate{}, named[0].Unfit()
}

// onlyFit gives the reason of the only signer's certificate rather than saying
// that there is none.
func onlyFit(list []Certificate) (Certificate, error) {
	fit := fitOf(list)
	if len(fit) == 1 {
		return fit[0], nil
	}
	if len(fit) > 1 {
		return Certificate{}, fault.New(ErrCertificateChoice, fault.Args{"count": len(fit)}, nil)
	}
	var own []Certificate
	for _, c := range list {
		if c.Fitness != ForIssuing {
			own = append(own, c)
		}
	}
	if len(own) == 1 {
		return Certificate{}, own[0].Unfit()
	}
	return Certificate{}, fault.New(ErrNoCertificate, fault.Args{"count": len(own)}, nil)
}

// fitOf leaves out what stands there again: some drivers list an object twice, and
// some readers' cards have one certificate in two places, for one key.
func fitOf(list []Certificate) []Certificate {
	var fit []Certificate
	seen := map[string]bool{}
	for _, c := range list {
		if c.Fitness == Fit && !seen[c.Thumbprint] {
			fit = append(fit, c)
			seen[c.Thumbprint] = true
		}
	}
	return fit
}
