package pades

import (
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// place gives the field its value and puts the widget on its page.
func (e *editor) place(f *field, value pdf.Ref, req Request) error {
	f.dict["V"] = value
	if f.existing {
		return e.placeExisting(f, req)
	}
	page, err := e.page(req.Visible)
	if err != nil {
		return err
	}
	seen := page.Ref != (pdf.Ref{})
	if seen && req.Visible != nil {
		placed := req.Visible.On(page)
		f.placed = &placed
		f.dict["Rect"] = onPage(page, placed).Array()
		// Drawn in the size that was asked for, so that the text has its room; a
		// reader scales it into the rectangle (ISO 32000-2 §12.5.5).
		if err := e.draw(f.dict, points(req.Visible.Width), points(req.Visible.Height), page.Rotate, req.Appearance); err != nil {
			return err
		}
	}
	if req.Says != "" {
		f.dict["Contents"] = pdf.Text(req.Says)
	}
	if seen {
		f.dict["P"] = page.Ref
		if err := e.annotate(page, f.widget); err != nil {
			return err
		}
	}
	e.update.Set(f.ref, f.dict)
	return nil
}

// page is the one asked for, or the first one for an invisible signature. It is
// the zero Page where the document has none, and where a broken page tree holds
// an invisible signature's page directly: nothing can be entered there.
func (e *editor) page(v *Visible) (pdf.Page, error) {
	if v != nil {
		return e.shownPage(v.Page)
	}
	page, err := e.doc.Page(1)
	if errors.Is(err, pdf.ErrPageMissing) {
		return pdf.Page{}, nil
	}
	return page, err
}

func (e *editor) shownPage(n int) (pdf.Page, error) {
	count, err := e.doc.PageCount()
	if err != nil || count == 0 {
		return pdf.Page{}, err
	}
	if n == -1 {
		n = count
	}
	page, err := e.doc.Page(n)
	if err == nil && page.Ref == (pdf.Ref{}) {
		if e.own[n] == (pdf.Ref{}) {
			e.own[n], err = e.takeOut(page)
		}
		page.Ref = e.own[n]
	}
	if err == nil && page.Ref == (pdf.Ref{}) {
		err = fault.New(pdf.ErrPageMissing, fault.Args{"page": n}, nil)
	}
	return page, err
}

// takeOut gives a page that its node holds directly an object of its own, as
// every page should have (ISO 32000-2 table 30). It is zero where that cannot be.
func (e *editor) takeOut(page pdf.Page) (pdf.Ref, error) {
	node, err := e.dict(page.Holder)
	if err != nil || node == nil {
		return pdf.Ref{}, err
	}
	held, err := e.update.Resolve(node["Kids"])
	old, ok := held.(pdf.Array)
	if err != nil || !ok {
		return pdf.Ref{}, err
	}
	kids := append(pdf.Array{}, old...)
	own := e.update.Add(page.Dict.Clone())
	kids[page.Kid] = own
	if ref, indirect := node["Kids"].(pdf.Ref); indirect {
		e.update.Set(ref, kids)
		return own, nil
	}
	node["Kids"] = kids
	e.update.Set(page.Holder, node)
	return own, nil
}

func (e *editor) draw(widget pdf.Dict, width, height float64, rotate int, draw Appearance) error {
	form, err := draw(width, height, rotate, e.update.Add)
	if err != nil {
		return err
	}
	widget["AP"] = pdf.Dict{"N": form}
	return nil
}

// annotate enters the widget into the page's /Annots (ISO 32000-2 §12.5.2).
func (e *editor) annotate(page pdf.Page, widget pdf.Ref) error {
	dict, err := e.dict(page.Ref)
	if err != nil || dict == nil {
		return err
	}
	changed, err := e.appended(dict, "Annots", widget)
	if changed {
		e.update.Set(page.Ref, dict)
	}
	return err
}

// placeExisting keeps the field's own rectangle and draws into it.
func (e *editor) placeExisting(f *field, req Request) error {
	widget := f.dict
	if f.widget != f.ref {
		e.update.Set(f.ref, f.dict)
		var err error
		if widget, err = e.dict(f.widget); err != nil {
			return err
		}
	}
	rect, _ := e.doc.Rect(widget["Rect"])
	if !rect.Empty() && req.Appearance != nil {
		page, err := e.pageOf(f.widget, widget)
		if err != nil {
			return err
		}
		width, height := seen(rect, page)
		if err := e.draw(widget, width, height, page.Rotate, req.Appearance); err != nil {
			return err
		}
	}
	e.update.Set(f.widget, widget)
	return nil
}

// pageOf finds a widget's page by its /P, else by the pages' /Annots.
func (e *editor) pageOf(ref pdf.Ref, widget pdf.Dict) (pdf.Page, error) {
	for page, err := range e.doc.Pages() {
		if err != nil {
			return page, err
		}
		if page.Ref == widget["P"] {
			return page, nil
		}
		v, err := e.update.Resolve(page.Dict["Annots"])
		if err != nil {
			return page, err
		}
		annots, _ := v.(pdf.Array)
		for _, a := range annots {
			if a == pdf.Object(ref) {
				return page, nil
			}
		}
	}
	return pdf.Page{UserUnit: 1}, nil
}
