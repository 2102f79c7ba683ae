package timestamp

import (
	"crypto"
	"encoding/asn1"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/asn1time"
	"github.com/vanthu/vanthu/signing/cms"
)

// Info is what the authority states: TSTInfo, RFC 3161 §2.4.2.
type Info struct {
	Policy asn1.ObjectIdentifier
	// Hash is zero where it is unknown to us.
	Hash crypto.Hash
	// Imprint is the digest that was there at Time.
	Imprint []byte
	Serial  *big.Int
	Time    time.Time // UTC
	// Accuracy is how far Time may be off to either side; zero where the
	// authority does not say.
	Accuracy time.Duration
	Nonce    *big.Int // nil without
}

func parseInfo(content []byte) (info Info, err error) {
	in := cryptobyte.String(content)
	var body cryptobyte.String
	var version int64
	info.Serial = new(big.Int)
	if !in.ReadASN1(&body, cbasn1.SEQUENCE) || !in.Empty() || !body.ReadASN1Integer(&version) || version != 1 ||
		!body.ReadASN1ObjectIdentifier(&info.Policy) || !info.parseImprint(&body) || !body.ReadASN1Integer(info.Serial) {
		return info, malformed("TSTInfo", nil)
	}
	var ok bool
	if info.Time, ok = asn1time.Read(&body); !ok {
		return info, malformed("time in TSTInfo", nil)
	}
	if !info.parseAccuracy(&body) || !info.parseTail(&body) {
		return info, malformed("TSTInfo behind its time", nil)
	}
	return info, nil
}

func (info *Info) parseImprint(body *cryptobyte.String) bool {
	var imprint, algorithm, digest cryptobyte.String
	if !body.ReadASN1(&imprint, cbasn1.SEQUENCE) || !imprint.ReadASN1Element(&algorithm, cbasn1.SEQUENCE) ||
		!imprint.ReadASN1(&digest, cbasn1.OCTET_STRING) {
		return false
	}
	info.Hash, info.Imprint = cms.HashOf(algorithm), digest
	return info.Hash == 0 || info.Hash.Size() == len(digest)
}

// maxAccuracy is more than any clock that deserves the name is off.
const maxAccuracy = 24 * time.Hour

// parseAccuracy adds up seconds, [0] milliseconds and [1] microseconds.
func (info *Info) parseAccuracy(body *cryptobyte.String) bool {
	if !body.PeekASN1Tag(cbasn1.SEQUENCE) {
		return true
	}
	var accuracy cryptobyte.String
	var seconds int64
	if !body.ReadASN1(&accuracy, cbasn1.SEQUENCE) {
		return false
	}
	if accuracy.PeekASN1Tag(cbasn1.INTEGER) && !accuracy.ReadASN1Integer(&seconds) {
		return false
	}
	milli, ok1 := readFraction(&accuracy, 0)
	micro, ok2 := readFraction(&accuracy, 1)
	if !ok1 || !ok2 || seconds < 0 || seconds > int64(maxAccuracy/time.Second) {
		return false
	}
	info.Accuracy = time.Duration(seconds)*time.Second + milli*time.Millisecond + micro*time.Microsecond
	return true
}

// readFraction reads an implicitly tagged integer from 0 to 999.
func readFraction(s *cryptobyte.String, n uint8) (time.Duration, bool) {
	tag := cbasn1.Tag(n).ContextSpecific()
	if !s.PeekASN1Tag(tag) {
		return 0, true
	}
	var value int64
	ok := s.ReadASN1Int64WithTag(&value, tag)
	return time.Duration(value), ok && value >= 0 && value <= 999
}

// parseTail reads ordering, nonce, tsa and extensions. A critical extension
// would change the meaning in a way that is not known here.
func (info *Info) parseTail(body *cryptobyte.String) bool {
	if body.PeekASN1Tag(cbasn1.BOOLEAN) && !body.SkipASN1(cbasn1.BOOLEAN) {
		return false
	}
	if body.PeekASN1Tag(cbasn1.INTEGER) {
		info.Nonce = new(big.Int)
		if !body.ReadASN1Integer(info.Nonce) {
			return false
		}
	}
	var extensions cryptobyte.String
	if !body.SkipOptionalASN1(cbasn1.Tag(0).ContextSpecific().Constructed()) ||
		!body.ReadOptionalASN1(&extensions, nil, cbasn1.Tag(1).ContextSpecific().Constructed()) || !body.Empty() {
		return false
	}
	return noneCritical(extensions)
}

func noneCritical(extensions cryptobyte.String) bool {
	for !extensions.Empty() {
		var one cryptobyte.String
		var critical bool
		if !extensions.ReadASN1(&one, cbasn1.SEQUENCE) || !one.SkipASN1(cbasn1.OBJECT_IDENTIFIER) {
			return false
		}
		if one.PeekASN1Tag(cbasn1.BOOLEAN) && (!one.ReadASN1Boolean(&critical) || critical) {
			return false
		}
	}
	return true
}
