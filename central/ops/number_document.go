package ops

import (
	"errors"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// maxNumber is the largest number of a code.
const maxNumber = 99999

// numberDocument gives a signed document the next number of the outgoing
// register (Decree 30/2020 article 15).
func (a *action) numberDocument() (any, error) {
	p, err := payload[api.NumberPayload](a)
	if err != nil {
		return nil, err
	}
	if p.Date.IsZero() {
		return nil, fault.New(office.ErrDate, fault.Args{"value": ""}, nil)
	}
	code, err := office.ParseDocumentCode("1/" + p.Notation)
	if err != nil {
		return nil, err
	}
	doc, err := a.document(office.DocumentID(a.op.Target))
	if err != nil {
		return nil, err
	}
	if doc.Stage != office.Signed || !doc.Info.Code.IsZero() {
		return nil, refused{api.ErrStage, doc.Document}
	}
	if code.Number, err = a.nextIssueNumber(p.Date.Year); err != nil {
		return nil, err
	}
	doc.Info.Code, doc.Info.Date, doc.Stage = code, p.Date, office.Numbered
	if err := a.touch(a.agency()); err != nil {
		return nil, err
	}
	_, err = a.tx.PutDocument(doc.Document, a.actor.Device)
	return doc.Document, err
}

// nextIssueNumber counts on, past numbers that documents numbered elsewhere brought
// with them: those are in the register too.
func (a *action) nextIssueNumber(year int) (int, error) {
	for {
		number, err := a.tx.NextNumber(outgoing(a.agency(), year))
		if err != nil {
			return 0, err
		}
		if number > maxNumber {
			return 0, fault.New(office.ErrDocumentCode, fault.Args{"value": number}, nil)
		}
		used, err := a.tx.NumberUsed(a.agency(), year, number)
		if err != nil || !used {
			return number, err
		}
	}
}

// document reads the document of the operation as the person saw it.
func (a *action) document(id office.DocumentID) (store.Document, error) {
	doc, err := a.tx.Document(a.agency(), id)
	switch {
	case errors.Is(err, store.ErrAbsent):
		return doc, api.ErrNotFound
	case err != nil:
		return doc, err
	case !doc.SeenBy(a.actor.Device, a.op.BaseVersion):
		return doc, changed{doc.Document}
	}
	return doc, nil
}
