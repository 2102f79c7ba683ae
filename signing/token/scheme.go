package token

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"

	"github.com/miekg/pkcs11"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// scheme is how one digest is signed: the token's mechanism and input, and how its
// answer becomes a signature as crypto.Signer gives it.
type scheme struct {
	mechanism cryptoki.Mechanism
	data      []byte
	finish    func(raw []byte) []byte
}

// hash has what the schemes need to know of a hash function.
type hash struct {
	oid        asn1.ObjectIdentifier
	mechanism  uint
	mask       uint
	identifier string
}

var hashes = map[crypto.Hash]hash{
	crypto.SHA256: {asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, pkcs11.CKM_SHA256, pkcs11.CKG_MGF1_SHA256, "SHA-256"},
	crypto.SHA384: {asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}, pkcs11.CKM_SHA384, pkcs11.CKG_MGF1_SHA384, "SHA-384"},
	crypto.SHA512: {asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}, pkcs11.CKM_SHA512, pkcs11.CKG_MGF1_SHA512, "SHA-512"},
}

// scheme chooses by the kind of key and by opts, among what the token lists.
func (k *Key) scheme(digest []byte, opts crypto.SignerOpts) (scheme, error) {
	h := opts.HashFunc()
	known, ok := hashes[h]
	if !ok || len(digest) != h.Size() {
		return scheme{}, k.unsupported(h.String())
	}
	switch public := k.Public().(type) {
	case *rsa.PublicKey:
		if pss, ok := opts.(*rsa.PSSOptions); ok {
			return k.pss(public, known, digest, h, pss)
		}
		return k.pkcs1(known, digest)
	case *ecdsa.PublicKey:
		return k.ecdsa(public, digest)
	}
	return scheme{}, k.unsupported(string(k.certificate.KeyType))
}

func (k *Key) unsupported(what string) error {
	return fault.New(ErrMechanismUnsupported, fault.Args{"label": k.session.token.Name(), "mechanism": what}, nil)
}

// pkcs1 gives the token the DigestInfo of RFC 8017 §9.2 ready-made, for CKM_RSA_PKCS
// is what every RSA token has.
func (k *Key) pkcs1(known hash, digest []byte) (scheme, error) {
	if !k.session.supports(pkcs11.CKM_RSA_PKCS) {
		return scheme{}, k.unsupported("RSA PKCS#1")
	}
	info, err := asn1.Marshal(struct {
		Algorithm pkix.AlgorithmIdentifier
		Digest    []byte
	}{pkix.AlgorithmIdentifier{Algorithm: known.oid, Parameters: asn1.NullRawValue}, digest})
	return scheme{
		mechanism: cryptoki.Mechanism{Kind: pkcs11.CKM_RSA_PKCS},
		data:      info,
		finish:    asIs,
	}, err
}

// pss signs by RFC 8017 §8.1 with the same hash for MGF1. A salt length left to
// choose is the hash's.
func (k *Key) pss(public *rsa.PublicKey, known hash, digest []byte, h crypto.Hash, opts *rsa.PSSOptions) (scheme, error) {
	if !k.session.mechanisms[pkcs11.CKM_RSA_PKCS_PSS] {
		return scheme{}, k.unsupported("RSA-PSS " + known.identifier)
	}
	salt := opts.SaltLength
	if salt <= 0 {
		salt = h.Size()
	}
	if longest := (public.N.BitLen()+6)/8 - h.Size() - 2; salt > longest {
		return scheme{}, k.unsupported("RSA-PSS " + known.identifier)
	}
	return scheme{
		mechanism: cryptoki.Mechanism{Kind: pkcs11.CKM_RSA_PKCS_PSS, PSS: &cryptoki.PSS{Hash: known.mechanism, Mask: known.mask, Salt: uint(salt)}},
		data:      digest,
		finish:    asIs,
	}, nil
}

// ecdsa cuts a digest that is longer than the curve's order, as FIPS 186-5 §6.4.1
// has it: not every token does.
func (k *Key) ecdsa(public *ecdsa.PublicKey, digest []byte) (scheme, error) {
	if !k.session.supports(pkcs11.CKM_ECDSA) {
		return scheme{}, k.unsupported("ECDSA")
	}
	size := (public.Params().N.BitLen() + 7) / 8
	return scheme{
		mechanism: cryptoki.Mechanism{Kind: pkcs11.CKM_ECDSA},
		data:      digest[:min(len(digest), size)],
		finish:    func(raw []byte) []byte { return ecdsaDER(raw, size) },
	}, nil
}

func asIs(raw []byte) []byte { return raw }

// ecdsaDER turns r and s side by side (P11 §6.3.1) into RFC 3279 §2.2.3. Another
// length is left alone: some tokens give ASN.1 themselves.
func ecdsaDER(raw []byte, size int) []byte {
	if len(raw) != 2*size {
		return raw
	}
	der, err := asn1.Marshal(struct{ R, S *big.Int }{
		new(big.Int).SetBytes(raw[:size]), new(big.Int).SetBytes(raw[size:]),
	})
	if err != nil {
		return raw
	}
	return der
}
