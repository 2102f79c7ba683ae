package forge

import (
	"crypto"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/timestamp"
	"github.com/vanthu/vanthu/signing/verify"
)

// evidenceAttacks are about time and revocation: what proves it stands in the
// file, and so does what only seems to.
func evidenceAttacks() []Case {
	part := "intact part"
	unproven := passed(verify.RevocationUnchecked)
	forged := unclear(verify.TryLater, verify.EvidenceForged)
	useless := passed(verify.TimeStampUseless)
	return []Case{
		failed(verify.RevokedSub, verify.SignedAfterRevocation).to("evidence: signed long after the revocation", part, revokedAt(-24*time.Hour, 1)),
		unclear(verify.RevokedNoPOE, verify.CertificateRevoked).to("evidence: revoked since, and nothing proves the time", part, revokedAt(-time.Minute, 1)),
		unclear(verify.TryLater, verify.CertificateOnHold).to("evidence: certificate on hold", part, revokedAt(-24*time.Hour, 6)),
		unclear(verify.RevokedCANoPOE, verify.IssuerRevoked).to("evidence: issuer revoked", part, func(w *Workshop) []byte {
			register := w.PKI.Root.NewRegister(clock.At(w.Now))
			register.Revoke(w.PKI.Issuer.Certificate, w.Now.Add(-time.Hour), 2)
			return w.stored((&pkitest.CRLPublisher{Register: register}).List(), w.PKI.OCSP.Status(w.PKI.Leader.Certificate))
		}),
		forged.to("evidence: OCSP answer signed by a stranger", part, func(w *Workshop) []byte {
			w.PKI.OCSP.Order(pkitest.Stranger)
			defer w.PKI.OCSP.Order(pkitest.Healthy)
			return w.stored(nil, w.PKI.OCSP.Status(w.PKI.Leader.Certificate))
		}),
		forged.to("evidence: OCSP answer with a wrong signature", part, func(w *Workshop) []byte {
			w.PKI.OCSP.Order(pkitest.Forged)
			defer w.PKI.OCSP.Order(pkitest.Healthy)
			return w.stored(nil, w.PKI.OCSP.Status(w.PKI.Leader.Certificate))
		}),
		unproven.to("evidence: OCSP answer about somebody else", part, func(w *Workshop) []byte {
			return w.stored(nil, w.PKI.OCSP.Status(w.PKI.Agency.Certificate))
		}),
		forged.to("evidence: list of an impostor", part, listed(pkitest.Stranger)),
		forged.to("evidence: list with a wrong signature", part, listed(pkitest.Forged)),
		unproven.to("evidence: list of another issuer", part, listed(pkitest.OtherSubject)),
		unproven.to("evidence: old list", part, listed(pkitest.Stale)),
		unproven.to("evidence: list of the future", part, listed(pkitest.FromFuture)),
		unproven.to("evidence: list of some reasons", part, listed(pkitest.Partial)),
		unproven.to("evidence: difference between lists", part, listed(pkitest.Delta)),
		unproven.to("evidence: noise", part, func(w *Workshop) []byte { return w.stored([]byte{0x30, 0}, []byte{0x30, 0}) }),
		useless.to("time: stamp of another document", "intact whole", func(w *Workshop) []byte {
			return w.stamped(w.PKI.TSA, []byte("another signature"), time.Hour)
		}),
		useless.to("time: stamp of a stranger", "intact whole", func(w *Workshop) []byte {
			root := must(pkitest.NewRoot(w.random, "CA lạ", pkitest.ECDSAP256, pkitest.Around(w.Now, 9)))
			return w.stamped(must(root.NewTSA("TSA lạ", pkitest.ECDSAP256, pkitest.Around(w.Now, 5), clock.At(w.Now))), nil, time.Hour)
		}),
		useless.to("time: stamp by the signer herself", "intact whole", func(w *Workshop) []byte {
			return w.stamped(w.PKI.Issuer.TSAOf(w.PKI.Leader, clock.At(w.Now)), nil, time.Hour)
		}),
		useless.to("time: stamp with a wrong signature", "intact whole", byFaulty(pkitest.Forged)),
		useless.to("time: stamp bound to another certificate", "intact whole", byFaulty(pkitest.BoundToOther)),
		useless.to("time: stamp from before its authority", "intact whole", byFaulty(pkitest.Stale)),
		useless.to("time: stamp from the future", "intact whole", byFaulty(pkitest.FromFuture)),
		passed(verify.ClaimedAfterProof).to("time: claimed after the stamp", "intact whole", func(w *Workshop) []byte {
			return w.stamped(w.PKI.TSA, nil, -7*time.Hour)
		}),
	}
}

// revokedAt has the leader's certificate revoked, as a list in the file says.
// She claims to have signed an hour ago.
func revokedAt(after time.Duration, reason int) func(*Workshop) []byte {
	return func(w *Workshop) []byte {
		register := w.PKI.Issuer.NewRegister(clock.At(w.Now))
		register.Revoke(w.PKI.Leader.Certificate, w.Now.Add(after), reason)
		return w.stored((&pkitest.CRLPublisher{Register: register}).List(), nil)
	}
}

func listed(fault pkitest.Fault) func(*Workshop) []byte {
	return func(w *Workshop) []byte {
		w.PKI.Lists.Order(fault)
		defer w.PKI.Lists.Order(pkitest.Healthy)
		return w.stored(w.PKI.Lists.List(), nil)
	}
}

// stored is the genuine file with evidence in its security store.
func (w *Workshop) stored(list, answer []byte) []byte {
	return revised(w.genuine(), func(doc *pdf.Document, u *pdf.Update) {
		store := pdf.Dict{"Type": pdf.Name("DSS")}
		for key, data := range map[pdf.Name][]byte{"CRLs": list, "OCSPs": answer} {
			if data != nil {
				store[key] = pdf.Array{u.Add(&pdf.Stream{Dict: pdf.Dict{}, Data: data})}
			}
		}
		inCatalog("DSS", u.Add(store))(doc, u)
	})
}

func byFaulty(fault pkitest.Fault) func(*Workshop) []byte {
	return func(w *Workshop) []byte {
		w.PKI.TSA.Order(fault)
		defer w.PKI.TSA.Order(pkitest.Healthy)
		return w.stamped(w.PKI.TSA, nil, time.Hour)
	}
}

// stamped has the leader claim to have signed a while ago, and a time stamp over
// her signature or over something else.
func (w *Workshop) stamped(tsa *pkitest.TSA, over []byte, ago time.Duration) []byte {
	file := w.sign(blankFile(), w.PKI.Leader, func(r *pades.Request) { r.Time = w.Now.Add(-ago) })
	return value{stamp: func(signature []byte) []byte {
		if over == nil {
			over = signature
		}
		req := must(timestamp.NewRequest(digestOf(crypto.SHA256, over), crypto.SHA256, w.random))
		answer, ok := tsa.Answer(must(req.DER()))
		hold(ok, "question understood")
		return must(timestamp.ParseResponse(answer, req)).DER
	}}.in(w, file)
}
