package workplace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/token"
)

// ErrFileChanged: the kept file is no longer what the person saw {file}.
var ErrFileChanged = fault.Define("workplace.file_changed")

// deskSigner is desk.Signer: it signs a kept file into a new kept file.
type deskSigner struct{ w *Workplace }

func (d deskSigner) Sign(ctx context.Context, order desk.SignOrder) (office.File, error) {
	in, err := d.w.unchanged(ctx, order.File)
	if err != nil {
		return office.File{}, err
	}
	work, err := d.w.workFolder()
	if err != nil {
		return office.File{}, err
	}
	defer os.RemoveAll(work)
	out := filepath.Join(work, filepath.Base(order.File.Name))
	if err := d.sign(ctx, in, out, order); err != nil {
		return office.File{}, err
	}
	return d.w.Store.AddFile(ctx, out, office.MainFile)
}

func (d deskSigner) sign(ctx context.Context, in, out string, order desk.SignOrder) error {
	role := signature.Role(order.Role)
	image, err := d.w.image(role)
	if err != nil {
		return err
	}
	trust, err := OwnTrust(d.w.Config)
	if err != nil {
		return err
	}
	at, err := tokenByID(ctx, token.ID(order.Token))
	if err != nil {
		return err
	}
	level, end, err := d.w.level(ctx, trust)
	if err != nil {
		return err
	}
	defer end()
	profile, err := OwnTemplate(d.w.Home, role)
	if err != nil {
		return err
	}
	now := d.w.Clock.Now()
	chosen, err := ChooseKey(ctx, at, KeyChoice{Certificate: order.Certificate, Holder: HolderOf(role)}, now)
	if err != nil {
		return err
	}
	key, err := chosen.Unlock(ctx, token.NewPIN(order.PIN), now)
	if err != nil {
		return err
	}
	defer key.Close()
	_, err = signature.Make(ctx, signature.Order{
		In: in, Out: out, Role: role, Key: key, Chain: key.Chain, Time: now,
		Visible: placeOf(order.Place), Image: image, Code: order.Info.Code.String(), Check: Check(trust, d.w.Clock),
		Text: d.w.Reader.Text, Level: level, Profile: profile, Number: numberOf(order.Info),
	})
	return err
}

// numberOf is what the register gave the document, to be entered as the agency
// signs; nil where it has no number yet.
func numberOf(info office.Info) *signature.Numbering {
	if info.Code.IsZero() {
		return nil
	}
	return &signature.Numbering{Code: info.Code, Date: info.Date}
}

// placeOf is nil for page 0: the role's rule chooses.
func placeOf(p desk.Place) *pades.Visible {
	if p.Page == 0 {
		return nil
	}
	return &pades.Visible{Page: p.Page, X: p.X, Y: p.Y, Width: p.Width, Height: p.Height}
}

func tokenByID(ctx context.Context, id token.ID) (token.Token, error) {
	tokens, err := listAll(ctx)
	for _, t := range tokens {
		if t.ID == id {
			return t, nil
		}
	}
	if err != nil {
		return token.Token{}, err
	}
	return token.Token{}, token.ErrRemoved
}

// image is the picture that this machine keeps for a role, HOME/images/ROLE.png;
// nil where there is none.
func (w *Workplace) image(role signature.Role) ([]byte, error) {
	path := filepath.Join(w.Home, "images", string(role)+".png")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return ReadImage(path)
}

// unchanged gives the path of a kept file whose bytes are still those of its
// hash: nobody signs what he did not see.
func (w *Workplace) unchanged(ctx context.Context, f office.File) (string, error) {
	path, err := w.Store.FilePath(ctx, f.SHA256)
	if err != nil {
		return "", err
	}
	digest, err := digestOf(path)
	if err != nil {
		return "", err
	}
	if digest != f.SHA256 {
		return "", fault.New(ErrFileChanged, fault.Args{"file": f.Name}, nil)
	}
	return path, nil
}
