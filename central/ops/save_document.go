package ops

import (
	"errors"
	"slices"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// beforeIssue are the stages that a person may save; a dispatch makes Issued.
var beforeIssue = []office.Stage{office.Draft, office.Signed, office.Numbered, office.Sealed}

// saveDocument adds a document or changes one that is not issued yet.
func (a *action) saveDocument() (any, error) {
	doc, err := payload[office.Document](a)
	if err != nil {
		return nil, err
	}
	if err := a.checkDocument(doc); err != nil {
		return nil, err
	}
	doc.Agency, doc.IssuedAt = a.agency(), nil
	old, err := a.tx.Document(a.agency(), doc.ID)
	switch {
	case errors.Is(err, store.ErrAbsent):
		if doc.CreatedAt.IsZero() {
			doc.CreatedAt = a.now
		}
	case err != nil:
		return nil, err
	default:
		if err := a.mayReplace(old, doc); err != nil {
			return nil, err
		}
		doc.CreatedAt = old.CreatedAt
	}
	return doc, a.keep(doc)
}

// keep writes a document whose files are there and whose code is free.
func (a *action) keep(doc office.Document) error {
	if err := a.codeFree(doc); err != nil {
		return err
	}
	if err := a.attach(doc.Files); err != nil {
		return err
	}
	if err := a.attachHeld(doc.Earlier); err != nil {
		return err
	}
	if err := a.touch(a.agency()); err != nil {
		return err
	}
	_, err := a.tx.PutDocument(doc, a.actor.Device)
	return err
}

func (a *action) checkDocument(doc office.Document) error {
	if string(doc.ID) != a.op.Target || !validID(doc.ID) {
		return malformed("target", nil)
	}
	if doc.Agency != "" && doc.Agency != a.agency() {
		return malformed("agency", nil)
	}
	if err := doc.Info.Check(); err != nil {
		return err
	}
	if !slices.Contains(beforeIssue, doc.Stage) {
		return api.ErrStage
	}
	if err := checkFiles(doc.Files); err != nil {
		return err
	}
	return checkFiles(doc.Earlier)
}

// mayReplace guards what is issued, what somebody else changed, and a number
// that the register gave.
func (a *action) mayReplace(old store.Document, doc office.Document) error {
	if old.Stage == office.Issued {
		return refused{api.ErrStage, old.Document}
	}
	if !old.SeenBy(a.actor.Device, a.op.BaseVersion) {
		return changed{old.Document}
	}
	had, has := old.Info, doc.Info
	if had.Code.IsZero() || had.Code == has.Code && had.Date.Year == has.Date.Year {
		return nil
	}
	head, err := a.tx.RegisterHead(outgoing(a.agency(), had.Date.Year))
	if err != nil {
		return err
	}
	if had.Code.Number <= head {
		return refused{api.ErrStage, old.Document}
	}
	return nil
}

// codeFree refuses a code that another document of the agency has in its year.
func (a *action) codeFree(doc office.Document) error {
	if doc.Info.Code.IsZero() {
		return nil
	}
	if doc.Info.Date.IsZero() {
		return fault.New(office.ErrDate, fault.Args{"value": ""}, nil)
	}
	holder, err := a.tx.CodeHolder(a.agency(), doc.Info.Date.Year, doc.Info.Code)
	switch {
	case errors.Is(err, store.ErrAbsent):
		return nil
	case err != nil:
		return err
	case holder == doc.ID:
		return nil
	}
	return fault.New(api.ErrCodeTaken, fault.Args{"value": doc.Info.Code.String()}, nil)
}

func outgoing(agency office.AgencyCode, year int) office.RegisterKey {
	return office.RegisterKey{Agency: agency, Kind: office.OutgoingRegister, Year: year}
}
