// Package sign is the dialog that signs one document: what will be signed, with
// which certificate of which token, in what role, where on the page.
package sign

import (
	"image"

	"github.com/vanthu/vanthu/desk"
)

// State is the dialog, ready to draw.
type State struct {
	Open    bool
	Heading string
	What    []desk.Fact // file, size, pages, SHA-256
	Banner  desk.Banner
	Warning string

	RoleLabel string
	Roles     []desk.Choice
	Role      string

	TokenLabel string
	Tokens     []desk.Choice
	Token      string
	NoToken    desk.Mark // stands in place of the tokens
	Refresh    string    // label of the button that looks for tokens again

	CertificateLabel string
	Certificates     []desk.Choice
	Certificate      string
	CertificateFacts []desk.Fact

	PINLabel string
	Tries    desk.Mark

	Sheet Sheet
	Sign  desk.Action
	Stop  desk.Action // closes without signing
}

// Sheet is the page on which the signature will stand.
type Sheet struct {
	Shown   bool
	Page    int
	Counted string // "Trang 4/4"
	Size    desk.PageSize
	Image   image.Image
	Box     desk.Place
	BoxText string // what stands in the box
	Hint    string
	Back    desk.Action
	Forward desk.Action
}
