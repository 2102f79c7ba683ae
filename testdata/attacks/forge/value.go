package forge

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"slices"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/verify"
)

// valueAttacks are about what the CMS says.
func valueAttacks() []Case {
	whole, broken := "intact whole", "broken whole"
	made := func(name string, a Answer, pdfsig string, v value) Case {
		return a.to("value: "+name, pdfsig, func(w *Workshop) []byte { return v.in(w, w.genuine()) })
	}
	weak := func(hash crypto.Hash) value { return value{hash: hash} }
	unsupported := unclear(verify.Generic, verify.UnknownAlgorithm)
	return []Case{
		made("honest", passed(verify.TimeOnlyClaimed), whole, value{}),
		made("content of its own", brokenHash, broken, value{content: []byte("%PDF-1.7 what was signed")}),
		made("no signed attributes", passed(verify.NotBound), whole, value{noAttributes: true}),
		made("no message digest", wrongValue, broken, value{attributes: without(1)}),
		made("no content type", passed(verify.TimeOnlyClaimed), whole, value{attributes: without(0)}),
		made("no signing certificate", passed(verify.NotBound), whole, value{attributes: without(2)}),
		made("message digest twice", wrongValue, broken, value{attributes: func(list [][]byte) [][]byte {
			return append(list, attribute(oidDigest, wrap(octets, make([]byte, 32))))
		}}),
		made("message digest of two values", wrongValue, broken, value{attributes: func(list [][]byte) [][]byte {
			own := list[1][len(list[1])-34:]
			list[1] = attribute(oidDigest, own, wrap(octets, make([]byte, 32)))
			return list
		}}),
		made("content type of another kind", wrongValue, whole, value{attributes: func(list [][]byte) [][]byte {
			list[0] = attribute(oidContentType, oid(oidSignedData))
			return list
		}}),
		made("signing certificate of another", unclear(verify.NoSigningCertificate, verify.OtherCertificate), whole, value{attributes: func(list [][]byte) [][]byte {
			list[2][len(list[2])-1] ^= 1
			return list
		}}),
		made("signing certificate twice", wrongValue, whole, value{attributes: func(list [][]byte) [][]byte { return append(list, list[2]) }}),
		made("attributes signed under another tag", brokenValue, broken, value{wrongTag: true}),
		made("two signers", wrongValue, whole, value{signers: func(one []byte) []byte { return slices.Concat(one, one) }}),
		made("no signer", wrongValue, "broken whole", value{signers: func([]byte) []byte { return nil }}),
		made("no signed data", wrongValue, "broken whole", value{kind: oidData}),
		made("bytes behind it", passed(verify.TrailingBytes), "intact part", value{behind: "behind"}),
		made("SHA-1", unclear(verify.CryptoConstraints, verify.WeakHash), whole, weak(crypto.SHA1)),
		made("MD5", unclear(verify.CryptoConstraints, verify.WeakHash), broken, weak(crypto.MD5)),
		made("SHA-1 under the name of SHA-256", brokenHash, broken, value{hash: crypto.SHA1, stated: crypto.SHA256}),
		made("PSS", passed(verify.TimeOnlyClaimed), whole, value{sign: pss(32, 32, crypto.SHA256)}),
		made("PSS with another salt than stated", brokenValue, broken, value{sign: pss(32, 20, crypto.SHA256)}),
		made("PSS without salt", unsupported, broken, value{sign: pss(32, 0, crypto.SHA256)}),
		made("PSS with a negative salt", unsupported, broken, value{sign: pss(32, -1, crypto.SHA256)}),
		made("PSS with an enormous salt", brokenValue, broken, value{sign: pss(32, 1<<40, crypto.SHA256)}),
		made("PSS with two hashes", unsupported, broken, value{sign: pss(32, 32, crypto.SHA1)}),
		made("signature of another kind than the key", brokenValue, broken, value{sign: func(key crypto.Signer, digest []byte) ([]byte, []byte) {
			return algorithm(oidECDSASHA256), must(key.Sign(rand.Reader, digest, crypto.SHA256))
		}}),
		made("signature of unknown kind", unsupported, broken, value{sign: func(key crypto.Signer, digest []byte) ([]byte, []byte) {
			return algorithm(oidData), must(key.Sign(rand.Reader, digest, crypto.SHA256))
		}}),
		made("signature of zeros", brokenValue, broken, value{signature: func(s []byte) []byte { return make([]byte, len(s)) }}),
		made("signature of nothing", brokenValue, broken, value{signature: func([]byte) []byte { return nil }}),
		made("signature cut", brokenValue, broken, value{signature: func(s []byte) []byte { return s[:len(s)-1] }}),
		made("signature with a zero before it", brokenValue, broken, value{signature: func(s []byte) []byte { return append([]byte{0}, s...) }}),
		made("no certificate of the signer", unclear(verify.NoSigningCertificate, verify.NoSignerCertificate), broken, value{bundle: []*x509.Certificate{}}),
		byCurve("curve signature of zeros", brokenValue, broken, value{signature: func([]byte) []byte { return wrap(sequence, number(0), number(0)) }}),
		byCurve("curve signature of negative numbers", brokenValue, broken, value{signature: func([]byte) []byte { return wrap(sequence, number(-1), number(-1)) }}),
		byCurve("curve signature of a text", brokenValue, broken, value{signature: func([]byte) []byte { return []byte("text") }}),
		unclear(verify.Generic, verify.UnknownAlgorithm).to("value: key that is no point of its curve", broken, offCurve),
		stranger.to("value: forger's certificate with the victim's key identifier", broken, sameKeyID),
		unclear(verify.CryptoConstraints, verify.ShortKey).to("value: RSA key of 1024 bits", whole, func(w *Workshop) []byte {
			id := must(w.PKI.Person("Trần Văn Nghĩa", "", "", pkitest.RSA1024, pkitest.Around(w.Now, 1)))
			return value{id: id}.in(w, w.genuine())
		}),
	}
}

