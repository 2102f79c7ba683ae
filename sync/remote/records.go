package remote

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/vanthu/vanthu/sync/api"
)

// Feed reads a page of changes. With wait the server answers when something
// changes, at the latest after that time (whole seconds, at most
// api.MaxWaitSeconds). api.ErrResync: take the snapshot.
func (c *Client) Feed(ctx context.Context, since string, limit int, wait time.Duration) (page api.Feed, err error) {
	query := url.Values{"limit": {strconv.Itoa(min(max(limit, 1), api.MaxFeedLimit))}}
	if since != "" {
		query.Set("since", since)
	}
	seconds := min(int(wait/time.Second), api.MaxWaitSeconds)
	if seconds > 0 {
		query.Set("wait", strconv.Itoa(seconds))
	}
	err = c.call(ctx, request{
		method: http.MethodGet, path: api.PathFeed, query: query, wait: time.Duration(seconds) * time.Second,
	}, &page)
	return page, err
}

// Snapshot reads a page of all records; page is empty for the first.
func (c *Client) Snapshot(ctx context.Context, page string) (s api.Snapshot, err error) {
	query := url.Values{}
	if page != "" {
		query.Set("page", page)
	}
	err = c.call(ctx, request{method: http.MethodGet, path: api.PathSnapshot, query: query}, &s)
	return s, err
}

// Checksum reads the sums over what the server holds for the agency.
func (c *Client) Checksum(ctx context.Context) (sum api.Checksum, err error) {
	err = c.call(ctx, request{method: http.MethodGet, path: api.PathChecksum}, &sum)
	return sum, err
}

// Ops sends operations, in order of their sequence numbers, at most api.MaxOps.
// Sending them again is harmless. api.ErrSequence names the number wanted.
func (c *Client) Ops(ctx context.Context, ops []api.Op) ([]api.OpResult, error) {
	var answer api.OpsResponse
	err := c.call(ctx, request{method: http.MethodPost, path: api.PathOps, body: api.OpsRequest{Ops: ops}}, &answer)
	return answer.Results, err
}

// BlobsCheck tells which of the files the server lacks.
func (c *Client) BlobsCheck(ctx context.Context, sha256 []string) ([]string, error) {
	var answer api.BlobsMissing
	err := c.call(ctx, request{method: http.MethodPost, path: api.PathBlobsCheck, body: api.BlobsCheck{SHA256: sha256}}, &answer)
	return answer.Missing, err
}
