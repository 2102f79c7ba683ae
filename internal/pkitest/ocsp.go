package pkitest

import (
	"bytes"
	"crypto/sha1"
	"crypto/x509"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// OCSPResponder answers from the register (RFC 6960) to HTTP POST. Of the faults
// it can do all of the web's and Refusal (try later), WrongNonce, NoNonce,
// OtherSubject, Stranger, Forged, Stale, FromFuture, Unknown and Bare. It knows
// every certificate of its authority: what is not revoked is good.
type OCSPResponder struct {
	Switch
	Register *Register
	// Responder signs on behalf of the authority; nil where the authority
	// itself does.
	Responder *Identity
	// ByKey names the responder by the hash of its key, not by its name.
	ByKey bool
}

// NewOCSPResponder makes a responder with a delegated certificate.
func (r *Register) NewOCSPResponder(name string, kind KeyKind, v Validity) (*OCSPResponder, error) {
	id, err := r.authority.Issue(Leaf{CommonName: name, Kind: kind, Validity: v, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning}})
	if err != nil {
		return nil, err
	}
	return &OCSPResponder{Register: r, Responder: id}, nil
}

// statusRequest is the first question of an OCSPRequest, RFC 6960 §4.1.1.
type statusRequest struct {
	hashAlgorithm, nameHash, keyHash []byte
	serial                           *big.Int
	nonce                            []byte // the extension's value; nil without
}

// ServeHTTP answers an OCSPRequest.
func (o *OCSPResponder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := o.arrive()
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRequest))
	req, ok := parseStatusRequest(body)
	if err != nil || !ok || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/ocsp-request" {
		http.Error(w, "not an OCSP request", http.StatusBadRequest)
		return
	}
	reply(w, r, f, "application/ocsp-response", o.answer(req, f))
}

// Status gives the OCSPResponse for a certificate without HTTP.
func (o *OCSPResponder) Status(cert *x509.Certificate) []byte {
	return o.answer(o.about(cert), o.ordered())
}

// about asks by SHA-1, as everybody does.
func (o *OCSPResponder) about(cert *x509.Certificate) statusRequest {
	issuer := o.Register.authority.Certificate
	name := sha1.Sum(issuer.RawSubject)
	return statusRequest{
		hashAlgorithm: der(func(b *cryptobyte.Builder) { algorithm(b, oidSHA1, true) }),
		nameHash:      name[:], keyHash: keyHash(issuer), serial: cert.SerialNumber,
	}
}

var oidNonce = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 2}

func parseStatusRequest(body []byte) (req statusRequest, ok bool) {
	in := cryptobyte.String(bytes.Clone(body))
	var outer, tbs, list, one, id, algorithm, extensions cryptobyte.String
	var present bool
	req.serial = new(big.Int)
	ok = in.ReadASN1(&outer, cbasn1.SEQUENCE) && outer.ReadASN1(&tbs, cbasn1.SEQUENCE) &&
		tbs.SkipOptionalASN1(cbasn1.Tag(0).ContextSpecific().Constructed()) &&
		tbs.SkipOptionalASN1(cbasn1.Tag(1).ContextSpecific().Constructed()) &&
		tbs.ReadASN1(&list, cbasn1.SEQUENCE) && list.ReadASN1(&one, cbasn1.SEQUENCE) && one.ReadASN1(&id, cbasn1.SEQUENCE) &&
		id.ReadASN1Element(&algorithm, cbasn1.SEQUENCE) && id.ReadASN1Bytes(&req.nameHash, cbasn1.OCTET_STRING) &&
		id.ReadASN1Bytes(&req.keyHash, cbasn1.OCTET_STRING) && id.ReadASN1Integer(req.serial) &&
		tbs.ReadOptionalASN1(&extensions, &present, cbasn1.Tag(2).ContextSpecific().Constructed())
	req.hashAlgorithm = algorithm
	if ok && present {
		req.nonce = findNonce(extensions)
	}
	return req, ok
}

func findNonce(explicit cryptobyte.String) []byte {
	var list, one cryptobyte.String
	var oid asn1.ObjectIdentifier
	var value []byte
	if !explicit.ReadASN1(&list, cbasn1.SEQUENCE) {
		return nil
	}
	for list.ReadASN1(&one, cbasn1.SEQUENCE) && one.ReadASN1ObjectIdentifier(&oid) {
		if oid.Equal(oidNonce) && one.SkipOptionalASN1(cbasn1.BOOLEAN) && one.ReadASN1Bytes(&value, cbasn1.OCTET_STRING) {
			return value
		}
	}
	return nil
}
