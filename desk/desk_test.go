package desk_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

func TestAskHearsOnlyTheLastQuestion(t *testing.T) {
	later := &canned.Later{}
	var q desk.Question
	var heard []int
	var ended context.Context
	ask := func(n int) {
		desk.Ask(later.Threads(), &q, func(ctx context.Context) (int, error) {
			ended = ctx
			return n, nil
		}, func(v int, _ error) { heard = append(heard, v) })
	}
	ask(1)
	ask(2)
	assert.True(t, q.Open())
	later.Run()
	assert.Equal(t, []int{2}, heard)
	assert.False(t, q.Open())
	assert.Error(t, ended.Err(), "the context of an answered question has ended")
	ask(3)
	q.Drop()
	later.Run()
	assert.Equal(t, []int{2}, heard)
}

func TestWordsOfTimesAndSizes(t *testing.T) {
	vi, en := desk.Words{Lang: i18n.Vietnamese}, desk.Words{Lang: i18n.English}
	utc := time.Date(2018, 11, 16, 1, 2, 0, 0, time.UTC)
	assert.Equal(t, "16/11/2018 08:02", vi.Time(utc), "in Vietnam's time")
	assert.Equal(t, "–", vi.Time(time.Time{}))
	assert.Equal(t, "08:02", vi.Clock(utc))
	assert.Equal(t, "16/11/2018", vi.Near(utc, canned.Now))
	assert.Equal(t, "23/11 08:12", vi.Near(canned.Now, canned.Now))
	assert.Equal(t, "–", vi.Near(time.Time{}, canned.Now))
	assert.Equal(t, "16/11/2018", vi.Day(office.Date{Year: 2018, Month: 11, Day: 16}))
	assert.Equal(t, "–", vi.Day(office.Date{}))
	assert.Equal(t, []string{"999 B", "1 kB", "1,2 MB"}, []string{vi.Size(999), vi.Size(1000), vi.Size(1_200_000)})
	assert.Equal(t, "1.2 MB", en.Size(1_200_000))
	assert.Equal(t, "–", desk.OrNone("  "))
}

func TestEveryValueHasAWord(t *testing.T) {
	for _, lang := range i18n.Languages {
		w := desk.Words{Lang: lang}
		var marks []desk.Mark
		for _, v := range []desk.Verdict{desk.NoSignature, desk.Valid, desk.CouldNotCheck, desk.NotValid} {
			marks = append(marks, w.Verdict(v))
		}
		for _, s := range []office.Status{office.StatusNone, office.StatusArrived, office.StatusRefused, office.StatusAccepted, office.StatusAssigned, office.StatusInProgress, office.StatusDone, office.StatusRecall, office.StatusAgreed, office.StatusDeclined} {
			marks = append(marks, w.Status(s))
		}
		for _, s := range []office.Stage{office.Draft, office.Signed, office.Numbered, office.Sealed, office.Issued} {
			marks = append(marks, w.Stage(s))
		}
		for _, s := range []office.Transport{office.Queued, office.Sent, office.Delivered, office.SendFailed, office.SendExpired} {
			marks = append(marks, w.Transport(s))
		}
		for u := office.Normal; u <= office.ExpressTime; u++ {
			marks = append(marks, w.Urgency(u))
		}
		for s := office.Ordinary; s <= office.Supreme; s++ {
			marks = append(marks, w.Secrecy(s))
		}
		for _, m := range marks {
			assert.NotEqual(t, desk.None, m.Word)
			assert.NotContains(t, m.Word, "[")
		}
	}
	vi := desk.Words{Lang: i18n.Vietnamese}
	assert.Equal(t, desk.Mark{Level: desk.Quiet, Word: "–"}, vi.Status("99"), "a status of a later version")
	assert.NotEqual(t, vi.Widen(true), vi.Widen(false))
}

func TestVerdictsAreThreeAnswers(t *testing.T) {
	w := desk.Words{Lang: i18n.Vietnamese}
	assert.Equal(t, []desk.Level{desk.Good, desk.Warn, desk.Bad},
		[]desk.Level{w.Verdict(desk.Valid).Level, w.Verdict(desk.CouldNotCheck).Level, w.Verdict(desk.NotValid).Level})
}

