package workplace

import (
	"context"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/inbox"
)

// Ports fits this machine to the desk and begins to sync in the background; end
// stops that. pages draws PDF pages.
func (w *Workplace) Ports(pages desk.Pages) (ports desk.Ports, end func()) {
	syncer := &deskSyncer{w: w, listeners: map[int]func(desk.SyncEvent){}}
	syncer.restart()
	return desk.Ports{
		Arrivals:  w.Store,
		Documents: w.Documents(),
		Directory: w.Store,
		Files:     deskFiles{w.Store, w},
		Account:   deskAccount{w, syncer},
		Outbox:    deskOutbox{w},
		Tokens:    deskTokens{w},
		Signer:    deskSigner{w},
		Verifier:  deskVerifier{w},
		Pages:     pages,
		Syncer:    syncer,
		Reader:    w.Reader,
		Levels:    deskLevels{w},
	}, syncer.end
}

// deskFiles is desk.Files: the inbox's files, and the way out of it.
type deskFiles struct {
	*inbox.Store
	w *Workplace
}

func (d deskFiles) Export(ctx context.Context, sha256, path string) error {
	return d.w.Export(ctx, sha256, path)
}

// deskAccount is desk.AccountPort; a new account is synced with at once.
type deskAccount struct {
	w      *Workplace
	syncer *deskSyncer
}

func (d deskAccount) Account(ctx context.Context) (desk.Account, error) { return d.w.Account(ctx) }

func (d deskAccount) Connect(ctx context.Context, login desk.Login) (desk.Account, error) {
	account, err := d.w.Connect(ctx, login)
	if err == nil {
		d.syncer.restart()
	}
	return account, err
}

// deskOutbox is desk.Outbox.
type deskOutbox struct{ w *Workplace }

func (d deskOutbox) Waiting(ctx context.Context) ([]desk.Pending, error) {
	ops, err := d.w.Store.Waiting(ctx)
	if err != nil {
		return nil, err
	}
	pending := make([]desk.Pending, 0, len(ops))
	for _, op := range ops {
		p := desk.Pending{ID: op.Op.ID, At: op.Op.At, What: desk.PendingKind(op.Op.Kind), Target: op.Op.Target, Title: op.Title}
		if op.State == inbox.Rejected {
			p.Refuse = fault.New(op.Code, op.Args, nil)
		}
		pending = append(pending, p)
	}
	return pending, nil
}
