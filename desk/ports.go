package desk

import (
	"context"
	"image"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// Ports are the desk's doors to the world; cmd/internal/workplace fills them.
// Every method may be called from any goroutine and may take its time; it stops
// early when the context ends. Errors carry a fault.Code where one is known:
// they are shown with i18n.Explain.
type Ports struct {
	Arrivals  Arrivals
	Documents Documents
	Directory Directory
	Files     Files
	Account   AccountPort
	Outbox    Outbox
	Tokens    Tokens
	Signer    Signer
	Verifier  Verifier
	Pages     Pages
	Syncer    Syncer
	Reader    Reader
	Levels    Levels
}

// Arrivals are the incoming documents (methods of *inbox.Store).
type Arrivals interface {
	Arrivals(ctx context.Context, filter office.ArrivalFilter) ([]office.Arrival, error)
	Arrival(ctx context.Context, id office.ArrivalID) (office.Arrival, error)
	Accept(ctx context.Context, id office.ArrivalID, assignedTo string) error
	Refuse(ctx context.Context, id office.ArrivalID, reason string) error
}

// Documents are the outgoing documents (methods of *inbox.Store).
type Documents interface {
	Documents(ctx context.Context, filter office.DocumentFilter) ([]office.Document, error)
	Document(ctx context.Context, id office.DocumentID) (office.Document, error)
	Deliveries(ctx context.Context, id office.DocumentID) ([]office.Delivery, error)
	SaveDocument(ctx context.Context, document office.Document) (office.DocumentID, error)
	NumberDocument(ctx context.Context, id office.DocumentID, date office.Date, notation string) error
	Dispatch(ctx context.Context, id office.DocumentID, to []office.AgencyCode) (office.DispatchID, error)
}

// Directory is the directory of agencies (method of *inbox.Store).
type Directory interface {
	Agencies(ctx context.Context) ([]office.Agency, error)
}

// Files keeps file content by its SHA-256 (AddFile and FilePath are methods of
// *inbox.Store).
type Files interface {
	AddFile(ctx context.Context, path string, role office.FileRole) (office.File, error)

	// FilePath is where the bytes lie on this machine; nobody writes to that
	// file. A file not yet downloaded is an error with a code.
	FilePath(ctx context.Context, sha256 string) (string, error)

	// Export copies the bytes to a path a person chose, whole or not at all.
	Export(ctx context.Context, sha256, path string) error
}

// AccountPort tells for whom this machine works, and connects it.
type AccountPort interface {
	// Account is ErrNotConnected until Connect has succeeded once.
	Account(ctx context.Context) (Account, error)

	// Connect logs in at the central e-office and keeps the device's token. It
	// wipes nothing: the caller owns the password's bytes.
	Connect(ctx context.Context, login Login) (Account, error)
}

// Outbox is what this machine did and the server has not taken yet.
type Outbox interface {
	Waiting(ctx context.Context) ([]Pending, error) // oldest first
}

// Tokens are the signing devices that are plugged in.
type Tokens interface {
	// Tokens lists them with their certificates, without a PIN. A machine
	// without any gives an empty list; a module that cannot be used, an error.
	Tokens(ctx context.Context) ([]Token, error)

	// Watch calls changed, on any goroutine, when a token came or went, until
	// stop is called.
	Watch(changed func()) (stop func())
}

// Signer signs one file. The result is kept as a new file (Files); the input
// stays as it was. The PIN's bytes belong to the caller, who wipes them after
// the call; the implementation keeps no copy.
type Signer interface {
	Sign(ctx context.Context, order SignOrder) (office.File, error)
}

// Verifier checks the signatures in the file at path. A file that cannot be read
// as a PDF is an error; signatures that are not valid are a report.
type Verifier interface {
	Verify(ctx context.Context, path string) (Report, error)
}

// Pages draws the pages of the PDF at path.
type Pages interface {
	// Sizes gives the pages' sizes in order, as seen (rotated, cropped).
	Sizes(ctx context.Context, path string) ([]PageSize, error)

	// Draw gives page (from 1) as an image of that width in pixels. The image is
	// shared: nobody changes it.
	Draw(ctx context.Context, path string, page, width int) (image.Image, error)
}

// Syncer exchanges with the central e-office.
type Syncer interface {
	// Sync runs one exchange now, or waits for the one that runs.
	Sync(ctx context.Context) error

	// Events calls on, from any goroutine, with the present state at once and
	// with each change until stop is called.
	Events(on func(SyncEvent)) (stop func())
}

// Reader reads the text on the pages of the PDF at path (method of
// *pages.Reader); office/reading finds in it what a document says of itself.
type Reader interface {
	Text(ctx context.Context, path string) ([]reading.Page, error)
}
