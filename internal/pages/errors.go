package pages

import "github.com/vanthu/vanthu/internal/fault"

// What can go wrong.
var (
	ErrUnreadable  = fault.Define("pages.unreadable")   // not a PDF, damaged, or gone {file}
	ErrLocked      = fault.Define("pages.locked")       // wants a password {file}
	ErrPageMissing = fault.Define("pages.page_missing") // no such page, or one that cannot be opened {file} {page}
	ErrTooSlow     = fault.Define("pages.too_slow")     // given up, it took too long {file}
	ErrEngine      = fault.Define("pages.engine")       // PDFium cannot be started
)
