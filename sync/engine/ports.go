package engine

import (
	"context"
	"time"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

// Local is what the engine asks of a home; *inbox.Store is one.
type Local interface {
	Queue(ctx context.Context, limit int) ([]api.Op, error)
	MarkSent(ctx context.Context, ops []api.Op) error
	Conclude(ctx context.Context, verdicts []inbox.Verdict) error
	SetAside(ctx context.Context, v inbox.Verdict) error
	Resend(ctx context.Context, want int64) (whole bool, err error)

	Position(ctx context.Context) (inbox.Position, error)
	ApplyFeed(ctx context.Context, since inbox.Position, page api.Feed) (inbox.Intake, error)
	BeginSnapshot(ctx context.Context) (inbox.Position, error)
	StageSnapshot(ctx context.Context, changes []api.Change) error
	FinishSnapshot(ctx context.Context, begun inbox.Position, cursor string) (inbox.Intake, error)
	Sums(ctx context.Context) (map[api.RecordType]api.TypeSum, string, error)

	AgenciesAt(ctx context.Context) (time.Time, error)
	PutAgencies(ctx context.Context, all []office.Agency) error

	Wanted(ctx context.Context) ([]inbox.WantedFile, error)
	PlaceFor(sha256 string) (string, error)
	Arrived(ctx context.Context, sha256 string) error
	FilePath(ctx context.Context, sha256 string) (string, error)
	UploadOf(ctx context.Context, sha256 string) (string, error)
	SetUpload(ctx context.Context, sha256, location string) error

	Diagnose(ctx context.Context, cause error) error
}

// Server is what the engine asks of the central e-office; *remote.Client is one.
type Server interface {
	Agencies(ctx context.Context) ([]office.Agency, error)
	Ops(ctx context.Context, ops []api.Op) ([]api.OpResult, error)
	BlobsCheck(ctx context.Context, sha256 []string) ([]string, error)
	Upload(ctx context.Context, u remote.Upload) error
	Download(ctx context.Context, d remote.Download) error
	Feed(ctx context.Context, since string, limit int, wait time.Duration) (api.Feed, error)
	Snapshot(ctx context.Context, page string) (api.Snapshot, error)
	Checksum(ctx context.Context) (api.Checksum, error)
}

var (
	_ Local  = (*inbox.Store)(nil)
	_ Server = (*remote.Client)(nil)
)
