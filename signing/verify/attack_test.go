package verify_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// attack is one way of deceiving a reader, and the right answer.
type attack struct {
	name   string
	forge  func(t *testing.T) []byte
	result verify.Result
	sub    verify.SubIndication
	code   fault.Code
}

func genuine(t *testing.T) []byte {
	return sign(t, pdftest.Build(pdftest.Options{Form: true, Pages: 2}), pki(t).Leader)
}

// later gives an attack that appends a revision to a signed file.
func later(edit func(t *testing.T, doc *pdf.Document, u *pdf.Update)) func(*testing.T) []byte {
	return func(t *testing.T) []byte {
		return update(t, genuine(t), func(doc *pdf.Document, u *pdf.Update) { edit(t, doc, u) })
	}
}

var evil = &pdf.Stream{Dict: pdf.Dict{}, Data: []byte("BT /Helv 18 Tf 60 700 Td (Pay 9 000 000 000) Tj ET")}

// changed is the answer to every change after signing that is not known to be
// harmless.
func changed(name string, edit func(t *testing.T, doc *pdf.Document, u *pdf.Update)) attack {
	return attack{name, later(edit), verify.TotalFailed, verify.FormatFailure, verify.ChangedAfterSigning}
}

var attacks = []attack{
	changed("content replaced", func(_ *testing.T, _ *pdf.Document, u *pdf.Update) {
		u.Set(contentRef, evil)
	}),
	changed("page shows another content", func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		page := resolve[pdf.Dict](t, doc, pageRef).Clone()
		page["Contents"] = u.Add(evil)
		u.Set(pageRef, page)
	}),
	changed("page removed", func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		pages := resolve[pdf.Dict](t, doc, pdf.Ref{Number: pdftest.PagesNumber}).Clone()
		pages["Kids"], pages["Count"] = pages["Kids"].(pdf.Array)[:1], pdf.Integer(1)
		u.Set(pdf.Ref{Number: pdftest.PagesNumber}, pages)
	}),
	changed("font replaced", func(_ *testing.T, _ *pdf.Document, u *pdf.Update) {
		u.Set(pdf.Ref{Number: pdftest.FontNumber}, pdf.Dict{
			"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type1"), "BaseFont": pdf.Name("ZapfDingbats"),
		})
	}),
	changed("other pages in the catalog", func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		root := resolve[pdf.Dict](t, doc, catalogRef).Clone()
		root["Pages"] = u.Add(resolve[pdf.Dict](t, doc, pdf.Ref{Number: pdftest.PagesNumber}))
		u.Set(catalogRef, root)
	}),
	changed("another catalog", func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		root := resolve[pdf.Dict](t, doc, catalogRef).Clone()
		root["OpenAction"] = pdf.Dict{"S": pdf.Name("JavaScript"), "JS": pdf.Text("app.alert(1)")}
		u.SetRoot(u.Add(root))
	}),
	changed("note over the text", func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		page := resolve[pdf.Dict](t, doc, pageRef).Clone()
		annots := append(pdf.Array{}, resolve[pdf.Array](t, doc, page["Annots"])...)
		page["Annots"] = append(annots, u.Add(pdf.Dict{
			"Type": pdf.Name("Annot"), "Subtype": pdf.Name("FreeText"), "Contents": pdf.Text("Đồng ý"),
			"Rect": pdf.Array{pdf.Integer(0), pdf.Integer(0), pdf.Integer(500), pdf.Integer(800)},
		}))
		u.Set(pageRef, page)
	}),
	changed("signature field removed", func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		root := resolve[pdf.Dict](t, doc, catalogRef).Clone()
		form := resolve[pdf.Dict](t, doc, root["AcroForm"]).Clone()
		fields := resolve[pdf.Array](t, doc, form["Fields"])
		form["Fields"] = fields[1:]
		root["AcroForm"] = form
		u.Set(catalogRef, root)
	}),
	changed("page that passes for a signature field", func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		root := resolve[pdf.Dict](t, doc, catalogRef).Clone()
		form := resolve[pdf.Dict](t, doc, root["AcroForm"]).Clone()
		page := resolve[pdf.Dict](t, doc, pageRef).Clone()
		page["Subtype"], page["FT"], page["T"] = pdf.Name("Widget"), pdf.Name("Sig"), pdf.Text("x")
		fields := append(pdf.Array{}, resolve[pdf.Array](t, doc, form["Fields"])...)
		form["Fields"] = append(fields, u.Add(page))
		root["AcroForm"] = form
		u.Set(catalogRef, root)
	}),
	{"unsigned tail", func(t *testing.T) []byte {
		return append(genuine(t), "\n99 0 obj (tail) endobj\n"...)
	}, verify.Indeterminate, verify.SigConstraintsFailure, verify.UnsignedTail},
	{"flipped byte", func(t *testing.T) []byte {
		return bytes.Replace(genuine(t), []byte("Page 1"), []byte("Page 7"), 1)
	}, verify.TotalFailed, verify.HashFailure, verify.ContentChanged},
	{"flipped byte of the signature's value", flipSignature, verify.TotalFailed, verify.SigCryptoFailure, verify.SignatureWrong},
	{"hole in the byte range", widenHole, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"byte range from the second byte", func(t *testing.T) []byte {
		return withByteRange(t, func(r [4]int) string { return fmt.Sprintf("[1 %d %d %d]", r[1]-1, r[2], r[3]) })
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"byte range that says it starts later", func(t *testing.T) []byte {
		return withByteRange(t, func(r [4]int) string { return fmt.Sprintf("[9 %d %d %d]", r[1], r[2], r[3]) })
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"byte range behind the end", func(t *testing.T) []byte {
		return withByteRange(t, func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1], r[2], r[3]+1) })
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"byte range that overlaps itself", func(t *testing.T) []byte {
		return withByteRange(t, func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[2], r[1], r[3]) })
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"byte range of negative numbers", func(t *testing.T) []byte {
		return withByteRange(t, func(r [4]int) string { return "[0 -1 -1 -1]" })
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"byte range of three parts", func(t *testing.T) []byte {
		return withByteRange(t, func(r [4]int) string { return fmt.Sprintf("[0 9 9 1 %d 9]", r[2]) })
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"byte range null", func(t *testing.T) []byte {
		return withByteRange(t, func([4]int) string { return "null" })
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"byte range missing", func(t *testing.T) []byte {
		return bytes.Replace(genuine(t), []byte("/ByteRange"), []byte("/BiteRange"), 1)
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"contents missing", func(t *testing.T) []byte {
		return renameContents(t, genuine(t))
	}, verify.TotalFailed, verify.FormatFailure, verify.ByteRangeWrong},
	{"contents empty", func(t *testing.T) []byte {
		file := genuine(t)
		from, to := hole(t, file)
		copy(file[from:to], "<"+string(bytes.Repeat([]byte{'0'}, to-from-2))+">")
		return file
	}, verify.TotalFailed, verify.FormatFailure, verify.ContentsWrong},
	{"objects hidden in contents", hideObjects, verify.TotalFailed, verify.FormatFailure, verify.ContentsWrong},
	{"signature of another document", wrapped, verify.TotalFailed, verify.HashFailure, verify.ContentChanged},
	{"victim's certificate bundled beside the forger's", impostor, verify.Indeterminate, verify.NoCertificateChain, verify.Untrusted},
	{"missing object supplied later", suppliedLater, verify.TotalFailed, verify.FormatFailure, verify.ChangedAfterSigning},
	{"content that was called metadata", calledMetadata, verify.TotalFailed, verify.FormatFailure, verify.ChangedAfterSigning},
	{"certified against all changes, then filled", func(t *testing.T) []byte {
		certified := sign(t, pdftest.Build(pdftest.Options{Form: true}), pki(t).Leader, func(r *pades.Request) { r.Certify = pades.NoChanges })
		return update(t, certified, func(doc *pdf.Document, u *pdf.Update) { fill(t, doc, u, "other") })
	}, verify.TotalFailed, verify.FormatFailure, verify.CertificationBroken},
	{"locked field filled", func(t *testing.T) []byte {
		locked := sign(t, pdftest.Build(pdftest.Options{Form: true, Lock: "<</Type /SigFieldLock /Action /Include /Fields [(Note)]>>"}),
			pki(t).Leader, func(r *pades.Request) { r.Field, r.Appearance = "Approval", blank })
		return update(t, locked, func(doc *pdf.Document, u *pdf.Update) { fill(t, doc, u, "other") })
	}, verify.TotalFailed, verify.FormatFailure, verify.LockBroken},
}

func TestAttacks(t *testing.T) {
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			report := check(t, a.forge(t))
			require.NotEmpty(t, report.Signatures)
			s := report.Signatures[0]
			assert.Equal(t, a.result, s.Result, "%+v", s.Reasons)
			assert.Equal(t, a.sub, s.SubIndication)
			assert.Contains(t, codes(s.Reasons), a.code)
			assert.NotEqual(t, verify.TotalPassed, report.Result)
		})
	}
}

