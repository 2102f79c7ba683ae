package pades

import (
	"crypto"
	"crypto/x509"
	"strings"
	"time"

	"github.com/vanthu/vanthu/signing/pdf"
)

// Request says who signs and how.
type Request struct {
	// Chain has the signer's certificate first.
	Chain []*x509.Certificate
	// Key is used by SignFile only.
	Key crypto.Signer
	// PSS asks for RSASSA-PSS of an RSA key.
	PSS bool
	// Hash is of the document; where zero it is the one that the field demands,
	// else SHA-256.
	Hash crypto.Hash

	// Time is the claimed signing time, written as /M.
	Time time.Time
	// Name is the signer's; the certificate's common name where empty.
	Name                      string
	Reason, Location, Contact string

	// Field names an empty signature field to sign in, or a new one to make;
	// where empty a new one gets the next free name.
	Field string
	// Visible places the signature on a page; nil leaves it invisible. A field
	// that exists keeps its own place.
	Visible *Visible
	// Appearance draws what is seen; needed with Visible and for fields that
	// have a place. Says tells in words what it shows where that is more than who
	// signed; for a new field.
	Appearance Appearance
	Says       string
	// Elsewhere are further places that the signature shows in.
	Elsewhere []Mark
	// Fill are texts that are entered into fields along with the signature, which
	// locks them. Lock names further fields that nobody may change after it. An
	// existing signature field has its own /Lock and locks no others.
	Fill []Fill
	Lock []string
	// Certify makes a certification signature; the zero value an approval.
	Certify Permission

	// TimeStamped and RevocationStored promise that the caller puts a time stamp
	// into the CMS before Finish, and revocation data into the file behind it;
	// fields can demand either.
	TimeStamped, RevocationStored bool

	// Room reserved for the CMS, in bytes; where zero, 16 KiB or what the chain
	// needs.
	Room int
}

// Visible is a rectangle in millimetres from the top left corner of the page as
// it is seen, that is after /Rotate and within /CropBox. One that would run off
// the page is moved onto it, and shrunk in proportion where it is larger than
// the page. Result tells where it came to stand.
type Visible struct {
	Page                int // from 1; -1 is the last one
	X, Y, Width, Height float64
}

// Appearance makes the form XObject of a signature for a box of points as seen
// on a page with the given /Rotate; the form's /Matrix turns it upright.
type Appearance func(width, height float64, rotate int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error)

// Permission is what a certification allows later (ISO 32000-2 table 257).
type Permission int

// The permissions; Approval certifies nothing.
const (
	Approval       Permission = 0
	NoChanges      Permission = 1
	FillAndSign    Permission = 2
	AnnotateAsWell Permission = 3
)

// Result tells what was written.
type Result struct {
	Field     string
	ByteRange [4]int64
	Size      int64  // of the target, in bytes
	Signature int    // length of the CMS in bytes
	Digest    []byte // of the signed ranges
	// Visible is where a new visible field stands; nil for others, and in a
	// document without any page, which can show nothing.
	Visible *Visible
}

const (
	defaultRoom   = 16 << 10
	signatureRoom = 4 << 10  // a signature without certificates
	stampRoom     = 16 << 10 // a time stamp with its authority's chain
)

// usualRoom is for a CMS without a time stamp.
func (r Request) usualRoom() int {
	room := signatureRoom
	for _, cert := range r.Chain {
		room += len(cert.Raw)
	}
	return max(room, defaultRoom)
}

func (r Request) checked() (Request, error) {
	if len(r.Chain) == 0 {
		return r, badRequest("no certificate")
	}
	if r.Certify < Approval || r.Certify > AnnotateAsWell {
		return r, badRequest("unknown permission")
	}
	if v := r.Visible; v != nil && !drawable(*v, r.Appearance) {
		return r, badRequest("visible signature without size or appearance")
	}
	for _, m := range r.Elsewhere {
		if m.Field == "" || strings.Contains(m.Field, ".") || !drawable(m.Visible, m.Appearance) {
			return r, badRequest("mark without name, size or appearance")
		}
	}
	if r.Hash != 0 && !r.Hash.Available() {
		return r, badRequest("unknown hash")
	}
	if r.Room == 0 {
		r.Room = r.usualRoom()
	}
	if r.Name == "" {
		r.Name = r.Chain[0].Subject.CommonName
	}
	return r, nil
}

func drawable(v Visible, look Appearance) bool { return look != nil && v.Width > 0 && v.Height > 0 }
