package pdftest

// Kind is how a file writes its cross-reference.
type Kind string

// The kinds of ISO 32000-2 §7.5.4 and §7.5.8.
const (
	Table  Kind = "table"
	Stream Kind = "stream" // with an object stream
	Hybrid Kind = "hybrid" // a table whose /XRefStm shows the form
)

// Kinds lists them all.
var Kinds = []Kind{Table, Stream, Hybrid}

// Options say what a file has. The zero value is one upright A4 page.
type Options struct {
	Kind       Kind
	Pages      int    // 1 where zero
	Page       string // further entries of every page, such as "/Rotate 90"
	MediaBox   string // "[0 0 595 842]" where empty
	Form       bool   // a text field, an empty signature field "Approval", DR and DA
	Indirect   bool   // /AcroForm, /Fields and /Annots in objects of their own
	Catalog    string // further entries of the catalog
	Lock       string // the /Lock of the signature field, where not empty
	Field      string // further entries of the signature field
	Padding    int    // bytes of content in the last page, to make it large
	Prefix     string // what stands before the header
	Generation int    // of the first page's object
}
