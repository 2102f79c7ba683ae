package workplace

import (
	"context"
	"path/filepath"

	"github.com/vanthu/vanthu/desk"
)

// deskLevels is desk.Levels: HOME/signing.json.
type deskLevels struct{ w *Workplace }

func (d deskLevels) Levels(context.Context) (desk.LevelSettings, error) {
	s, err := d.w.Stamping()
	return desk.LevelSettings{Level: s.Level, Server: s.TSA, User: s.User, PasswordFile: s.PasswordFile, Proxy: s.Proxy}, err
}

// SetLevels leaves what the dialog does not show. Settings that cannot be read are
// written anew: how else would the window mend them?
func (d deskLevels) SetLevels(_ context.Context, to desk.LevelSettings) (err error) {
	if to.PasswordFile != "" { // other programs read it from other folders
		if to.PasswordFile, err = filepath.Abs(to.PasswordFile); err != nil {
			return err
		}
	}
	s, _ := d.w.Stamping()
	s.Level, s.TSA, s.User, s.PasswordFile, s.Proxy = to.Level, to.Server, to.User, to.PasswordFile, to.Proxy
	return d.w.KeepStamping(s)
}
