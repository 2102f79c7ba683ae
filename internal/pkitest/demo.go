package pkitest

import (
	"fmt"
	"io"
	"time"
)

// Names of the demonstration.
const (
	DemoRootName   = "CA gốc Demo Văn Thư"
	DemoIssuerName = "CA Demo Văn Thư"
	DemoLeader     = "Nguyễn Thị Hường"
	DemoAgency     = "Ủy ban nhân dân tỉnh Mẫu"
	DemoTitle      = "Phó Chủ tịch"
)

// Demo is a root, an issuing authority below it, a leader and her agency.
type Demo struct {
	Root, Issuer   *Authority
	Leader, Agency *Identity
}

// NewDemo makes the authorities and both identities with RSA-2048 keys, as
// today's tokens hold, valid around a moment.
func NewDemo(random io.Reader, now time.Time) (*Demo, error) {
	var d Demo
	var err error
	if d.Root, err = NewRoot(random, DemoRootName, RSA2048, Around(now, 20)); err != nil {
		return nil, fmt.Errorf("demo root: %w", err)
	}
	if d.Issuer, err = d.Root.NewIntermediate(DemoIssuerName, RSA2048, Around(now, 10)); err != nil {
		return nil, fmt.Errorf("demo issuer: %w", err)
	}
	if d.Leader, err = d.Person(DemoLeader, DemoAgency, DemoTitle, RSA2048, Around(now, 3)); err != nil {
		return nil, fmt.Errorf("demo leader: %w", err)
	}
	if d.Agency, err = d.AgencySeal(DemoAgency, RSA2048, Around(now, 3)); err != nil {
		return nil, fmt.Errorf("demo agency: %w", err)
	}
	return &d, nil
}

// Person issues one more person's certificate.
func (d *Demo) Person(name, organisation, title string, kind KeyKind, v Validity) (*Identity, error) {
	return d.Issuer.Issue(Leaf{CommonName: name, Organisation: organisation, Title: title, Kind: kind, Validity: v})
}

// AgencySeal issues one more agency's certificate: CN and O are its name.
func (d *Demo) AgencySeal(name string, kind KeyKind, v Validity) (*Identity, error) {
	return d.Issuer.Issue(Leaf{CommonName: name, Organisation: name, Kind: kind, Validity: v})
}
