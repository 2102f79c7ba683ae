package cms

import (
	"crypto"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// hashes names every hash met in signatures; those unsafe today too, so that a
// report can say which one it was.
var hashes = []struct {
	oid  asn1.ObjectIdentifier
	hash crypto.Hash
}{
	{oidSHA256, crypto.SHA256},
	{oidSHA384, crypto.SHA384},
	{oidSHA512, crypto.SHA512},
	{oidSHA1, crypto.SHA1},
	{oidMD5, crypto.MD5},
	{oidSHA224, crypto.SHA224},
	{oidSHA3224, crypto.SHA3_224},
	{oidSHA3256, crypto.SHA3_256},
	{oidSHA3384, crypto.SHA3_384},
	{oidSHA3512, crypto.SHA3_512},
}

// signatureAlgorithms that name scheme and hash at once.
var signatureAlgorithms = []struct {
	oid    asn1.ObjectIdentifier
	scheme Scheme
	hash   crypto.Hash
}{
	{oidRSASHA256, PKCS1v15, crypto.SHA256},
	{oidRSASHA384, PKCS1v15, crypto.SHA384},
	{oidRSASHA512, PKCS1v15, crypto.SHA512},
	{oidRSASHA224, PKCS1v15, crypto.SHA224},
	{oidRSASHA1, PKCS1v15, crypto.SHA1},
	{oidOIWSHA1WithRSA, PKCS1v15, crypto.SHA1},
	{oidRSAMD5, PKCS1v15, crypto.MD5},
	{oidECDSASHA256, ECDSA, crypto.SHA256},
	{oidECDSASHA384, ECDSA, crypto.SHA384},
	{oidECDSASHA512, ECDSA, crypto.SHA512},
	{oidECDSASHA224, ECDSA, crypto.SHA224},
	{oidECDSASHA1, ECDSA, crypto.SHA1},
}

// parseHash reads the content of an AlgorithmIdentifier; zero where unknown.
func parseHash(in cryptobyte.String) crypto.Hash {
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1ObjectIdentifier(&oid) {
		return 0
	}
	for _, h := range hashes {
		if h.oid.Equal(oid) {
			return h.hash
		}
	}
	return 0
}

// parseAlgorithm reads the content of a signature's AlgorithmIdentifier.
// rsaEncryption and ecPublicKey leave the hash to the digest algorithm
// (RFC 5754 §3.2).
func parseAlgorithm(in cryptobyte.String, digest crypto.Hash) Algorithm {
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1ObjectIdentifier(&oid) {
		return Algorithm{}
	}
	for _, a := range signatureAlgorithms {
		if a.oid.Equal(oid) {
			return Algorithm{Scheme: a.scheme, Hash: a.hash}
		}
	}
	switch {
	case oid.Equal(oidRSAEncryption):
		return Algorithm{Scheme: PKCS1v15, Hash: digest}
	case oid.Equal(oidECPublicKey):
		return Algorithm{Scheme: ECDSA, Hash: digest}
	case oid.Equal(oidRSAPSS):
		return parsePSS(in)
	}
	return Algorithm{}
}

// parsePSS reads RSASSA-PSS-params with their defaults: SHA-1, MGF1 with
// SHA-1, 20 bytes of salt (RFC 4055 §3.1).
func parsePSS(in cryptobyte.String) Algorithm {
	alg := Algorithm{Scheme: PSS, Hash: crypto.SHA1, MGFHash: crypto.SHA1, SaltLength: 20}
	var params, field, id, mgf cryptobyte.String
	var present bool
	if in.Empty() {
		return alg
	}
	if !in.ReadASN1(&params, cbasn1.SEQUENCE) || !params.ReadOptionalASN1(&field, &present, explicitTag(0)) {
		return Algorithm{}
	}
	if present {
		if !field.ReadASN1(&id, cbasn1.SEQUENCE) {
			return Algorithm{}
		}
		alg.Hash = parseHash(id)
	}
	if !params.ReadOptionalASN1(&field, &present, explicitTag(1)) {
		return Algorithm{}
	}
	if present {
		var oid asn1.ObjectIdentifier
		if !field.ReadASN1(&mgf, cbasn1.SEQUENCE) || !mgf.ReadASN1ObjectIdentifier(&oid) ||
			!oid.Equal(oidMGF1) || !mgf.ReadASN1(&id, cbasn1.SEQUENCE) {
			return Algorithm{}
		}
		alg.MGFHash = parseHash(id)
	}
	if !params.ReadOptionalASN1Integer(&alg.SaltLength, explicitTag(2), 20) || alg.SaltLength < 0 {
		return Algorithm{}
	}
	return alg
}
