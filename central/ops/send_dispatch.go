package ops

import (
	"errors"
	"slices"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// System signs what the machine does at once.
const System = "hệ thống"

// maxRecipients of one dispatch: every agency and school of a province.
const maxRecipients = 5000

// sendDispatch issues a document and delivers it to each recipient once: a
// delivery, the arrival it makes and its status 01, in one transaction.
func (a *action) sendDispatch() (any, error) {
	p, err := payload[api.DispatchPayload](a)
	if err != nil {
		return nil, err
	}
	if err := a.checkDispatch(p); err != nil {
		return nil, err
	}
	if done, err := a.sentBefore(p); err != nil || done != nil {
		return done, err
	}
	doc, err := a.document(p.Document)
	if err != nil {
		return nil, err
	}
	if err := mayIssue(doc.Document, p); err != nil {
		return nil, err
	}
	recipients, err := a.recipients(p.Recipients)
	if err != nil {
		return nil, err
	}
	issued, err := a.issue(doc.Document, p)
	if err != nil {
		return nil, err
	}
	for _, to := range recipients {
		if err := a.deliver(p, to); err != nil {
			return nil, err
		}
	}
	return issued, nil
}

func (a *action) checkDispatch(p api.DispatchPayload) error {
	if !validID(p.Dispatch) || !validID(p.Document) || string(p.Document) != a.op.Target {
		return malformed("target", nil)
	}
	if err := p.Info.Check(); err != nil {
		return err
	}
	if len(p.Recipients) > maxRecipients {
		return malformed("recipients", nil)
	}
	if err := office.CheckRecipients(p.Recipients); err != nil {
		return err
	}
	if _, ok := office.MainFileOf(p.Files); !ok {
		return office.ErrFile
	}
	return checkFiles(p.Files)
}

// sentBefore recognises a dispatch that came under another operation's id: from a
// machine restored from a backup. It was sent; it is not sent again.
func (a *action) sentBefore(p api.DispatchPayload) (any, error) {
	known, err := a.tx.Dispatch(p.Dispatch)
	switch {
	case errors.Is(err, store.ErrAbsent):
		return nil, nil
	case err != nil:
		return nil, err
	case known.Agency != a.agency() || known.Document != p.Document:
		return nil, api.ErrOpReused
	}
	all, err := a.tx.Deliveries(a.agency(), p.Document)
	if err != nil {
		return nil, err
	}
	there := map[office.AgencyCode]bool{}
	for _, d := range all {
		if d.Dispatch == p.Dispatch {
			there[d.Recipient] = true
		}
	}
	for _, code := range p.Recipients {
		if !there[code] {
			return nil, api.ErrOpReused
		}
	}
	doc, err := a.tx.Document(a.agency(), p.Document)
	return doc.Document, err
}

// mayIssue demands a document that may leave its agency, and what is sent to be
// that document: once issued it is the same for every recipient.
func mayIssue(doc office.Document, p api.DispatchPayload) error {
	if err := doc.MayIssue(); err != nil {
		return refused{err, doc}
	}
	if doc.Info != p.Info || !slices.Equal(doc.Files, p.Files) {
		return changed{doc}
	}
	return nil
}

// recipients reads them all, so that an unknown one stops everything, and locks
// the feeds.
func (a *action) recipients(codes []office.AgencyCode) ([]office.Agency, error) {
	all := make([]office.Agency, 0, len(codes))
	for _, code := range codes {
		agency, err := a.tx.Agency(code)
		if errors.Is(err, store.ErrAbsent) {
			return nil, fault.New(office.ErrAgencyUnknown, fault.Args{"value": string(code)}, nil)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, agency)
	}
	return all, a.touch(append([]office.AgencyCode{a.agency()}, codes...)...)
}

// issue marks the document issued and notes the dispatch.
func (a *action) issue(doc office.Document, p api.DispatchPayload) (office.Document, error) {
	if err := a.attach(p.Files); err != nil {
		return doc, err
	}
	if doc.Stage != office.Issued {
		at := a.now
		doc.Stage, doc.IssuedAt = office.Issued, &at
		if _, err := a.tx.PutDocument(doc, a.actor.Device); err != nil {
			return doc, err
		}
	}
	return doc, a.tx.AddDispatch(store.Dispatch{
		ID: p.Dispatch, Agency: a.agency(), Document: doc.ID, Device: a.actor.Device, SentAt: a.now,
	})
}

// deliver makes one recipient's delivery and arrival.
func (a *action) deliver(p api.DispatchPayload, to office.Agency) error {
	delivery := office.Delivery{
		ID: office.DeliveryOf(p.Dispatch, to.Code), Dispatch: p.Dispatch, Document: p.Document,
		Recipient: to.Code, RecipientName: to.Name, Info: p.Info, Transport: office.Delivered, SentAt: a.now,
	}
	if _, err := a.tx.AddDelivery(a.agency(), delivery, a.actor.Device); err != nil {
		return err
	}
	if err := a.tx.NameBlobs(to.Code, p.Files); err != nil {
		return err
	}
	_, err := a.tx.PutArrival(office.Arrival{
		ID: office.ArrivalOf(delivery.ID), Agency: to.Code, Delivery: delivery.ID, SenderName: a.actor.Agency.Name,
		Info: p.Info, Files: p.Files, ReceivedAt: a.now,
		Events: []office.StatusEvent{a.event(office.StatusArrived, System, nil)},
	}, a.actor.Device)
	return err
}
