package draft

import (
	"context"
	"strconv"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// Dialog is the presenter.
type Dialog struct {
	env  desk.Env
	view func(State)
	done func(office.DocumentID)

	open   bool
	form   Form
	filled int
	read   office.Info // what the file says of itself
	files  []office.File
	fault  error

	take, act desk.Question
}

// New makes the dialog, closed; done is told which document was made.
func New(env desk.Env, done func(office.DocumentID), view func(State)) *Dialog {
	return &Dialog{env: env, done: done, view: view}
}

// Speak changes the language.
func (d *Dialog) Speak(lang i18n.Language) {
	d.env.Lang = lang
	d.refresh()
}

// Open shows an empty form.
func (d *Dialog) Open() {
	*d = Dialog{env: d.env, view: d.view, done: d.done, open: true, filled: d.filled + 1}
	d.form = Form{Type: string(office.OfficialLetter), Urgency: "0", Secrecy: "0"}
	d.refresh()
}

// Close closes the dialog.
func (d *Dialog) Close() {
	if d.act.Open() {
		return
	}
	d.take.Drop()
	d.open = false
	d.refresh()
}

// Changed takes what stands in the form.
func (d *Dialog) Changed(form Form) {
	d.form = form
	d.refresh()
}

// taken is a file in the store with what it says of itself.
type taken struct {
	file office.File
	info office.Info
}

// Main takes the document's file; a second one replaces the first.
func (d *Dialog) Main(path string) {
	desk.Ask(d.env.Threads, &d.take, func(ctx context.Context) (taken, error) {
		pages, err := d.env.Reader.Text(ctx, path)
		if err != nil {
			return taken{}, err
		}
		if _, err := reading.CheckSecrecy(pages); err != nil {
			return taken{}, err // before a byte is kept
		}
		file, err := d.env.Files.AddFile(ctx, path, office.MainFile)
		return taken{file, reading.Read(pages).Info}, err
	}, func(t taken, err error) {
		if d.fault = err; err == nil {
			d.putMain(t.file)
			d.fill(t.info)
		}
		d.refresh()
	})
	d.refresh()
}

// Attach adds an attachment.
func (d *Dialog) Attach(path string) {
	desk.Ask(d.env.Threads, &d.take, func(ctx context.Context) (office.File, error) {
		if pages, err := d.env.Reader.Text(ctx, path); err == nil { // else it is no PDF
			if _, err := reading.CheckSecrecy(pages); err != nil {
				return office.File{}, err
			}
		}
		return d.env.Files.AddFile(ctx, path, office.Attachment)
	}, func(file office.File, err error) {
		if d.fault = err; err == nil {
			d.files = append(d.files[:len(d.files):len(d.files)], file)
		}
		d.refresh()
	})
	d.refresh()
}

func (d *Dialog) putMain(file office.File) {
	files := []office.File{file}
	for _, f := range d.files {
		if f.Role != office.MainFile {
			files = append(files, f)
		}
	}
	d.files = files
}

// fill puts into the form what the file says, over what is still empty.
func (d *Dialog) fill(info office.Info) {
	d.read = info
	d.filled++
	if info.Type != "" {
		d.form.Type = string(info.Type)
	}
	put := func(entry *string, value string) {
		if strings.TrimSpace(*entry) == "" {
			*entry = value
		}
	}
	put(&d.form.Notation, info.Code.Notation)
	put(&d.form.Subject, info.Subject)
	put(&d.form.Position, info.Signatory.Position)
	put(&d.form.Signer, info.Signatory.FullName)
	d.form.Urgency = strconv.Itoa(int(info.Urgency))
	d.form.Secrecy = strconv.Itoa(int(info.Secrecy))
}

// Save keeps the document as a draft.
func (d *Dialog) Save() {
	if !d.open || !d.action(d.env.Words()).Enabled {
		return
	}
	document := d.document()
	desk.Ask(d.env.Threads, &d.act, func(ctx context.Context) (office.DocumentID, error) {
		account, err := d.env.Account.Account(ctx)
		if err != nil {
			return "", err
		}
		document.Agency = account.Agency.Code
		document.Info.Issuer, document.Info.IssuerName = account.Agency.Code, account.Agency.Name
		return d.env.Documents.SaveDocument(ctx, document)
	}, func(id office.DocumentID, err error) {
		if d.fault = err; err != nil {
			d.refresh()
			return
		}
		d.Close()
		d.env.Did()
		d.done(id)
	})
	d.refresh()
}

// document is the form as a draft.
func (d *Dialog) document() office.Document {
	urgency, _ := strconv.Atoi(d.form.Urgency)
	secrecy, _ := strconv.Atoi(d.form.Secrecy)
	return office.Document{
		Stage: office.Draft, Files: d.files, CreatedAt: d.env.Clock.Now(),
		Info: office.Info{
			Code:      office.DocumentCode{Notation: strings.TrimSpace(d.form.Notation)},
			Type:      office.DocumentType(d.form.Type),
			Subject:   strings.TrimSpace(d.form.Subject),
			Signatory: office.Signatory{Position: strings.TrimSpace(d.form.Position), FullName: strings.TrimSpace(d.form.Signer)},
			Urgency:   office.Urgency(urgency), Secrecy: office.Secrecy(secrecy),
			DueDate: d.read.DueDate, Pages: d.read.Pages,
		},
	}
}
