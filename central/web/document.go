package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// fact is a line of what a document says of itself.
type fact struct{ Name, Value string }

// file is a file as offered.
type file struct{ Name, Size, Link string }

// step is an event as shown.
type step struct {
	State                state
	At, Number, By, Text string
}

// recipient is one delivery as shown.
type recipient struct {
	Name, Code, SentAt, Transport string
	State                         state
	Steps                         []step
}

// outgoingPage is the content of an outgoing document's page.
type outgoingPage struct {
	Code, Subject, Urgency string
	State                  state
	Facts                  []fact
	Files                  []file
	Recipients             []recipient
	Accepted               int
}

// incomingPage is the content of an incoming document's page.
type incomingPage struct {
	Code, Subject, Urgency string
	State                  state
	Facts                  []fact
	Files                  []file
	Steps                  []step
}

func (v *visit) showOutgoing() error {
	doc, deliveries, err := v.outgoing()
	if err != nil {
		return err
	}
	page := outgoingPage{
		Code: doc.Info.Code.String(), Subject: doc.Info.Subject, Urgency: v.urgency(doc.Info.Urgency),
		State: v.stage(doc.Stage), Facts: v.facts(doc.Info), Files: v.offered(doc.Files),
	}
	if doc.IssuedAt != nil {
		page.Facts = append(page.Facts, fact{v.text("issued_at"), clockShown(*doc.IssuedAt)})
	}
	for _, d := range deliveries {
		page.Recipients = append(page.Recipients, recipient{
			Name: d.RecipientName, Code: string(d.Recipient), SentAt: clockShown(d.SentAt),
			Transport: v.transport(d.Transport), State: v.status(d.Status()), Steps: v.steps(d.Events),
		})
		if s := d.Status(); s != office.StatusArrived && s != office.StatusRefused && s != office.StatusNone {
			page.Accepted++
		}
	}
	return v.draw(http.StatusOK, "outgoing", cmp.Or(page.Code, page.Subject), page)
}

func (v *visit) showIncoming() error {
	a, err := v.incoming()
	if err != nil {
		return err
	}
	page := incomingPage{
		Code: a.Info.Code.String(), Subject: a.Info.Subject, Urgency: v.urgency(a.Info.Urgency),
		State: v.status(a.Status()), Files: v.offered(a.Files), Steps: v.steps(a.Events),
	}
	page.Facts = append([]fact{
		{v.text("arrival_number"), arrivalNumber(a)},
		{v.text("received_at"), clockShown(a.ReceivedAt)},
		{v.text("sender"), cmp.Or(a.SenderName, v.text("paper"))},
	}, v.facts(a.Info)...)
	page.Facts = present(append(page.Facts, fact{v.text("assigned_to"), a.AssignedTo}))
	return v.draw(http.StatusOK, "incoming", cmp.Or(page.Code, page.Subject), page)
}

// facts lists what the document says, leaving out what it does not say.
func (v *visit) facts(i office.Info) []fact {
	return present([]fact{
		{v.text("code"), i.Code.String()},
		{v.text("date"), i.Date.Shown()},
		{v.text("type"), string(i.Type)},
		{v.text("issuer"), i.IssuerName},
		{v.text("signatory"), i.Signatory.FullName},
		{v.text("position"), i.Signatory.Position},
		{v.text("due"), i.DueDate.Shown()},
	})
}

func present(all []fact) []fact {
	return slices.DeleteFunc(all, func(f fact) bool { return f.Value == "" })
}

func (v *visit) offered(all []office.File) (list []file) {
	for _, f := range all {
		list = append(list, file{Name: f.Name, Size: v.size(f.Size), Link: v.r.URL.Path + "/files/" + f.SHA256})
	}
	return list
}

func (v *visit) steps(events []office.StatusEvent) (list []step) {
	for _, e := range events {
		shown := step{State: v.status(e.Status), At: clockShown(e.At), By: e.By, Text: e.Text}
		if e.ArrivalNumber != 0 {
			shown.Number = v.text("arrival_number") + " " + strconv.Itoa(e.ArrivalNumber)
		}
		list = append(list, shown)
	}
	return list
}

// outgoing reads the document of the path and its deliveries.
func (v *visit) outgoing() (doc office.Document, deliveries []office.Delivery, err error) {
	id, agency := office.DocumentID(v.r.PathValue("id")), v.actor.Agency.Code
	err = v.store.Read(v.r.Context(), func(view store.View) error {
		found, err := view.Document(agency, id)
		if err != nil {
			return err
		}
		doc = found.Document
		deliveries, err = view.Deliveries(agency, id)
		return err
	})
	return doc, deliveries, found(err)
}

// incoming reads the arrival of the path.
func (v *visit) incoming() (a office.Arrival, err error) {
	err = v.store.Read(v.r.Context(), func(view store.View) error {
		found, err := view.Arrival(v.actor.Agency.Code, office.ArrivalID(v.r.PathValue("id")))
		a = found.Arrival
		return err
	})
	return a, found(err)
}

// found makes the absence of a record the answer to whoever asks for it.
func found(err error) error {
	if errors.Is(err, store.ErrAbsent) {
		return api.ErrNotFound
	}
	return err
}
