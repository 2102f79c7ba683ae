// Package canned is a world of invented documents, agencies and tokens behind
// the desk's ports: for the gallery and for the tests of presenters and views.
// It answers at once and remembers what is done to it; it belongs to one
// goroutine.
package canned

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	_ "image/png" // the canned pages are PNG files
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/draw"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// World is what the canned ports answer. The zero value is an empty machine that
// is connected to nobody.
type World struct {
	Who        *desk.Account
	In         []office.Arrival
	Out        []office.Document
	Delivered  map[office.DocumentID][]office.Delivery
	Offices    []office.Agency
	Plugged    []desk.Token
	Reports    map[string]desk.Report
	Texts      map[string][]reading.Page // of files that say something else than the canned pages
	Unsent     []desk.Pending
	Event      desk.SyncEvent
	StoreErr   error // reading lists fails
	FileErr    error // files are not here
	TokenErr   error
	SignErr    error
	ConnectErr error
	ActErr     error // doing anything to a document fails
	VerifyErr  error
	Tell       func(desk.SyncEvent) // what Events was given
	Plug       func()               // what Watch was given
	Synced     int                  // how often Sync was asked
	LastOrder  desk.SignOrder
	Rise       desk.LevelSettings
	LevelErr   error // setting levels fails
	Exported   string
	Did        int // how often a presenter said that something was done
	Next       int // the next arrival number; 0 gives provisional marks
}

// Ports are the canned ports of the world.
func (w *World) Ports() desk.Ports {
	return desk.Ports{
		Arrivals: w, Documents: w, Directory: w, Files: w, Account: w, Outbox: w,
		Tokens: w, Signer: w, Verifier: w, Pages: w, Syncer: w, Reader: w, Levels: w,
	}
}

// Levels gives the canned settings of levels.
func (w *World) Levels(context.Context) (desk.LevelSettings, error) { return w.Rise, nil }

// SetLevels keeps them.
func (w *World) SetLevels(_ context.Context, to desk.LevelSettings) error {
	if w.LevelErr == nil {
		w.Rise = to
	}
	return w.LevelErr
}

// Arrivals gives the canned arrivals that the filter chooses.
func (w *World) Arrivals(_ context.Context, f office.ArrivalFilter) ([]office.Arrival, error) {
	var found []office.Arrival
	for _, a := range w.In {
		waits := a.Status() == office.StatusArrived && a.Provisional == ""
		text := a.Info.Code.String() + " " + a.Info.Subject + " " + a.Info.IssuerName
		year := office.DateOf(a.ReceivedAt).Year
		if (!f.Waiting || waits) && (f.Year == 0 || f.Year == year) && fold.Contains(text, f.Text) && f.After == "" {
			found = append(found, a)
		}
	}
	return found, w.StoreErr
}

// Arrival gives one arrival.
func (w *World) Arrival(_ context.Context, id office.ArrivalID) (office.Arrival, error) {
	for _, a := range w.In {
		if a.ID == id {
			return a, nil
		}
	}
	return office.Arrival{}, errors.New("no such arrival")
}

// Accept gives the arrival the next number.
func (w *World) Accept(_ context.Context, id office.ArrivalID, to string) error {
	if w.ActErr != nil {
		return w.ActErr
	}
	return w.change(id, func(a *office.Arrival) {
		a.AssignedTo, a.Year = to, Now.In(office.Vietnam).Year()
		if w.Next == 0 {
			a.Provisional = "T-3f2a-7"
			return
		}
		a.Number = w.Next
		w.Next++
		a.Events = append(slices.Clone(a.Events), office.StatusEvent{Status: office.StatusAccepted, At: Now, By: "Lê Thị Mẫu", ArrivalNumber: a.Number})
	})
}

// Refuse refuses the arrival.
func (w *World) Refuse(_ context.Context, id office.ArrivalID, reason string) error {
	if w.ActErr != nil {
		return w.ActErr
	}
	return w.change(id, func(a *office.Arrival) {
		a.Events = append(slices.Clone(a.Events), office.StatusEvent{Status: office.StatusRefused, At: Now, By: "Lê Thị Mẫu", Text: reason})
	})
}

func (w *World) change(id office.ArrivalID, how func(*office.Arrival)) error {
	for i := range w.In {
		if w.In[i].ID == id {
			how(&w.In[i])
		}
	}
	return nil
}

// Documents gives the canned documents that the filter chooses.
func (w *World) Documents(_ context.Context, f office.DocumentFilter) ([]office.Document, error) {
	var found []office.Document
	for _, d := range w.Out {
		text := d.Info.Code.String() + " " + d.Info.Subject
		if (len(f.Stages) == 0 || slices.Contains(f.Stages, d.Stage)) && fold.Contains(text, f.Text) {
			found = append(found, d)
		}
	}
	return found, w.StoreErr
}

// Document gives one document.
func (w *World) Document(_ context.Context, id office.DocumentID) (office.Document, error) {
	for _, d := range w.Out {
		if d.ID == id {
			return d, nil
		}
	}
	return office.Document{}, errors.New("no such document")
}

// Deliveries gives the document's deliveries.
func (w *World) Deliveries(_ context.Context, id office.DocumentID) ([]office.Delivery, error) {
	return w.Delivered[id], nil
}

