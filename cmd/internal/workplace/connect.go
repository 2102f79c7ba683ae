package workplace

import (
	"context"
	"path/filepath"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

// userAgent names the program to the server.
const userAgent = "vanthu"

// Connect logs in at the central e-office and binds the home to the account. A
// private root certificate is copied into the home. The password stays the
// caller's to wipe.
func (w *Workplace) Connect(ctx context.Context, login desk.Login) (desk.Account, error) {
	client, err := remote.New(remote.Config{URL: login.Server, CAFile: login.CAFile, UserAgent: userAgent})
	if err != nil {
		return desk.Account{}, err
	}
	defer client.Close()
	grant, err := client.Login(ctx, api.DeviceRequest{
		Username: login.User, Password: string(login.Password), Device: login.Device,
	})
	if err != nil {
		return desk.Account{}, err
	}
	if err := w.Store.SetSession(ctx, grant.Session); err != nil {
		return desk.Account{}, err
	}
	ca, err := w.keepCA(login.CAFile)
	if err != nil {
		return desk.Account{}, err
	}
	account := inbox.Account{URL: login.Server, CAFile: ca, Token: grant.Token, Session: grant.Session}
	if err := inbox.WriteAccount(w.Home, account); err != nil {
		return desk.Account{}, err
	}
	return accountOf(grant.Session), nil
}

// keepCA copies the server's root into the home, so that the file it came from
// may go.
func (w *Workplace) keepCA(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	kept := filepath.Join(w.Home, "server-ca.pem")
	source, err := open(path)
	if err != nil {
		return "", err
	}
	defer source.Close()
	if err := atomicfile.Write(kept, source); err != nil {
		return "", Unwritable(kept, err)
	}
	return kept, nil
}

// Account is who this machine works for, or desk.ErrNotConnected.
func (w *Workplace) Account(ctx context.Context) (desk.Account, error) {
	session, err := w.Store.Session(ctx)
	if err != nil {
		return desk.Account{}, fault.New(desk.ErrNotConnected, nil, err)
	}
	return accountOf(session), nil
}

func accountOf(s api.Session) desk.Account {
	return desk.Account{User: s.User, Name: s.Name, Role: s.Role, Agency: s.Agency}
}
