package remote

import (
	"context"
	"net/http"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Login makes this machine a device of the user; api.ErrLogin for a wrong name
// or password, ErrAnswer where what answers is no central e-office. The token in
// the answer is told once.
func (c *Client) Login(ctx context.Context, who api.DeviceRequest) (grant api.DeviceGrant, err error) {
	err = c.call(ctx, request{method: http.MethodPost, path: api.PathDevices, body: who}, &grant)
	if err == nil && (grant.Token == "" || grant.Device == "" || grant.User == "" || grant.Agency.Code == "") {
		err = fault.New(ErrAnswer, fault.Args{"detail": "a grant that says not for whom"}, nil)
	}
	return grant, err
}

// Me says who the token speaks for; api.ErrToken when it is no longer good.
func (c *Client) Me(ctx context.Context) (session api.Session, err error) {
	err = c.call(ctx, request{method: http.MethodGet, path: api.PathMe}, &session)
	return session, err
}

// Agencies reads the directory.
func (c *Client) Agencies(ctx context.Context) (all []office.Agency, err error) {
	err = c.call(ctx, request{method: http.MethodGet, path: api.PathAgencies}, &all)
	return all, err
}
