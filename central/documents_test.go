package central_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

func marshal(t *testing.T, value any) []byte {
	t.Helper()
	raw, err := json.Marshal(value)
	require.NoError(t, err)
	return raw
}

// TestNumbersOfTheOutgoingRegister: consecutive, past those brought from
// elsewhere, and once given never changed or lost.
func TestNumbersOfTheOutgoingRegister(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	file := huong.upload("%PDF-1.7")
	signed := func() office.Document {
		doc := huong.document("", file)
		doc.Stage, doc.Info.Date = office.Signed, office.Date{}
		huong.doWell(api.SaveDocument, string(doc.ID), 0, doc)
		return doc
	}
	number := func(doc office.Document, notation string) api.OpResult {
		return huong.do(api.NumberDocument, string(doc.ID), 0, api.NumberPayload{Date: office.Date{Year: 2026, Month: 11, Day: 23}, Notation: notation})
	}
	elsewhere := huong.document("02/KH-UBND", file)
	elsewhere.Info.Date = office.Date{Year: 2026, Month: 1, Day: 5}
	huong.doWell(api.SaveDocument, string(elsewhere.ID), 0, elsewhere)

	var last office.Document
	for _, want := range []string{"01/QĐ-UBND", "03/QĐ-UBND", "04/QĐ-UBND"} {
		last = body[office.Document](t, number(signed(), "QĐ-UBND").Current)
		assert.Equal(t, want, last.Info.Code.String())
		assert.Equal(t, office.Numbered, last.Stage)
	}
	assert.Equal(t, api.ErrStage, number(last, "QĐ-UBND").Code, "numbered already")
	draft := huong.document("", file)
	draft.Stage = office.Draft
	huong.doWell(api.SaveDocument, string(draft.ID), 0, draft)
	assert.Equal(t, api.ErrStage, number(draft, "QĐ-UBND").Code, "not signed")
	assert.Equal(t, office.ErrDocumentCode, number(signed(), "1/!").Code)

	last.Stage = office.Sealed
	huong.doWell(api.SaveDocument, string(last.ID), 0, last)
	last.Info.Code = office.DocumentCode{}
	assert.Equal(t, api.ErrStage, huong.do(api.SaveDocument, string(last.ID), 0, last).Code, "a number is not lost")
	elsewhere.Info.Code.Number = 9
	assert.Equal(t, api.ErrStage, huong.do(api.SaveDocument, string(elsewhere.ID), 0, elsewhere).Code, "the register has counted past it")
}

func TestACodeIsUsedOnceAYear(t *testing.T) {
	w := newWorld(t)
	huong, nghia := w.signIn("huong"), w.signIn("nghia")
	file := huong.upload("%PDF-1.7")
	first := huong.document("153/KH-UBND", file)
	huong.doWell(api.SaveDocument, string(first.ID), 0, first)
	huong.doWell(api.SaveDocument, string(first.ID), 0, first)
	second := huong.document("153/KH-UBND", file)
	result := huong.do(api.SaveDocument, string(second.ID), 0, second)
	assert.Equal(t, api.ErrCodeTaken, result.Code)
	assert.Equal(t, "153/KH-UBND", result.Args["value"])
	assert.Contains(t, result.TextVI, "153/KH-UBND")
	second.Info.Date.Year = 2019
	huong.doWell(api.SaveDocument, string(second.ID), 0, second)
	theirs := nghia.document("153/KH-UBND", nghia.upload("%PDF-1.7"))
	nghia.doWell(api.SaveDocument, string(theirs.ID), 0, theirs)
	undated := huong.document("9/KH-UBND", file)
	undated.Info.Date = office.Date{}
	assert.Equal(t, office.ErrDate, huong.do(api.SaveDocument, string(undated.ID), 0, undated).Code)
}

