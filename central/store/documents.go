package store

import "github.com/vanthu/vanthu/office"

// Document is an outgoing document with its stamp.
type Document struct {
	office.Document
	Stamp
}

// DocumentView reads outgoing documents. Each agency sees its own ids only.
type DocumentView interface {
	Document(office.AgencyCode, office.DocumentID) (Document, error) // ErrAbsent
	// Documents lists newest first, as the filter says.
	Documents(office.AgencyCode, office.DocumentFilter) ([]office.Document, error)
	CountDocuments(office.AgencyCode, office.DocumentFilter) (int, error)
	// CodeHolder is the document that has a code in its date's year; ErrAbsent.
	CodeHolder(agency office.AgencyCode, year int, code office.DocumentCode) (office.DocumentID, error)
	// NumberUsed tells whether any document of the year has the bare number.
	NumberUsed(agency office.AgencyCode, year, number int) (bool, error)
}

// DocumentTx changes them.
type DocumentTx interface {
	// PutDocument adds or replaces a document of doc.Agency and gives its new
	// version. ErrTaken when another document has its code in its year.
	PutDocument(doc office.Document, by office.DeviceID) (version int64, err error)
}
