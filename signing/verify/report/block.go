package report

import (
	"slices"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/verify"
)

// block writes one signature: who, by whom certified, when, intact or not,
// valid or not, in the order in which people ask.
func (w writer) block(number int, s verify.Signature) Block {
	kind := "report.signature"
	if s.DocumentTimeStamp {
		kind = "report.document_time_stamp"
	}
	b := Block{Heading: w.text(kind, i18n.Args{"n": number, "name": orDash(s.Signer.Name)}), Verdict: w.verdict(s.Result)}
	b.Verdict.Means = string(s.Result)
	if s.SubIndication != "" {
		b.Verdict.Means += " / " + string(s.SubIndication)
	}
	b.Rows = slices.Concat(w.who(s), w.when(s), w.whether(s), w.technical(s))
	b.Rows = slices.DeleteFunc(b.Rows, func(r Row) bool { return r.Value == "" })
	for _, f := range s.Reasons {
		b.Notices = append(b.Notices, w.notice(f, tones[s.Result]))
	}
	for _, f := range s.Warnings {
		b.Notices = append(b.Notices, w.notice(f, Plain))
	}
	return b
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (w writer) row(label, value string, tone ...Tone) Row {
	return Row{Label: w.text("report.row."+label, nil), Value: value, Tone: append(tone, Plain)[0]}
}

func (w writer) who(s verify.Signature) []Row {
	signer := join(" – ", orDash(s.Signer.Name), s.Signer.Title)
	if s.Signer.Kind != verify.UnknownSigner {
		signer += " (" + w.text("verify.signer_kind."+string(s.Signer.Kind), nil) + ")"
	}
	path := w.text("report.no_path", nil)
	tone := Unclear
	if len(s.Chain) > 0 {
		path, tone = strings.Join(append([]string{s.Signer.Name}, s.Chain...), " → "), Plain
	}
	rows := []Row{
		w.row("signer", signer),
		w.row("unit", orDash(join(", ", s.Signer.Unit, s.Signer.Organisation))),
		w.row("user_id", s.Signer.UserID),
		w.row("issuer", orDash(s.Signer.Issuer)),
		w.row("path", path, tone),
	}
	if !s.Signer.NotAfter.IsZero() {
		rows = append(rows, w.row("validity", day(s.Signer.NotBefore)+" – "+day(s.Signer.NotAfter)))
	}
	return append(rows, w.row("serial", s.Signer.Serial))
}

func (w writer) when(s verify.Signature) []Row {
	claimed := moment(s.SigningTime)
	if !s.SigningTime.IsZero() {
		claimed += ", " + w.text("verify.time."+string(s.TimeSource), nil)
	}
	rows := []Row{w.row("signing_time", claimed)}
	if s.DocumentTimeStamp {
		return rows
	}
	stamp, tone := w.text("report.no_time_stamp", nil), Plain
	if s.Proof != nil {
		stamp, tone = w.text("report.time_stamp", i18n.Args{"time": moment(s.Proof.Time), "authority": s.Proof.Authority}), Good
	}
	return append(rows, w.row("time_stamp", stamp, tone))
}

var (
	integrityTones = map[verify.Integrity]Tone{verify.Intact: Good, verify.Broken: Bad, verify.IntegrityUnknown: Unclear}
	changeTones    = map[verify.LaterChanges]Tone{
		verify.NoChanges: Good, verify.SigningAndForms: Good, verify.AnnotationChanges: Unclear, verify.OtherChanges: Bad, verify.ChangesUnknown: Unclear,
	}
	validTones = map[verify.ValidAtSigning]Tone{
		verify.ValidThen: Good, verify.WithinThen: Unclear, verify.NotValidThen: Bad, verify.NotKnownAtSigning: Unclear,
	}
	statusTones = map[verify.Revocation]Tone{verify.RevocationGood: Good, verify.RevocationRevoked: Bad, verify.RevocationOnHold: Bad}
)

func (w writer) whether(s verify.Signature) []Row {
	status, known := statusTones[s.Revocation]
	if !known {
		status = Unclear
	}
	return []Row{
		w.row("integrity", w.text("verify.integrity."+string(s.Integrity), nil), integrityTones[s.Integrity]),
		w.row("coverage", w.coverage(s.Coverage)),
		w.row("later_changes", w.changes(s), changesTone(s)),
		w.row("valid_at_signing", w.text("verify.valid_at_signing."+string(s.ValidAtSigning), nil), validTones[s.ValidAtSigning]),
		w.row("revocation", w.status(s), status),
	}
}

// doubtedChanges are reasons why signing and filling are not harmless.
var doubtedChanges = []fault.Code{verify.StrangerOverContent, verify.LaterSignatureBroken, verify.FormDisplayChanged}

func changesTone(s verify.Signature) Tone {
	tone := changeTones[s.LaterChanges]
	if tone == Good && slices.ContainsFunc(s.Reasons, func(f verify.Finding) bool { return slices.Contains(doubtedChanges, f.Code) }) {
		return Unclear
	}
	return tone
}

func (w writer) coverage(c verify.Coverage) string {
	switch {
	case c.WholeDocument:
		return w.text("verify.coverage.whole", nil)
	case c.Revision > 0:
		return w.text("verify.coverage.revision", i18n.Args{"revision": c.Revision, "revisions": c.Revisions})
	}
	return w.text("verify.coverage.part", nil)
}

// changes names what came later, line by line.
func (w writer) changes(s verify.Signature) string {
	lines := []string{w.text("verify.later_changes."+string(s.LaterChanges), nil)}
	for _, c := range s.Changes {
		line := "• " + w.text("verify.change."+string(c.Kind), i18n.Args{"name": c.Name, "page": c.Page})
		if c.OverContent {
			line += " – " + w.text("report.over_content", nil)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (w writer) status(s verify.Signature) string {
	text := w.text("verify.revocation."+string(s.Revocation), nil)
	if e := s.RevocationEvidence; e != nil {
		text += "\n" + w.text("report.evidence", i18n.Args{
			"source": strings.ToUpper(string(e.Source)), "from": w.text("verify.origin."+string(e.From), nil),
			"signer": e.Signer, "time": moment(e.ThisUpdate),
		})
	}
	return text
}

func (w writer) technical(s verify.Signature) []Row {
	level := string(s.Level)
	if level != "" {
		level = "PAdES " + level
	}
	return []Row{
		w.row("reason", s.Reason),
		w.row("location", s.Location),
		w.row("algorithm", join(", ", s.Algorithm, s.Key)),
		w.row("level", join(", ", level, s.SubFilter)),
		w.row("field", s.Field),
	}
}

// join leaves out what is empty and what is said twice.
func join(separator string, parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" && !slices.Contains(said, p) {
			said = append(said, p)
		}
	}
	return strings.Join(said, separator)
}
