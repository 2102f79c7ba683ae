package pages

import (
	"errors"
	"fmt"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/vanthu/vanthu/internal/fault"
)

// Most pages that a document may have: far beyond any of an office, more is an
// attack.
const Most = 20000

// document is a file that the engine has open.
type document struct {
	id       identity
	source   *source
	instance pdfium.Pdfium
	ref      references.FPDF_DOCUMENT
	pages    int
	doubt    bool // an answer was missing: perhaps only that, perhaps the engine is ill
}

func openDocument(instance pdfium.Pdfium, id identity) (*document, error) {
	d := &document{id: id, source: &source{path: id.path}, instance: instance}
	opened, err := instance.OpenDocument(&requests.OpenDocument{FileReader: d.source, FileReaderSize: id.size})
	if err != nil {
		d.source.release()
		return nil, d.refusal(err)
	}
	d.ref = opened.Document
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	if err == nil && (count.PageCount < 1 || count.PageCount > Most) {
		err = d.unreadable(fmt.Errorf("%d pages", count.PageCount))
	}
	if err != nil {
		d.close()
		return nil, err
	}
	d.pages = count.PageCount
	return d, nil
}

func (d *document) close() {
	d.source.release()
	_, _ = d.instance.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: d.ref})
}

// refusal turns what PDFium says of a file into this package's errors; what it
// did not say in its own words stays as it is.
func (d *document) refusal(err error) error {
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return fault.New(ErrLocked, fault.Args{"file": d.id.path}, err)
	case errors.Is(err, pdfiumerrors.ErrFile), errors.Is(err, pdfiumerrors.ErrFormat),
		errors.Is(err, pdfiumerrors.ErrUnknown), errors.Is(err, pdfiumerrors.ErrPage), errors.Is(err, pdfiumerrors.ErrSuccess):
		return d.unreadable(err)
	}
	return err
}

func (d *document) unreadable(cause error) error {
	return fault.New(ErrUnreadable, fault.Args{"file": d.id.path}, cause)
}

// page names a page (from 1) to PDFium.
func (d *document) page(number int) (requests.Page, error) {
	if number < 1 || number > d.pages {
		return requests.Page{}, d.missing(number, nil)
	}
	return requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: number - 1}}, nil
}

func (d *document) missing(number int, cause error) error {
	return fault.New(ErrPageMissing, fault.Args{"file": d.id.path, "page": number}, cause)
}

func (d *document) sizes() ([]Size, error) {
	sizes := make([]Size, d.pages)
	for i := range sizes {
		size, err := d.size(i + 1)
		if err != nil {
			return nil, err
		}
		sizes[i] = size
	}
	return sizes, nil
}

// size does not parse the page's content.
func (d *document) size(number int) (Size, error) {
	answer, err := d.instance.FPDF_GetPageSizeByIndexF(&requests.FPDF_GetPageSizeByIndexF{Document: d.ref, Index: number - 1})
	if err != nil {
		return Size{}, err
	}
	return Size{float64(answer.Size.Width) * mmPerPoint, float64(answer.Size.Height) * mmPerPoint}, nil
}