func TestInfoFactsLeaveOutWhatIsNotSaid(t *testing.T) {
	w := desk.Words{Lang: i18n.Vietnamese}
	assert.Equal(t, []desk.Fact{{Label: "Số, ký hiệu", Value: "Chưa có số"}}, desk.InfoFacts(w, office.Info{}))
	full := office.Info{
		Code: office.DocumentCode{Number: 7, Notation: "GM-SNV"}, Signatory: office.Signatory{Position: "Giám đốc", FullName: "Lê Mẫu"},
		Urgency: office.Urgent, Secrecy: office.Secret, DueDate: canned.Nov(30),
	}
	facts := desk.InfoFacts(w, full)
	require.Len(t, facts, 5)
	assert.Equal(t, "Lê Mẫu, Giám đốc", facts[1].Value)
	assert.Equal(t, desk.Bad, facts[4].Level)
	full.Signatory.FullName = ""
	assert.Equal(t, "Giám đốc", desk.InfoFacts(w, full)[1].Value)
}

func TestExplainAndChoices(t *testing.T) {
	w := desk.Words{Lang: i18n.English}
	assert.False(t, w.Explain(nil, "x").Shown())
	b := w.Explain(errors.New("odd"), "Try")
	assert.True(t, b.Shown())
	assert.Equal(t, "Try", b.Action)
	choices := []desk.Choice{{ID: "a", Label: "An"}, {ID: "b", Label: "Bình"}}
	assert.Equal(t, []string{"An", "Bình"}, desk.Labels(choices))
	assert.Equal(t, "Bình", desk.LabelOf(choices, "b"))
	assert.Equal(t, "b", desk.IDOf(choices, "Bình"))
	assert.Empty(t, desk.LabelOf(choices, "c")+desk.IDOf(choices, "Chi"))
	assert.Equal(t, desk.Action{Label: "x", Why: "no"}, desk.Offer("x", "no"))
}

func TestChecksRememberOnlyCertainty(t *testing.T) {
	w := canned.Full()
	checks := desk.NewChecks(w.Ports())
	good := canned.File(canned.PlanFile, office.MainFile, 0).SHA256
	unsure := canned.File(canned.InviteFile, office.MainFile, 0).SHA256
	for _, sha256 := range []string{good, unsure} {
		_, err := checks.Check(t.Context(), sha256)
		require.NoError(t, err)
	}
	_, known := checks.Known(good)
	assert.True(t, known)
	_, known = checks.Known(unsure)
	assert.False(t, known, "the next look may succeed")
	w.Reports = nil
	r, err := checks.Check(t.Context(), good)
	assert.NoError(t, err)
	assert.Equal(t, desk.Valid, r.Overall)
	w.FileErr = fault.New("inbox.file_absent", nil, nil)
	_, err = checks.Check(t.Context(), "00")
	assert.ErrorIs(t, err, fault.Code("inbox.file_absent"))
}

func TestAfterSigningKeepsTheFileBefore(t *testing.T) {
	d := office.Document{Stage: office.Draft, Files: []office.File{{SHA256: "phụ", Role: office.Attachment}, {SHA256: "gốc", Role: office.MainFile}}}
	signed := desk.AfterSigning(d, office.File{SHA256: "ký"}, desk.PersonSignature)
	assert.Equal(t, office.Signed, signed.Stage)
	assert.Equal(t, office.File{SHA256: "ký", Role: office.MainFile}, signed.Files[1])
	assert.Equal(t, "gốc", signed.Earlier[0].SHA256)
	assert.Equal(t, "gốc", d.Files[1].SHA256, "the document before stays as it was")
	again := desk.AfterSigning(signed, office.File{SHA256: "ký 2"}, desk.PersonSignature)
	assert.Equal(t, office.Signed, again.Stage, "a second person's signature moves nothing")
	signed.Stage = office.Numbered
	assert.Equal(t, office.Sealed, desk.AfterSigning(signed, office.File{SHA256: "dấu"}, desk.AgencySignature).Stage)
}

