package verify_test

import (
	"crypto/rand"
	"crypto/x509"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/verify"
)

// Whose signature it is.
func init() {
	attacks = append(attacks,
		stranger.to("victim's certificate bundled beside the forger's", "intact whole", impostor),
		stranger.to("forger's certificate with the victim's issuer and number", "intact whole", twin),
		stranger.to("forger's own root bundled", "intact whole", ownRoot),
		stranger.to("signed by a person's certificate as if by an authority's", "intact whole", personAsAuthority),
		answer{verify.Indeterminate, verify.ChainConstraints, verify.IssuerNotValid}.to("issuer has expired", "intact whole", expiredIssuer),
		answer{verify.Indeterminate, verify.CryptoConstraints, verify.WeakHash}.to("issuer vouched for with SHA-1", "intact whole", weakIssuer),
	)
}

// blankFile is what the forgers sign.
func blankFile() []byte { return pdftest.Build(pdftest.Options{}) }

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

// twin has a certificate that by names and number is the victim's.
func twin(t *testing.T) []byte {
	victim := pki(t).Leader
	key, err := pkitest.NewKey(rand.Reader, pkitest.ECDSAP256)
	require.NoError(t, err)
	issuer := *pki(t).Issuer.Certificate
	issuer.PublicKey = key.Public()
	template := *victim.Certificate
	template.SignatureAlgorithm = x509.ECDSAWithSHA256
	der, err := x509.CreateCertificate(rand.Reader, &template, &issuer, key.Public(), key)
	require.NoError(t, err)
	cert, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	require.Zero(t, cert.SerialNumber.Cmp(victim.Certificate.SerialNumber))
	require.Equal(t, victim.Certificate.RawIssuer, cert.RawIssuer)
	return sign(t, blankFile(), &pkitest.Identity{Certificate: cert, Key: key, Chain: append([]*x509.Certificate{cert}, victim.Chain[1:]...)})
}

func ownRoot(t *testing.T) []byte {
	root, err := pkitest.NewRoot(rand.Reader, pkitest.DemoRootName, pkitest.ECDSAP256, pkitest.Around(now, 5))
	require.NoError(t, err)
	fake, err := root.Issue(pkitest.Leaf{CommonName: pkitest.DemoLeader, Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 1)})
	require.NoError(t, err)
	fake.Chain = append(fake.Chain, root.Certificate)
	return sign(t, blankFile(), fake)
}

// personAsAuthority has a genuine person issue a certificate.
func personAsAuthority(t *testing.T) []byte {
	person := pki(t).Leader
	key, err := pkitest.NewKey(rand.Reader, pkitest.ECDSAP256)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: person.Certificate.Subject, NotBefore: person.Certificate.NotBefore, NotAfter: person.Certificate.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
	}
	template.Subject.CommonName = "Trần Văn Nghĩa"
	der, err := x509.CreateCertificate(rand.Reader, template, person.Certificate, key.Public(), person.Key)
	require.NoError(t, err)
	cert, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return sign(t, blankFile(), &pkitest.Identity{Certificate: cert, Key: key, Chain: append([]*x509.Certificate{cert}, person.Chain...)})
}

func expiredIssuer(t *testing.T) []byte {
	issuer, err := pki(t).Root.NewIntermediate("CA đã hết hạn", pkitest.ECDSAP256, pkitest.Expired(now))
	require.NoError(t, err)
	return sign(t, blankFile(), leafOf(t, issuer))
}

func leafOf(t *testing.T, issuer *pkitest.Authority) *pkitest.Identity {
	id, err := issuer.Issue(pkitest.Leaf{CommonName: "Trần Văn Nghĩa", Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 1)})
	require.NoError(t, err)
	return id
}

// weakIssuer has an authority below the root whose certificate is signed with
// SHA-1.
func weakIssuer(t *testing.T) []byte {
	root := pki(t).Root
	issuer, err := root.NewIntermediate("CA cũ", pkitest.ECDSAP256, pkitest.Around(now, 5))
	require.NoError(t, err)
	id := leafOf(t, issuer)
	template := *issuer.Certificate
	template.SignatureAlgorithm = x509.SHA1WithRSA
	der, err := x509.CreateCertificate(rand.Reader, &template, root.Certificate, issuer.Key.Public(), root.Key)
	require.NoError(t, err)
	weak, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	id.Chain = []*x509.Certificate{id.Certificate, weak}
	return sign(t, blankFile(), id)
}
