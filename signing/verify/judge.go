package verify

import (
	"context"
	"crypto"
	"crypto/x509"
	"fmt"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// The formats of signature values: ISO 32000-2 table 255 and §12.8.3,
// EN 319 142-1 §5.3 and §5.4.3.
const (
	subFilterCAdES     = "ETSI.CAdES.detached"
	subFilterPKCS7     = "adbe.pkcs7.detached"
	subFilterPKCS7SHA1 = "adbe.pkcs7.sha1"
	subFilterTimeStamp = "ETSI.RFC3161"
)

// judging is one signature under judgement.
type judging struct {
	Signature
	field  pdf.SignatureField
	cover  cover
	signed *cms.SignedData
	token  *timestamp.Token // of a document time stamp, else nil
	job    *job             // nil where there is nothing to hash

	certificate *x509.Certificate // the signer's; nil where it is not known
	bound       bool              // the signature names it
	proof       *TimeProof        // of the time; nil where nothing proves it
	evaluation  *evaluation       // of the certificate
}

// judgeAll opens every signature, hashes the file once for all of them, checks
// what was signed, then judges each: what came after one may be the others.
func (f *file) judgeAll(ctx context.Context, fields []pdf.SignatureField) ([]Signature, error) {
	var jobs []*job
	for _, field := range fields {
		j, err := f.begin(field)
		if err != nil {
			return nil, err
		}
		f.judgings = append(f.judgings, j)
		if j.job != nil {
			jobs = append(jobs, j.job)
		}
	}
	if err := digestAll(ctx, f.reader, jobs); err != nil {
		return nil, err
	}
	f.standing = map[pdf.Ref]*judging{}
	for _, j := range f.judgings {
		if j.job != nil {
			j.certificate = f.checkCryptography(j)
		}
		f.stand(j)
	}
	if err := f.proveTimes(ctx); err != nil {
		return nil, err
	}
	if err := f.evaluateAll(ctx); err != nil {
		return nil, err
	}
	out := make([]Signature, 0, len(f.judgings))
	for _, j := range f.judgings {
		if err := f.judge(ctx, j); err != nil {
			return nil, err
		}
		out = append(out, j.Signature)
	}
	return out, nil
}

// stand enters the fields that a signature stands in. Of several only those count
// that were there when it was made: somebody may give its dictionary to another
// field later.
func (f *file) stand(j *judging) {
	twins := f.twins[j.field.ValueRef]
	if len(twins) < 2 {
		f.standing[j.field.Ref] = j
		return
	}
	for _, field := range twins {
		if f.doc.Before(field.Number, j.cover.end) {
			f.standing[field] = j
		}
	}
}

// stands tells that a signature is intact and covers a revision of the file,
// whoever made it.
func (j *judging) stands() bool { return j.Integrity == Intact && j.Coverage.Revision > 0 }

// begin checks the format (EN 319 102-1 §5.2.2) and says what has to be hashed.
func (f *file) begin(field pdf.SignatureField) (*judging, error) {
	j := &judging{field: field, Signature: f.describe(field)}
	c, detail := checkRange(field, f.size)
	if detail != "" {
		j.fail(FormatFailure, ByteRangeWrong, fault.Args{"detail": detail})
		return j, nil
	}
	j.cover = c
	j.Coverage = f.coverage(c)
	der, err := f.readContents(c)
	if err != nil {
		return nil, err
	}
	if der == nil {
		j.fail(FormatFailure, ContentsWrong, fault.Args{"detail": "not one hexadecimal string"})
		return j, nil
	}
	j.open(der)
	return j, nil
}

// open parses the signature's value.
func (j *judging) open(der []byte) {
	signed, err := cms.Parse(der)
	if err != nil {
		j.fail(FormatFailure, ContentsWrong, fault.Args{"detail": err.Error()})
		return
	}
	if len(signed.Signers) != 1 {
		j.fail(FormatFailure, ContentsWrong, fault.Args{"detail": fmt.Sprintf("%d signers in one signature", len(signed.Signers))})
		return
	}
	if signed.Trailing {
		j.warn(TrailingBytes, nil)
	}
	hash, err := j.hashOf(signed, der)
	if err != nil {
		j.fail(FormatFailure, ContentsWrong, fault.Args{"detail": err.Error()})
		return
	}
	if hash == 0 {
		j.doubt(Generic, j.unknown(), fault.Args{"what": j.SubFilter})
		return
	}
	j.signed = signed
	j.job = &job{cover: j.cover, hash: hash}
}

// hashOf says by which hash the file's bytes enter the signature; zero where
// that is unknown.
func (j *judging) hashOf(signed *cms.SignedData, der []byte) (crypto.Hash, error) {
	switch j.SubFilter {
	case subFilterCAdES, subFilterPKCS7:
		return signed.Signers[0].DigestHash, nil
	case subFilterPKCS7SHA1:
		return crypto.SHA1, nil
	case subFilterTimeStamp:
		var err error
		if j.token, err = timestamp.Parse(der); err != nil {
			return 0, err
		}
		return j.token.Hash, nil
	}
	return 0, nil
}

func (j *judging) unknown() fault.Code {
	switch j.SubFilter {
	case subFilterCAdES, subFilterPKCS7, subFilterTimeStamp:
		return UnknownAlgorithm
	}
	return UnknownFormat
}

// judge goes through the building blocks that follow on cryptographic
// verification: what came after, then the signer's certificate.
func (f *file) judge(ctx context.Context, j *judging) error {
	if j.job == nil {
		return nil
	}
	if err := f.checkChanges(ctx, j); err != nil {
		return err
	}
	if j.certificate != nil {
		f.checkSigner(j)
	}
	return nil
}