// without leaves one of the attributes out.
func without(i int) func([][]byte) [][]byte {
	return func(list [][]byte) [][]byte { return slices.Delete(list, i, i+1) }
}

func byCurve(name string, a Answer, pdfsig string, v value) Case {
	return a.to("value: "+name, pdfsig, func(w *Workshop) []byte {
		v.id = w.person(pkitest.Leaf{})
		return v.in(w, w.genuine())
	})
}

// person issues one more person's certificate, with a key on a curve.
func (w *Workshop) person(l pkitest.Leaf) *pkitest.Identity {
	l.CommonName = "Trần Văn Nghĩa"
	if l.Kind == "" {
		l.Kind = pkitest.ECDSAP256
	}
	if l.Validity == (pkitest.Validity{}) {
		l.Validity = pkitest.Around(w.Now, 1)
	}
	return must(w.PKI.Demo.Issuer.Issue(l))
}

// offCurve moves the signer's public key off its curve.
func offCurve(w *Workshop) []byte {
	id := *w.person(pkitest.Leaf{})
	at := bytes.Index(id.Certificate.Raw, id.Certificate.RawSubjectPublicKeyInfo)
	bent := *id.Certificate
	bent.Raw = bytes.Clone(bent.Raw)
	bent.Raw[at+len(id.Certificate.RawSubjectPublicKeyInfo)-1] ^= 1
	return value{id: &id, bundle: []*x509.Certificate{&bent}}.in(w, w.genuine())
}

// sameKeyID is signed by a stranger whose certificate has the victim's key
// identifier, which names the signer; both stand in the bundle.
func sameKeyID(w *Workshop) []byte {
	fake := w.stranger()
	template := *fake.Certificate
	template.SubjectKeyId = w.PKI.Leader.Certificate.SubjectKeyId
	der := must(x509.CreateCertificate(w.random, &template, &template, fake.Key.Public(), fake.Key))
	id := &pkitest.Identity{Certificate: must(x509.ParseCertificate(der)), Key: fake.Key}
	return value{id: id, keyID: template.SubjectKeyId, bundle: append(slices.Clone(w.PKI.Leader.Chain), id.Certificate)}.in(w, w.genuine())
}