func TestMaySign(t *testing.T) {
	d := office.Document{Info: office.Info{Code: office.DocumentCode{Number: 1, Notation: "KH-UBND"}}}
	report := func(agency bool, v desk.Verdict) desk.Report {
		return desk.Report{Overall: v, Signatures: []desk.Signature{{Agency: agency, Verdict: v}}}
	}
	assert.NoError(t, desk.MaySign(d, desk.PersonSignature, desk.Report{}))
	assert.NoError(t, desk.MaySign(d, desk.AgencySignature, report(false, desk.Valid)))
	assert.ErrorIs(t, desk.MaySign(d, desk.AgencySignature, report(false, desk.CouldNotCheck)), desk.ErrPersonUnchecked)
	assert.ErrorIs(t, desk.MaySign(d, desk.AgencySignature, report(false, desk.NotValid)), desk.ErrBroken)
	assert.ErrorIs(t, desk.MaySign(d, desk.AgencySignature, report(true, desk.Valid)), desk.ErrPersonFirst)
	assert.ErrorIs(t, desk.MaySign(d, desk.AgencySignature, desk.Report{}), desk.ErrPersonFirst)
	stamp := desk.Report{Overall: desk.Valid, Signatures: []desk.Signature{{Verdict: desk.Valid, Signer: "TSA", TimeStamp: true}}}
	assert.ErrorIs(t, desk.MaySign(d, desk.AgencySignature, stamp), desk.ErrPersonFirst, "a time stamp is no person")
	assert.ErrorIs(t, desk.MaySign(office.Document{}, desk.AgencySignature, report(false, desk.Valid)), desk.ErrNotNumbered)
	d.Info.Secrecy = office.TopSecret
	assert.ErrorIs(t, desk.MaySign(d, desk.PersonSignature, desk.Report{}), office.ErrSecret)
}

// TestOneOfSeveralSignaturesIsEnough: a second person's signature that cannot be
// checked does not spoil the first; one that is not valid does.
func TestOneOfSeveralSignaturesIsEnough(t *testing.T) {
	signatures := []desk.Signature{{Verdict: desk.CouldNotCheck, Signer: "Hai"}, {Verdict: desk.Valid}, {Agency: true, Verdict: desk.CouldNotCheck, Signer: "Sở"}}
	assert.NoError(t, desk.MaySeal(desk.Report{Overall: desk.CouldNotCheck, Signatures: signatures}))
	err := desk.MayLeave(desk.Report{Overall: desk.CouldNotCheck, Signatures: signatures})
	require.ErrorIs(t, err, desk.ErrSealUnchecked)
	_, args, _ := fault.Of(err)
	assert.Equal(t, fault.Args{"signer": "Sở"}, args)
	signatures = append(signatures, desk.Signature{Agency: true, Verdict: desk.Valid}, desk.Signature{Verdict: desk.NotValid})
	assert.NoError(t, desk.MayLeave(desk.Report{Overall: desk.CouldNotCheck, Signatures: signatures}))
	assert.ErrorIs(t, desk.MayLeave(desk.Report{Overall: desk.NotValid, Signatures: signatures}), desk.ErrBroken)
	assert.ErrorIs(t, desk.MayLeave(desk.Report{}), office.ErrNotSealed)
}

func TestPrintedMarkIsLookedForOnce(t *testing.T) {
	w := canned.Full()
	secret, scan := canned.File("mat.pdf", office.MainFile, 0), canned.File("quet.pdf", office.MainFile, 0)
	w.Texts = map[string][]reading.Page{secret.SHA256: canned.SecretPages(), scan.SHA256: make([]reading.Page, 1)}
	checks := desk.NewChecks(w.Ports())
	_, err := checks.Admit(t.Context(), []office.File{canned.File(canned.PlanFile, office.MainFile, 0), secret})
	assert.ErrorIs(t, err, office.ErrPrintedSecret, "an attachment counts too")
	w.Texts[secret.SHA256] = nil
	_, err = checks.Admit(t.Context(), []office.File{secret})
	assert.ErrorIs(t, err, office.ErrPrintedSecret)
	read, err := checks.Admit(t.Context(), []office.File{scan})
	assert.NoError(t, err)
	assert.False(t, read, "a scan")
	read, err = checks.Admit(t.Context(), []office.File{canned.File(canned.PlanFile, office.MainFile, 0)})
	assert.NoError(t, err)
	assert.True(t, read)
}