// fill gives the text field of the sample form another value.
func fill(t *testing.T, doc *pdf.Document, u *pdf.Update, value string) {
	ref := pdf.Ref{Number: pdftest.TextFieldNumber}
	field := resolve[pdf.Dict](t, doc, ref).Clone()
	field["V"] = pdf.Text(value)
	u.Set(ref, field)
}

func TestHarmlessChanges(t *testing.T) {
	for name, c := range map[string]struct {
		edit  func(t *testing.T, doc *pdf.Document, u *pdf.Update)
		class verify.LaterChanges
	}{
		"form filled": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) { fill(t, doc, u, "filled") }, verify.SigningAndForms},
		"the same written anew": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			u.Set(pageRef, resolve[pdf.Dict](t, doc, pageRef))
			u.Set(contentRef, &pdf.Stream{Dict: pdf.Dict{}, Data: rawData(t, doc, contentRef)})
		}, verify.NoChanges},
		"an object nobody refers to": {func(_ *testing.T, _ *pdf.Document, u *pdf.Update) { u.Add(evil) }, verify.NoChanges},
		"security store": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			root := resolve[pdf.Dict](t, doc, catalogRef).Clone()
			root["DSS"] = u.Add(pdf.Dict{"Type": pdf.Name("DSS"), "Certs": pdf.Array{u.Add(evil)}})
			u.Set(catalogRef, root)
		}, verify.SigningAndForms},
	} {
		s := only(t, check(t, later(c.edit)(t)))
		assert.Equal(t, verify.TotalPassed, s.Result, "%s %+v", name, s.Reasons)
		assert.Equal(t, c.class, s.LaterChanges, name)
		assert.False(t, s.Coverage.WholeDocument, name)
	}
}

