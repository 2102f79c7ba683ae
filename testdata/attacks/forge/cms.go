package forge

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
)

// value says how a CMS is made: the zero value as honest signers do, with a
// flaw for each entry that is set.
type value struct {
	id     *pkitest.Identity // the leader where nil
	hash   crypto.Hash       // SHA-256 where zero
	stated crypto.Hash       // the digest algorithm that is written; hash where zero

	content      []byte // carried along; its digest is the one that is signed
	noAttributes bool   // the signature is over the content itself
	// attributes alters the signed ones: content type, message digest, signing
	// certificate.
	attributes func([][]byte) [][]byte
	wrongTag   bool // attributes are signed under their tag in the message
	// sign makes the signature's algorithm and value.
	sign      func(key crypto.Signer, digest []byte) (algorithm, signature []byte)
	signature func([]byte) []byte // alters the value
	signers   func([]byte) []byte // alters the set of signers
	bundle    []*x509.Certificate // in place of the chain
	keyID     []byte              // names the signer where not nil
	kind      asn1.ObjectIdentifier
	stamp     func(signature []byte) []byte // makes a time stamp
	behind    string                        // bytes behind it
}

var (
	oidData, oidSignedData            = pkcs7(1), pkcs7(2)
	oidContentType, oidDigest         = pkcs9(3), pkcs9(4)
	oidSigningCertificateV2           = pkcs9(16, 2, 47)
	oidRSA, oidPSS, oidMGF1           = pkcs1(1), pkcs1(10), pkcs1(8)
	oidECDSASHA256                    = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	digestOIDs                        = map[crypto.Hash]asn1.ObjectIdentifier{crypto.SHA256: {2, 16, 840, 1, 101, 3, 4, 2, 1}, crypto.SHA1: {1, 3, 14, 3, 2, 26}, crypto.MD5: {1, 2, 840, 113549, 2, 5}}
	set, sequence, octets, contextTag = cbasn1.SET, cbasn1.SEQUENCE, cbasn1.OCTET_STRING, func(n uint8) cbasn1.Tag { return cbasn1.Tag(n).Constructed().ContextSpecific() }
)

func pkcs1(n ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1}, n...)
}

func pkcs7(n ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7}, n...)
}

func pkcs9(n ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9}, n...)
}

// wrap puts parts into an element.
func wrap(tag cbasn1.Tag, parts ...[]byte) []byte {
	var b cryptobyte.Builder
	b.AddASN1(tag, func(b *cryptobyte.Builder) {
		for _, p := range parts {
			b.AddBytes(p)
		}
	})
	return must(b.Bytes())
}

func oid(o asn1.ObjectIdentifier) []byte { return must(asn1.Marshal(o)) }
func number(n int64) []byte              { return must(asn1.Marshal(n)) }

func attribute(o asn1.ObjectIdentifier, values ...[]byte) []byte {
	return wrap(sequence, oid(o), wrap(set, values...))
}

func algorithm(o asn1.ObjectIdentifier, parameters ...[]byte) []byte {
	return wrap(sequence, append([][]byte{oid(o)}, parameters...)...)
}

func digestOf(hash crypto.Hash, data []byte) []byte {
	h := hash.New()
	h.Write(data)
	return h.Sum(nil)
}

// with puts a CMS over the file's ranges into its first signature.
func (v value) in(w *Workshop, file []byte) []byte {
	return must(Embed(file, v.der(w, SignedBytes(file))))
}

func (v value) der(w *Workshop, data []byte) []byte {
	if v.id == nil {
		v.id = w.PKI.Leader
	}
	if v.hash == 0 {
		v.hash = crypto.SHA256
	}
	if v.stated == 0 {
		v.stated = v.hash
	}
	if v.content != nil {
		data = v.content
	}
	if v.kind == nil {
		v.kind = oidSignedData
	}
	encapsulated := oid(oidData)
	if v.content != nil {
		encapsulated = slices.Concat(encapsulated, wrap(contextTag(0), wrap(octets, v.content)))
	}
	digests := wrap(set, algorithm(digestOIDs[v.stated]))
	signers := v.signer(data)
	if v.signers != nil {
		signers = v.signers(signers)
	}
	body := wrap(sequence, number(1), digests, wrap(sequence, encapsulated), wrap(contextTag(0), v.certificates()), wrap(set, signers))
	return append(wrap(sequence, oid(v.kind), wrap(contextTag(0), body)), v.behind...)
}

func (v value) certificates() (all []byte) {
	bundle := v.bundle
	if bundle == nil {
		bundle = v.id.Chain
	}
	for _, c := range bundle {
		all = append(all, c.Raw...)
	}
	return all
}

func (v value) signer(data []byte) []byte {
	cert := v.id.Certificate
	digest := digestOf(v.hash, data)
	var attributes []byte
	if !v.noAttributes {
		list := [][]byte{attribute(oidContentType, oid(oidData)), attribute(oidDigest, wrap(octets, digest)), certificateAttribute(cert)}
		if v.attributes != nil {
			list = v.attributes(list)
		}
		attributes = wrap(contextTag(0), list...)
		tag := set
		if v.wrongTag {
			tag = contextTag(0)
		}
		digest = digestOf(v.hash, wrap(tag, list...))
	}
	sign := v.sign
	if sign == nil {
		sign = v.plainly
	}
	alg, signature := sign(v.id.Key, digest)
	if v.signature != nil {
		signature = v.signature(signature)
	}
	name := wrap(sequence, cert.RawIssuer, must(asn1.Marshal(cert.SerialNumber)))
	if v.keyID != nil {
		name = wrap(cbasn1.Tag(0).ContextSpecific(), v.keyID)
	}
	var unsigned []byte
	if v.stamp != nil {
		unsigned = wrap(contextTag(1), attribute(cms.OIDTimeStamp, v.stamp(signature)))
	}
	return wrap(sequence, number(1), name, algorithm(digestOIDs[v.stated]), attributes, alg, wrap(octets, signature), unsigned)
}

// certificateAttribute is SigningCertificateV2 with the default hash.
func certificateAttribute(cert *x509.Certificate) []byte {
	id := wrap(sequence, wrap(octets, digestOf(crypto.SHA256, cert.Raw)))
	return attribute(oidSigningCertificateV2, wrap(sequence, wrap(sequence, id)))
}

func (v value) plainly(key crypto.Signer, digest []byte) (alg, signature []byte) {
	signature = must(key.Sign(rand.Reader, digest, v.hash))
	if _, curve := key.Public().(*ecdsa.PublicKey); curve {
		return algorithm(oidECDSASHA256), signature
	}
	return algorithm(oidRSA, asn1.NullBytes), signature
}

// pss signs with a salt, and states a salt and a hash for the mask.
func pss(salt, statedSalt int64, mask crypto.Hash) func(crypto.Signer, []byte) (alg, signature []byte) {
	return func(key crypto.Signer, digest []byte) ([]byte, []byte) {
		options := &rsa.PSSOptions{SaltLength: int(salt), Hash: crypto.SHA256}
		parameters := wrap(
			sequence,
			wrap(contextTag(0), algorithm(digestOIDs[crypto.SHA256])),
			wrap(contextTag(1), algorithm(oidMGF1, algorithm(digestOIDs[mask]))),
			wrap(contextTag(2), number(statedSalt)),
		)
		return algorithm(oidPSS, parameters), must(key.Sign(rand.Reader, digest, options))
	}
}