// SaveDocument keeps the document.
func (w *World) SaveDocument(_ context.Context, d office.Document) (office.DocumentID, error) {
	if w.ActErr != nil {
		return "", w.ActErr
	}
	if d.ID == "" {
		d.ID = office.DocumentID(fmt.Sprintf("new-%d", len(w.Out)))
	}
	for i := range w.Out {
		if w.Out[i].ID == d.ID {
			w.Out[i] = d
			return d.ID, nil
		}
	}
	w.Out = append([]office.Document{d}, w.Out...)
	return d.ID, nil
}

// NumberDocument gives the document number 154.
func (w *World) NumberDocument(ctx context.Context, id office.DocumentID, date office.Date, notation string) error {
	d, err := w.Document(ctx, id)
	if err != nil {
		return err
	}
	d.Info.Code, d.Info.Date, d.Stage = office.DocumentCode{Number: 154, Notation: notation}, date, office.Numbered
	_, err = w.SaveDocument(ctx, d)
	return err
}

// Dispatch queues the document for the agencies.
func (w *World) Dispatch(ctx context.Context, id office.DocumentID, to []office.AgencyCode) (office.DispatchID, error) {
	d, err := w.Document(ctx, id)
	if err != nil {
		return "", err
	}
	for _, code := range to {
		name := ""
		for _, a := range w.Offices {
			if a.Code == code {
				name = a.Name
			}
		}
		w.Delivered[id] = append(w.Delivered[id], office.Delivery{Document: id, Recipient: code, RecipientName: name, Transport: office.Queued, SentAt: Now})
	}
	d.Stage = office.Issued
	_, err = w.SaveDocument(ctx, d)
	return "dispatch", err
}

// Agencies gives the directory.
func (w *World) Agencies(context.Context) ([]office.Agency, error) { return w.Offices, w.StoreErr }

// AddFile makes a file of the path's name.
func (w *World) AddFile(_ context.Context, path string, role office.FileRole) (office.File, error) {
	name := path[strings.LastIndex(path, "/")+1:]
	return File(name, role, 292655), w.FileErr
}

// FilePath gives the hash itself as the path.
func (w *World) FilePath(_ context.Context, sha256 string) (string, error) { return sha256, w.FileErr }

// Export remembers where to.
func (w *World) Export(_ context.Context, _, path string) error {
	w.Exported = path
	return w.FileErr
}

// Account gives the account.
func (w *World) Account(context.Context) (desk.Account, error) {
	if w.Who == nil {
		return desk.Account{}, desk.ErrNotConnected
	}
	return *w.Who, nil
}

// Connect connects to the clerk's account.
func (w *World) Connect(context.Context, desk.Login) (desk.Account, error) {
	if w.ConnectErr != nil {
		return desk.Account{}, w.ConnectErr
	}
	account := Clerk()
	w.Who = &account
	return account, nil
}

// Waiting gives what waits.
func (w *World) Waiting(context.Context) ([]desk.Pending, error) { return w.Unsent, nil }

// Tokens gives the tokens.
func (w *World) Tokens(context.Context) ([]desk.Token, error) { return w.Plugged, w.TokenErr }

// Watch keeps the function, for Plug.
func (w *World) Watch(changed func()) func() {
	w.Plug = changed
	return func() { w.Plug = nil }
}

// Sign gives a signed file.
func (w *World) Sign(_ context.Context, order desk.SignOrder) (office.File, error) {
	w.LastOrder = order
	w.LastOrder.PIN = slices.Clone(order.PIN)
	signed := order.File
	signed.SHA256 = "5a7e" + signed.SHA256[4:]
	signed.Size += 31204
	return signed, w.SignErr
}

// Verify gives the canned report of the file.
func (w *World) Verify(_ context.Context, path string) (desk.Report, error) {
	if r, ok := w.Reports[path]; ok {
		return r, w.VerifyErr
	}
	return desk.Report{Overall: desk.NoSignature}, w.VerifyErr
}

// Sync counts.
func (w *World) Sync(context.Context) error {
	w.Synced++
	return nil
}

// Events gives the canned event at once.
func (w *World) Events(on func(desk.SyncEvent)) func() {
	w.Tell = on
	on(w.Event)
	return func() { w.Tell = nil }
}

//go:embed pages/text.json
var pageText []byte

// Text gives what stands on the canned pages.
func (w *World) Text(_ context.Context, path string) (pages []reading.Page, err error) {
	if pages, ok := w.Texts[path]; ok {
		return pages, nil
	}
	return pages, json.Unmarshal(pageText, &pages)
}

//go:embed pages/*.png
var pageFiles embed.FS

// pageCount is how many pages every canned document has.
const pageCount = 4

// Sizes gives four pages of A4.
func (w *World) Sizes(context.Context, string) ([]desk.PageSize, error) {
	return slices.Repeat([]desk.PageSize{{Width: 210, Height: 297}}, pageCount), nil
}

// drawn keeps the scaled pages: many worlds show the same ones.
var drawn sync.Map

// Draw gives the canned page in the wanted width.
func (w *World) Draw(_ context.Context, _ string, page, width int) (image.Image, error) {
	key := [2]int{page, width}
	if img, ok := drawn.Load(key); ok {
		return img.(image.Image), nil
	}
	img, err := scaled(page, width)
	if err == nil {
		drawn.Store(key, img)
	}
	return img, err
}

func scaled(page, width int) (image.Image, error) {
	raw, err := pageFiles.ReadFile(fmt.Sprintf("pages/%d.png", page))
	if err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	to := image.NewRGBA(image.Rect(0, 0, width, width*297/210))
	draw.CatmullRom.Scale(to, to.Bounds(), img, img.Bounds(), draw.Src, nil)
	return to, nil
}