// Every level that is compared twice doubles the work.
func TestDeepNestingIsComparedOnce(t *testing.T) {
	var deep pdf.Object = pdf.Dict{}
	for range 100 {
		deep = pdf.Dict{"A": deep}
	}
	var ref pdf.Ref
	file := update(t, pdftest.Build(pdftest.Options{}), func(_ *pdf.Document, u *pdf.Update) { ref = u.Add(deep) })
	file = update(t, sign(t, file, pki(t).Leader), func(_ *pdf.Document, u *pdf.Update) { u.Set(ref, deep) })
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	done := make(chan *verify.Report, 1)
	go func() { done <- check(t, file) }()
	select {
	case report := <-done:
		assert.Equal(t, verify.TotalPassed, report.Result)
	case <-ctx.Done():
		t.Fatal("comparison does not end")
	}
}

func rawData(t *testing.T, doc *pdf.Document, ref pdf.Ref) []byte {
	data, err := doc.RawData(resolve[*pdf.Stream](t, doc, ref))
	require.NoError(t, err)
	return data
}

func TestZerosBehindTheEndAreNothing(t *testing.T) {
	s := only(t, check(t, append(genuine(t), "\r\n\x00\x00"...)))
	assert.Equal(t, verify.TotalPassed, s.Result)
	assert.False(t, s.Coverage.WholeDocument)
	assert.Equal(t, verify.NoChanges, s.LaterChanges)
}

