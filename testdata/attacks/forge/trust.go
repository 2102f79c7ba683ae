package forge

import (
	"crypto/x509"
	"math/big"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/verify"
)

// Whose signature it is.
func trustAttacks() []Case {
	return []Case{
		stranger.to("victim's certificate bundled beside the forger's", "intact whole", impostor),
		stranger.to("forger's certificate with the victim's issuer and number", "intact whole", twin),
		stranger.to("forger's own root bundled", "intact whole", ownRoot),
		stranger.to("signed by a person's certificate as if by an authority's", "intact whole", personAsAuthority),
		unclear(verify.ChainConstraints, verify.IssuerNotValid).to("issuer has expired", "intact whole", expiredIssuer),
		unclear(verify.CryptoConstraints, verify.WeakHash).to("issuer vouched for with SHA-1", "intact whole", weakIssuer),
	}
}

// impostor signs with a self-made certificate of the victim's name and puts the
// victim's genuine chain beside it.
func impostor(w *Workshop) []byte {
	root := must(pkitest.NewRoot(w.random, pkitest.DemoIssuerName, pkitest.ECDSAP256, pkitest.Around(w.Now, 5)))
	fake := must(root.Issue(pkitest.Leaf{
		CommonName: pkitest.DemoLeader, Organisation: pkitest.DemoAgency,
		Title: pkitest.DemoTitle, Kind: pkitest.ECDSAP256, Validity: pkitest.Around(w.Now, 1),
	}))
	fake.Chain = append([]*x509.Certificate{fake.Certificate}, w.PKI.Leader.Chain...)
	return w.sign(blankFile(), fake)
}

// twin has a certificate that by names and number is the victim's.
func twin(w *Workshop) []byte {
	victim := w.PKI.Leader
	key := must(pkitest.NewKey(w.random, pkitest.ECDSAP256))
	issuer := *w.PKI.Issuer.Certificate
	issuer.PublicKey = key.Public()
	template := *victim.Certificate
	template.SignatureAlgorithm = x509.ECDSAWithSHA256
	der := must(x509.CreateCertificate(w.random, &template, &issuer, key.Public(), key))
	cert := must(x509.ParseCertificate(der))
	return w.sign(blankFile(), &pkitest.Identity{Certificate: cert, Key: key, Chain: append([]*x509.Certificate{cert}, victim.Chain[1:]...)})
}

func ownRoot(w *Workshop) []byte {
	root := must(pkitest.NewRoot(w.random, pkitest.DemoRootName, pkitest.ECDSAP256, pkitest.Around(w.Now, 5)))
	fake := must(root.Issue(pkitest.Leaf{CommonName: pkitest.DemoLeader, Kind: pkitest.ECDSAP256, Validity: pkitest.Around(w.Now, 1)}))
	fake.Chain = append(fake.Chain, root.Certificate)
	return w.sign(blankFile(), fake)
}

// personAsAuthority has a genuine person issue a certificate.
func personAsAuthority(w *Workshop) []byte {
	person := w.PKI.Leader
	key := must(pkitest.NewKey(w.random, pkitest.ECDSAP256))
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: person.Certificate.Subject, NotBefore: person.Certificate.NotBefore, NotAfter: person.Certificate.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
	}
	template.Subject.CommonName = "Trần Văn Nghĩa"
	der := must(x509.CreateCertificate(w.random, template, person.Certificate, key.Public(), person.Key))
	cert := must(x509.ParseCertificate(der))
	return w.sign(blankFile(), &pkitest.Identity{Certificate: cert, Key: key, Chain: append([]*x509.Certificate{cert}, person.Chain...)})
}

func expiredIssuer(w *Workshop) []byte {
	issuer := must(w.PKI.Root.NewIntermediate("CA đã hết hạn", pkitest.ECDSAP256, pkitest.Expired(w.Now)))
	return w.sign(blankFile(), w.leafOf(issuer))
}

func (w *Workshop) leafOf(issuer *pkitest.Authority) *pkitest.Identity {
	return must(issuer.Issue(pkitest.Leaf{CommonName: "Trần Văn Nghĩa", Kind: pkitest.ECDSAP256, Validity: pkitest.Around(w.Now, 1)}))
}

// weakIssuer has an authority below the root whose certificate is signed with
// SHA-1.
func weakIssuer(w *Workshop) []byte {
	root := w.PKI.Root
	issuer := must(root.NewIntermediate("CA cũ", pkitest.ECDSAP256, pkitest.Around(w.Now, 5)))
	id := w.leafOf(issuer)
	template := *issuer.Certificate
	template.SignatureAlgorithm = x509.SHA1WithRSA
	der := must(x509.CreateCertificate(w.random, &template, root.Certificate, issuer.Key.Public(), root.Key))
	weak := must(x509.ParseCertificate(der))
	id.Chain = []*x509.Certificate{id.Certificate, weak}
	return w.sign(blankFile(), id)
}
