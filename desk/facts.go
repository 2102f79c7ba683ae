package desk

import "github.com/vanthu/vanthu/office"

// InfoFacts are what a document says of itself, as labelled values; what is not
// said is left out.
func InfoFacts(w Words, info office.Info) []Fact {
	all := []Fact{
		{Label: w.T("desk.fact.code"), Value: w.Code(info.Code)},
		{Label: w.T("desk.fact.date"), Value: info.Date.Shown()},
		{Label: w.T("desk.fact.type"), Value: string(info.Type)},
		{Label: w.T("desk.fact.issuer"), Value: info.IssuerName},
		{Label: w.T("desk.fact.signatory"), Value: signatory(info.Signatory)},
		{Label: w.T("desk.fact.due"), Value: info.DueDate.Shown()},
	}
	if info.Urgency != office.Normal {
		m := w.Urgency(info.Urgency)
		all = append(all, Fact{w.T("desk.fact.urgency"), m.Word, m.Level})
	}
	if info.Secrecy != office.Ordinary {
		m := w.Secrecy(info.Secrecy)
		all = append(all, Fact{w.T("desk.fact.secrecy"), m.Word, m.Level})
	}
	said := all[:0]
	for _, f := range all {
		if f.Value != "" {
			said = append(said, f)
		}
	}
	return said
}

func signatory(s office.Signatory) string {
	if s.Position == "" {
		return s.FullName
	}
	if s.FullName == "" {
		return s.Position
	}
	return s.FullName + ", " + s.Position
}
