package office

import "github.com/vanthu/vanthu/internal/fault"

// What the office's rules refuse.
var (
	ErrAgencyCode    = fault.Define("office.agency_code")    // not an agency code {value}
	ErrAgencyUnknown = fault.Define("office.agency_unknown") // no such agency in the directory {value}
	ErrDocumentCode  = fault.Define("office.document_code")  // not a document code {value}
	ErrDocumentType  = fault.Define("office.document_type")  // not one of the types of Decree 30 {value}
	ErrDate          = fault.Define("office.date")           // not a date {value}
	ErrDateMissing   = fault.Define("office.date_missing")   // the register needs a date
	ErrIssuer        = fault.Define("office.issuer")         // the register needs who issued the document
	ErrSubject       = fault.Define("office.subject")        // the subject is missing or over 500 characters
	ErrSecret        = fault.Define("office.secret")         // a secret document goes nowhere {secrecy}
	ErrPrintedSecret = fault.Define("office.printed_secret") // a page bears a mark of secrecy {mark} {page}
	ErrTransition    = fault.Define("office.transition")     // the status does not follow from the present one {from} {to}
	ErrReason        = fault.Define("office.reason")         // a reason is missing
	ErrRecipients    = fault.Define("office.recipients")     // no recipient, or one named twice {value}
	ErrFile          = fault.Define("office.file")           // a document without its file
	ErrNotSealed     = fault.Define("office.not_sealed")     // the agency has not signed it yet
)
