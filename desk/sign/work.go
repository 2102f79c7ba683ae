package sign

import (
	"context"
	"image"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// readFile reads what the person must see before signing.
func (d *Dialog) readFile() {
	file := d.file
	desk.Ask(d.env.Threads, &d.read, func(ctx context.Context) (*seen, error) {
		path, err := d.env.Files.FilePath(ctx, file.SHA256)
		if err != nil {
			return nil, err
		}
		s := &seen{path: path}
		if s.sizes, err = d.env.Pages.Sizes(ctx, path); err != nil {
			return nil, err
		}
		if pages, err := d.env.Reader.Text(ctx, path); err == nil {
			s.pages = pages
			s.place, _ = reading.SignaturePlace(pages)
			_, s.marked = reading.CheckSecrecy(pages)
		} // without text, as in a scan, the person places the box
		s.report, err = d.checks.Check(ctx, file.SHA256)
		return s, err
	}, func(s *seen, err error) {
		d.seen, d.fault = s, err
		if err == nil {
			d.propose()
			d.drawSheet()
		}
		d.refresh()
	})
}

// Tokens looks for tokens again.
func (d *Dialog) Tokens() {
	if d.open {
		d.listTokens()
		d.refresh()
	}
}

func (d *Dialog) listTokens() {
	desk.Ask(d.env.Threads, &d.list, d.env.Tokens.Tokens, func(tokens []desk.Token, err error) {
		d.tokens, d.listed = tokens, true
		if err != nil {
			d.failed = err
		}
		d.choose()
		d.refresh()
	})
}

// See tells how wide the sheet stands on the screen, in pixels.
func (d *Dialog) See(width int) {
	if width == d.width || width <= 0 {
		return
	}
	d.width = width
	d.drawSheet()
}

func (d *Dialog) drawSheet() {
	if d.seen == nil || d.width == 0 || d.place.Page == 0 {
		return
	}
	path, page, width := d.seen.path, d.place.Page, d.width
	desk.Ask(d.env.Threads, &d.draw, func(ctx context.Context) (image.Image, error) {
		return d.env.Pages.Draw(ctx, path, page, width)
	}, func(img image.Image, err error) {
		d.sheet, d.fault = img, err
		d.refresh()
	})
}

// Sign signs with the PIN and wipes its bytes afterwards.
func (d *Dialog) Sign(pin []byte) {
	if !d.open || !d.action(d.env.Words()).Enabled {
		clear(pin)
		return
	}
	order := desk.SignOrder{
		Document: d.document.ID, Info: d.document.Info, File: d.file,
		Token: d.token, Certificate: d.certificate, PIN: pin, Role: d.role, Place: d.place,
	}
	document := d.document
	d.failed = nil
	desk.Ask(d.env.Threads, &d.act, func(ctx context.Context) (office.DocumentID, error) {
		signed, err := d.env.Signer.Sign(ctx, order)
		clear(pin)
		if err != nil {
			return "", err
		}
		return d.env.Documents.SaveDocument(ctx, desk.AfterSigning(document, signed, order.Role))
	}, d.signed)
	d.refresh()
}

func (d *Dialog) signed(id office.DocumentID, err error) {
	d.pinLength = 0
	if err != nil {
		d.failed = err
		d.listTokens() // the tries left have changed
		d.refresh()
		return
	}
	d.Close()
	d.env.Did()
	d.done(id)
}
