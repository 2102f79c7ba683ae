package token

import (
	"crypto/x509"
	"encoding/asn1"
)

// longestChain bounds how many authorities stand above a signer.
const longestChain = 8

// authorities follows issuers through the token's own certificates, up to and
// with a root if it is there. Each step is checked by its signature, so that a
// namesake does not slip in.
func authorities(leaf *x509.Certificate, list []Certificate) []*x509.Certificate {
	var chain []*x509.Certificate
	for at := leaf; at != nil && len(chain) < longestChain; {
		issuer := issuerOf(at, list)
		if issuer == nil {
			break
		}
		chain = append(chain, issuer)
		at = issuer
	}
	return chain
}

func issuerOf(c *x509.Certificate, list []Certificate) *x509.Certificate {
	for _, other := range list {
		if o := other.X509; o != nil && !o.Equal(c) && o.IsCA && c.CheckSignatureFrom(o) == nil {
			return o
		}
	}
	return nil
}

// trimDER cuts off what follows the first DER value.
func trimDER(der []byte) []byte {
	var first asn1.RawValue
	rest, err := asn1.Unmarshal(der, &first)
	if err != nil {
		return der
	}
	return der[:len(der)-len(rest)]
}
