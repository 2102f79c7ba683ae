package web

import (
	"net/http"
	"net/url"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

// pageSize is how many rows a list shows.
const pageSize = 50

// list is the content of a list page.
type list struct {
	Kind     string // "incoming" or "outgoing"
	Text     string // what was searched for
	Incoming int    // all of the agency
	Waiting  int    // of these neither accepted nor refused
	Outgoing int
	Found    int
	Rows     []row
	More     string // link to the next page
}

// row is one document of a list.
type row struct {
	Link, Came, Number, Code, Date, Issuer, Subject string
	Urgency                                         string
	State                                           state
}

func (v *visit) listIncoming() error {
	page := list{Kind: "incoming", Text: v.query("q")}
	filter := office.ArrivalFilter{Text: page.Text, After: office.ArrivalID(v.query("after")), Limit: pageSize}
	var found []office.Arrival
	err := v.store.Read(v.r.Context(), func(view store.View) (err error) {
		if page.Found, err = view.CountArrivals(v.actor.Agency.Code, filter); err != nil {
			return err
		}
		if found, err = view.Arrivals(v.actor.Agency.Code, filter); err != nil {
			return err
		}
		return v.count(view, &page)
	})
	if err != nil {
		return err
	}
	for _, a := range found {
		page.Rows = append(page.Rows, row{
			Link: "/incoming/" + string(a.ID), Came: clockShown(a.ReceivedAt), Number: arrivalNumber(a),
			Code: a.Info.Code.String(), Date: a.Info.Date.Shown(), Issuer: a.Info.IssuerName, Subject: a.Info.Subject,
			Urgency: v.urgency(a.Info.Urgency), State: v.status(a.Status()),
		})
	}
	if len(found) == pageSize {
		page.More = v.next(string(found[pageSize-1].ID))
	}
	return v.draw(http.StatusOK, "list", v.text("incoming"), page)
}

func (v *visit) listOutgoing() error {
	page := list{Kind: "outgoing", Text: v.query("q")}
	filter := office.DocumentFilter{Text: page.Text, After: office.DocumentID(v.query("after")), Limit: pageSize}
	var found []office.Document
	err := v.store.Read(v.r.Context(), func(view store.View) (err error) {
		if page.Found, err = view.CountDocuments(v.actor.Agency.Code, filter); err != nil {
			return err
		}
		if found, err = view.Documents(v.actor.Agency.Code, filter); err != nil {
			return err
		}
		return v.count(view, &page)
	})
	if err != nil {
		return err
	}
	for _, d := range found {
		page.Rows = append(page.Rows, row{
			Link: "/outgoing/" + string(d.ID), Code: d.Info.Code.String(), Date: d.Info.Date.Shown(),
			Issuer: string(d.Info.Type), Subject: d.Info.Subject, Urgency: v.urgency(d.Info.Urgency), State: v.stage(d.Stage),
		})
	}
	if len(found) == pageSize {
		page.More = v.next(string(found[pageSize-1].ID))
	}
	return v.draw(http.StatusOK, "list", v.text("outgoing"), page)
}

// count fills in the figures beside the names of the lists.
func (v *visit) count(view store.View, page *list) (err error) {
	agency := v.actor.Agency.Code
	if page.Incoming, err = view.CountArrivals(agency, office.ArrivalFilter{}); err != nil {
		return err
	}
	if page.Waiting, err = view.CountArrivals(agency, office.ArrivalFilter{Waiting: true}); err != nil {
		return err
	}
	page.Outgoing, err = view.CountDocuments(agency, office.DocumentFilter{})
	return err
}

func (v *visit) query(name string) string { return v.r.URL.Query().Get(name) }

// next is the link to the page after a record.
func (v *visit) next(after string) string {
	q := url.Values{"after": {after}}
	if text := v.query("q"); text != "" {
		q.Set("q", text)
	}
	return v.r.URL.Path + "?" + q.Encode()
}
