package revocation

import (
	"crypto"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/asn1time"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
)

// ocspAnswer is a SingleResponse.
type ocspAnswer struct {
	hash              crypto.Hash
	nameHash, keyHash []byte
	serial            *big.Int

	status     Status
	revokedAt  time.Time
	reason     Reason
	this, next time.Time
	retained   time.Time
}

func (o *ocspResponse) parseAnswers(list cryptobyte.String) error {
	for !list.Empty() {
		var one cryptobyte.String
		if len(o.answers) == maxAnswers || !list.ReadASN1(&one, cbasn1.SEQUENCE) {
			return malformed(OCSP, "answers")
		}
		answer, err := parseAnswer(one)
		if err != nil {
			return err
		}
		o.answers = append(o.answers, answer)
	}
	return nil
}

func parseAnswer(in cryptobyte.String) (a ocspAnswer, err error) {
	var id, algorithm, nameHash, keyHash, next, extensions cryptobyte.String
	var present, ok bool
	a.serial = new(big.Int)
	if !in.ReadASN1(&id, cbasn1.SEQUENCE) || !id.ReadASN1Element(&algorithm, cbasn1.SEQUENCE) ||
		!id.ReadASN1(&nameHash, cbasn1.OCTET_STRING) || !id.ReadASN1(&keyHash, cbasn1.OCTET_STRING) || !id.ReadASN1Integer(a.serial) {
		return a, malformed(OCSP, "certificate's name")
	}
	a.hash, a.nameHash, a.keyHash = cms.HashOf(algorithm), nameHash, keyHash
	if !a.parseStatus(&in) {
		return a, malformed(OCSP, "status")
	}
	if a.this, ok = asn1time.Read(&in); !ok || !in.ReadOptionalASN1(&next, &present, explicitTag(0)) {
		return a, malformed(OCSP, "time of an answer")
	}
	if present {
		if a.next, ok = asn1time.Read(&next); !ok {
			return a, malformed(OCSP, "time of an answer")
		}
	}
	if !in.ReadOptionalASN1(&extensions, nil, explicitTag(1)) {
		return a, malformed(OCSP, "end of an answer")
	}
	return a, a.parseExtensions(extensions)
}

func (a *ocspAnswer) parseExtensions(explicit cryptobyte.String) error {
	list, ok := readExtensions(explicit)
	if !ok {
		return malformed(OCSP, "extensions of an answer")
	}
	for _, e := range list {
		switch {
		case e.id.Equal(oidArchiveCutoff):
			if a.retained, ok = asn1time.Read(&e.value); !ok {
				return malformed(OCSP, "archive cutoff")
			}
		case e.critical:
			return fault.New(ErrUnsupported, fault.Args{"source": OCSP, "what": e.id.String()}, nil)
		}
	}
	return nil
}

// parseStatus reads the choice CertStatus.
func (a *ocspAnswer) parseStatus(in *cryptobyte.String) bool {
	var value, reason cryptobyte.String
	var tag cbasn1.Tag
	var present, ok bool
	if !in.ReadAnyASN1(&value, &tag) {
		return false
	}
	switch tag {
	case cbasn1.Tag(0).ContextSpecific():
		a.status = Good
	case cbasn1.Tag(2).ContextSpecific():
		a.status = Unknown
	case explicitTag(1):
		a.status = Revoked
		if a.revokedAt, ok = asn1time.Read(&value); !ok || !value.ReadOptionalASN1(&reason, &present, explicitTag(0)) {
			return false
		}
		var n int
		if present && !reason.ReadASN1Enum(&n) {
			return false
		}
		a.reason = Reason(n)
	default:
		return false
	}
	return true
}
