package pkitest

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"sync"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/clock"
)

// TSA is a time stamping authority (RFC 3161) behind HTTP POST. Of the faults it
// can do all of the web's and Refusal, WrongNonce, NoNonce, OtherSubject,
// Stranger, Forged, Stale (of before its certificate), FromFuture (of after),
// Unbound, BoundToOther, Bare, Critical and OtherVersion. It may serve many requests at once.
type TSA struct {
	Switch
	// Identity signs the tokens; any certificate will do, so that wrong ones
	// can be tried.
	Identity *Identity
	Clock    clock.Clock
	// User and Password are asked for where User is not empty.
	User, Password string

	mu     sync.Mutex // over random and serial
	random io.Reader
	serial int64
}

// NewTSA gives the authority a time stamping service with a certificate of its
// own.
func (a *Authority) NewTSA(name string, kind KeyKind, v Validity, c clock.Clock) (*TSA, error) {
	id, err := a.Issue(Leaf{CommonName: name, Kind: kind, Validity: v, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}})
	if err != nil {
		return nil, err
	}
	return a.TSAOf(id, c), nil
}

// TSAOf makes a time stamping service that signs with a given certificate.
func (a *Authority) TSAOf(id *Identity, c clock.Clock) *TSA {
	return &TSA{Identity: id, Clock: c, random: a.random}
}

// stampRequest is TimeStampReq, RFC 3161 §2.4.1.
type stampRequest struct {
	algorithm []byte // AlgorithmIdentifier
	digest    []byte
	nonce     *big.Int // nil without
	certReq   bool
}

const maxRequest = 1 << 16

// ServeHTTP answers a TimeStampReq.
func (t *TSA) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := t.arrive()
	if user, password, _ := r.BasicAuth(); t.User != "" && (user != t.User || password != t.Password) {
		f = Login
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRequest))
	req, ok := parseStampRequest(body)
	if err != nil || !ok || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/timestamp-query" {
		http.Error(w, "not a time stamp query", http.StatusBadRequest)
		return
	}
	reply(w, r, f, "application/timestamp-reply", t.answer(req, f))
}

// Answer gives the TimeStampResp to a TimeStampReq without HTTP.
func (t *TSA) Answer(request []byte) ([]byte, bool) {
	req, ok := parseStampRequest(request)
	if !ok {
		return nil, false
	}
	return t.answer(req, t.ordered()), true
}

// answer is TimeStampResp, RFC 3161 §2.4.2.
func (t *TSA) answer(req stampRequest, f Fault) []byte {
	const granted, rejection = 0, 2
	return der(func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			if f != Refusal {
				sequence(b, func(b *cryptobyte.Builder) { b.AddASN1Int64(granted) })
				b.AddBytes(t.token(req, f))
				return
			}
			sequence(b, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(rejection)
				sequence(b, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.UTF8String, func(b *cryptobyte.Builder) { b.AddBytes([]byte("hết hạn mức")) })
				})
				b.AddASN1(cbasn1.BIT_STRING, func(b *cryptobyte.Builder) { b.AddBytes([]byte{0, 0, 1}) }) // unacceptedPolicy
			})
		})
	})
}

func parseStampRequest(body []byte) (req stampRequest, ok bool) {
	in := cryptobyte.String(bytes.Clone(body))
	var seq, imprint, algorithm cryptobyte.String
	var digest []byte
	var version int64
	ok = in.ReadASN1(&seq, cbasn1.SEQUENCE) && in.Empty() && seq.ReadASN1Integer(&version) && version == 1 &&
		seq.ReadASN1(&imprint, cbasn1.SEQUENCE) && imprint.ReadASN1Element(&algorithm, cbasn1.SEQUENCE) &&
		imprint.ReadASN1Bytes(&digest, cbasn1.OCTET_STRING) && seq.SkipOptionalASN1(cbasn1.OBJECT_IDENTIFIER)
	if ok && seq.PeekASN1Tag(cbasn1.INTEGER) {
		req.nonce = new(big.Int)
		ok = seq.ReadASN1Integer(req.nonce)
	}
	if ok && seq.PeekASN1Tag(cbasn1.BOOLEAN) {
		ok = seq.ReadASN1Boolean(&req.certReq)
	}
	ok = ok && seq.Empty()
	req.algorithm, req.digest = algorithm, digest
	return req, ok
}

var oidPolicy = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 99999, 1}