func TestOrphansAreNoSignatures(t *testing.T) {
	file := update(t, pdftest.Build(pdftest.Options{}), func(_ *pdf.Document, u *pdf.Update) {
		u.Add(pdf.Dict{
			"Type": pdf.Name("Sig"), "Filter": pdf.Name("Adobe.PPKLite"), "SubFilter": pdf.Name("adbe.pkcs7.detached"),
			"ByteRange": pdf.Array{pdf.Integer(0), pdf.Integer(9), pdf.Integer(10), pdf.Integer(9)}, "Contents": pdf.String("abc"),
		})
	})
	report := check(t, file)
	assert.Empty(t, report.Signatures)
	assert.Equal(t, verify.NoSignature, report.Result)
	assert.Equal(t, 1, report.Orphans)
	assert.Equal(t, []fault.Code{verify.OrphansFound}, codes(report.Warnings))
	assert.Zero(t, check(t, genuine(t)).Orphans)
}

// pdfsig sees the same where it looks: broken bytes are broken for both, and it
// calls a signature over an earlier revision "not total document".
func TestPdfsigOnAttacks(t *testing.T) {
	for _, a := range attacks {
		if a.sub != verify.HashFailure && a.sub != verify.SigCryptoFailure && a.code != verify.ChangedAfterSigning {
			continue
		}
		said := pdfsig(t, a.forge(t))
		for _, s := range said {
			if a.code == verify.ChangedAfterSigning {
				assert.False(t, s.Whole, a.name)
			} else {
				assert.False(t, s.Valid, a.name)
			}
		}
	}
}

var byteRange = regexp.MustCompile(`/ByteRange ?\[ ?(\d+) +(\d+) +(\d+) +(\d+) *\]`)

// ranges reads the first ByteRange of a file and where it stands.
func ranges(t *testing.T, file []byte) (r [4]int, from, to int) {
	t.Helper()
	m := byteRange.FindSubmatchIndex(file)
	require.NotNil(t, m)
	for i := range r {
		n, err := strconv.Atoi(string(file[m[2+2*i]:m[3+2*i]]))
		require.NoError(t, err)
		r[i] = n
	}
	return r, m[0] + len("/ByteRange"), m[1]
}

func hole(t *testing.T, file []byte) (from, to int) {
	r, _, _ := ranges(t, file)
	return r[1], r[2]
}

// withByteRange writes another ByteRange of the same length into the file.
func withByteRange(t *testing.T, other func([4]int) string) []byte {
	file := genuine(t)
	r, from, to := ranges(t, file)
	text := other(r)
	require.LessOrEqual(t, len(text), to-from-1)
	copy(file[from:to], fmt.Sprintf(" %-*s", to-from-1, text))
	return file
}

// resign makes a signature of one's own over a file's ranges, as a forger with
// a key can, and puts it into the hole.
func resign(t *testing.T, file []byte, id *pkitest.Identity) []byte {
	r, _, _ := ranges(t, file)
	h := crypto.SHA256.New()
	h.Write(file[:r[1]])
	h.Write(file[r[2] : r[2]+r[3]])
	der, err := cms.Sign(context.Background(), id.Key, cms.Request{Digest: h.Sum(nil), Hash: crypto.SHA256, Chain: id.Chain})
	require.NoError(t, err)
	from, to := hole(t, file)
	from = bytes.IndexByte(file[from:to], '<') + from
	copy(file[from+1:], hex.EncodeToString(der))
	return file
}

