package verify

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
)

// checkCryptography verifies the signature's value (EN 319 102-1 §5.2.7) and
// gives the signer's certificate: of a broken signature, the one it claims.
func (f *file) checkCryptography(j *judging) *x509.Certificate {
	if j.token != nil {
		return f.checkToken(j)
	}
	signer := j.signed.Signers[0]
	digest, embedded := j.job.sum, true
	if j.SubFilter == subFilterPKCS7SHA1 {
		embedded = bytes.Equal(j.signed.Content, j.job.sum)
		digest = digestOf(signer.DigestHash, j.signed.Content)
	}
	verified, err := j.signed.Verify(signer, digest)
	if err == nil && !embedded {
		err = cms.ErrDigestMismatch
	}
	j.conclude(err)
	if verified.Certificate == nil {
		return nil
	}
	j.Algorithm = verified.Algorithm.String()
	j.checkStrength(verified, signer)
	j.bound = verified.Bound
	if err == nil && !verified.Bound {
		j.warn(NotBound, nil)
	}
	return verified.Certificate
}

// digestOf is nil for a hash that is not known.
func digestOf(hash crypto.Hash, content []byte) []byte {
	if hash == 0 {
		return nil
	}
	h := hash.New()
	h.Write(content)
	return h.Sum(nil)
}

// conclude turns the answer of package cms into the standard's terms.
func (j *judging) conclude(err error) {
	switch {
	case err == nil:
		j.Integrity = Intact
	case errors.Is(err, cms.ErrDigestMismatch):
		j.Integrity = Broken
		j.fail(HashFailure, ContentChanged, nil)
	case errors.Is(err, cms.ErrSignatureInvalid):
		j.Integrity = Broken
		j.fail(SigCryptoFailure, SignatureWrong, nil)
	case errors.Is(err, cms.ErrOtherCertificate):
		j.doubt(NoSigningCertificate, OtherCertificate, nil)
	case errors.Is(err, cms.ErrNoCertificate):
		j.doubt(NoSigningCertificate, NoSignerCertificate, nil)
	case errors.Is(err, cms.ErrUnsupported):
		_, args, _ := fault.Of(err)
		j.doubt(Generic, UnknownAlgorithm, args)
	default:
		j.fail(FormatFailure, ContentsWrong, fault.Args{"detail": err.Error()})
	}
}

// checkStrength names hashes and keys that no longer prove anything
// (EN 319 102-1 §5.2.8, TT 15/2025 Appendix I).
func (j *judging) checkStrength(v cms.Verified, signer *cms.SignerInfo) {
	for _, hash := range []crypto.Hash{signer.DigestHash, v.Algorithm.Hash, j.job.hash} {
		if cms.WeakHash(hash) {
			j.doubt(CryptoConstraints, WeakHash, fault.Args{"hash": hash.String()})
			break
		}
	}
	key, short := describeKey(v.Certificate.PublicKey)
	j.Key = key
	if short {
		j.doubt(CryptoConstraints, ShortKey, fault.Args{"key": key})
	}
}