// TestConflicts: what another device changed is not overwritten; one's own queue
// is no conflict.
func TestConflicts(t *testing.T) {
	w := newWorld(t)
	one, two := w.signIn("huong"), w.signIn("chutich")
	doc := one.document("153/KH-UBND", one.upload("%PDF-1.7"))
	one.doWell(api.SaveDocument, string(doc.ID), 0, doc)
	doc.Info.Subject = "Sửa lần hai, chưa đồng bộ"
	one.doWell(api.SaveDocument, string(doc.ID), 0, doc)

	stale := doc
	stale.Info.Subject = "Bản cũ của máy khác"
	result := two.do(api.SaveDocument, string(doc.ID), 1, stale)
	require.Equal(t, api.Conflict, result.Outcome)
	assert.Equal(t, doc.Info.Subject, body[office.Document](t, result.Current).Info.Subject)
	two.doWell(api.SaveDocument, string(doc.ID), 2, stale)
	assert.Equal(t, api.Conflict, one.do(api.SaveDocument, string(doc.ID), 2, doc).Outcome)

	changes, _ := one.feed("")
	require.Len(t, changes, 1)
	assert.Equal(t, stale.Info.Subject, body[office.Document](t, changes[0].Body).Info.Subject)
}

func TestIssuedDocumentsStayAsTheyAre(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	doc := huong.document("153/KH-UBND", huong.upload("%PDF-1.7"))
	huong.send(doc, "H37.02")
	doc.Info.Subject = "Sửa sau khi phát hành"
	assert.Equal(t, api.ErrStage, huong.do(api.SaveDocument, string(doc.ID), 99, doc).Code)
	issued := huong.document("154/KH-UBND", doc.Files...)
	issued.Stage = office.Issued
	assert.Equal(t, api.ErrStage, huong.do(api.SaveDocument, string(issued.ID), 0, issued).Code, "only a dispatch issues")
}

func TestPayloadsThatAreNotWellFormed(t *testing.T) {
	w := newWorld(t)
	huong := w.signIn("huong")
	file := huong.upload("%PDF-1.7")
	target := ids.New()
	for name, row := range map[string]struct {
		kind    api.OpKind
		payload string
		code    string
	}{
		"not an object":       {api.SaveDocument, `[]`, "api.request"},
		"null":                {api.SaveDocument, `null`, "api.request"},
		"a number for text":   {api.SaveDocument, `{"id":1}`, "api.request"},
		"a code that is none": {api.SaveDocument, `{"id":"` + target + `","info":{"code":"x"}}`, "office.document_code"},
		"a date that is none": {api.NumberDocument, `{"date":"2026-13-45","notation":"QĐ"}`, "office.date"},
		"no subject":          {api.SaveDocument, `{"id":"` + target + `","stage":"draft","info":{}}`, "office.subject"},
		"another record":      {api.SaveDocument, `{"id":"` + ids.New() + `","stage":"draft","info":{"subject":"x"}}`, "api.request"},
		"another agency":      {api.SaveDocument, `{"id":"` + target + `","agency":"H37.02","stage":"draft","info":{"subject":"x"}}`, "api.request"},
		"an unknown kind":     {"document.delete", `{}`, "api.forbidden"},
		"a short reason":      {api.RefuseArrival, `{"reason":"không"}`, "office.reason"},
		"no such arrival":     {api.AcceptArrival, `{}`, "api.not_found"},
		"a negative secrecy":  {api.SaveDocument, `{"id":"` + target + `","stage":"draft","info":{"subject":"x","secrecy":-1}}`, "office.secret"},
		"a hash that is none": {api.SaveDocument, `{"id":"` + target + `","stage":"draft","info":{"subject":"x"},"files":[{"name":"a","sha256":"../../x","size":1,"media_type":"x","role":"main"}]}`, "api.request"},
	} {
		op := huong.op(row.kind, target, 0, json.RawMessage(row.payload))
		_, raw := huong.raw("POST", api.PathOps, marshal(t, api.OpsRequest{Ops: []api.Op{op}}), map[string][]string{"Content-Type": {"application/json"}})
		result := body[api.OpsResponse](t, raw)
		require.Len(t, result.Results, 1, "%s: %s", name, raw)
		assert.Equal(t, api.Rejected, result.Results[0].Outcome, name)
		assert.Equal(t, row.code, string(result.Results[0].Code), name)
	}
	huong.doWell(api.SaveDocument, target, 0, office.Document{ID: office.DocumentID(target), Agency: "H37.01", Stage: office.Draft, Info: office.Info{Subject: "x"}, Files: []office.File{file}})
}