// widenHole leaves a byte before the signature's value out of the range: cryptography
// agrees, but something unsigned has a place.
func widenHole(t *testing.T) []byte {
	file := withByteRange(t, func(r [4]int) string { return fmt.Sprintf("[0 %d %d %d]", r[1]-1, r[2], r[3]) })
	return resign(t, file, pki(t).Leader)
}

func flipSignature(t *testing.T) []byte {
	file := genuine(t)
	from, to := hole(t, file)
	end := from + len(bytes.TrimRight(file[from:to-1], "0"))
	digit := &file[end-8]
	if *digit == '1' {
		*digit = '2'
	} else {
		*digit = '1'
	}
	return file
}

func renameContents(t *testing.T, file []byte) []byte {
	from, _ := hole(t, file)
	at := bytes.LastIndex(file[:from], []byte("/Contents"))
	require.Positive(t, at)
	copy(file[at:], "/Cantents")
	return file
}

// hideObjects puts something else than digits between < and >.
func hideObjects(t *testing.T) []byte {
	file := genuine(t)
	_, to := hole(t, file)
	copy(file[to-40:], "\n9 0 obj (hidden) endobj\n")
	return file
}

// wrapped copies the value of a genuine signature into another document that
// was signed by the forger.
func wrapped(t *testing.T) []byte {
	victim := genuine(t)
	forger, err := pkitest.NewDemo(rand.Reader, now)
	require.NoError(t, err)
	file := sign(t, pdftest.Build(pdftest.Options{Pages: 7}), forger.Leader)
	from, to := hole(t, victim)
	at, end := hole(t, file)
	require.Equal(t, to-from, end-at)
	copy(file[at:end], victim[from:to])
	return file
}

// impostor signs with a self-made certificate of the victim's name and puts the
// victim's genuine chain beside it.
func impostor(t *testing.T) []byte {
	root, err := pkitest.NewRoot(rand.Reader, pkitest.DemoIssuerName, pkitest.ECDSAP256, pkitest.Around(now, 5))
	require.NoError(t, err)
	fake, err := root.Issue(pkitest.Leaf{
		CommonName: pkitest.DemoLeader, Organisation: pkitest.DemoAgency,
		Title: pkitest.DemoTitle, Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 1),
	})
	require.NoError(t, err)
	fake.Chain = append([]*x509.Certificate{fake.Certificate}, pki(t).Leader.Chain...)
	return sign(t, pdftest.Build(pdftest.Options{}), fake)
}

// suppliedLater has the page show an object that is missing when it is signed:
// the signer sees nothing there.
func suppliedLater(t *testing.T) []byte {
	file := update(t, pdftest.Build(pdftest.Options{}), func(doc *pdf.Document, u *pdf.Update) {
		page := resolve[pdf.Dict](t, doc, pageRef).Clone()
		page["Contents"] = pdf.Array{contentRef, pdf.Ref{Number: 500}}
		u.Set(pageRef, page)
	})
	return update(t, sign(t, file, pki(t).Leader), func(_ *pdf.Document, u *pdf.Update) {
		u.Set(pdf.Ref{Number: 500}, evil)
	})
}

// calledMetadata has a page's content serve as the catalog's metadata too.
func calledMetadata(t *testing.T) []byte {
	file := update(t, pdftest.Build(pdftest.Options{}), func(doc *pdf.Document, u *pdf.Update) {
		root := resolve[pdf.Dict](t, doc, catalogRef).Clone()
		root["Metadata"] = contentRef
		u.Set(catalogRef, root)
	})
	return update(t, sign(t, file, pki(t).Leader), func(_ *pdf.Document, u *pdf.Update) { u.Set(contentRef, evil) })
}
