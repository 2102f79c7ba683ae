package revocation_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/revocation"
)

func (b *bench) ask(t *testing.T, c *revocation.Client) revocation.Result {
	t.Helper()
	r, err := c.Check(t.Context(), b.signer.Certificate, b.issuer.Certificate, revocation.At(now))
	require.NoError(t, err)
	return r
}

func TestAskOCSPFirst(t *testing.T) {
	b := newBench(t)
	r := b.ask(t, client(t, online.Settings{}))
	require.Equal(t, revocation.Good, r.Status, "%v", r.Causes)
	assert.Equal(t, revocation.OCSP, r.Source)
	assert.Equal(t, b.server+"/ocsp", r.Server)
	assert.Zero(t, b.crl.Requests())
	b.register.Revoke(b.signer.Certificate, now.Add(-time.Hour), 1)
	assert.Equal(t, revocation.Revoked, b.ask(t, client(t, online.Settings{})).Status)
	assert.Zero(t, b.crl.Requests())

	// What came is kept and speaks again without a server.
	again := b.check(pieces(r.Raw), nil, revocation.When{Used: now, Now: now.AddDate(3, 0, 0)})
	assert.Equal(t, revocation.Good, again.Status)
}

// Where OCSP does not help, the list does; every reason is told.
func TestListWhenOCSPFails(t *testing.T) {
	for order, want := range map[pkitest.Fault]fault.Code{
		pkitest.Slow: revocation.ErrUnreachable, pkitest.CutOff: revocation.ErrUnreachable, pkitest.Down: revocation.ErrUnreachable,
		pkitest.Refusal: revocation.ErrUnreachable, pkitest.Missing: revocation.ErrRefused, pkitest.Huge: revocation.ErrTooLarge,
		pkitest.Garbage: revocation.ErrMalformed, pkitest.Half: revocation.ErrMalformed, pkitest.Tail: revocation.ErrMalformed,
		pkitest.WrongNonce: revocation.ErrOtherQuestion, pkitest.Stranger: revocation.ErrStranger, pkitest.Unknown: revocation.ErrNotKnown,
	} {
		b := newBench(t)
		b.ocsp.Order(order)
		r := b.ask(t, client(t, online.Settings{Timeout: 500 * time.Millisecond}))
		require.Equal(t, revocation.Good, r.Status, "%s %v", order, r.Causes)
		assert.Equal(t, revocation.CRL, r.Source)
		require.Len(t, r.Causes, 1)
		require.ErrorIs(t, r.Causes[0], want, order)
	}
}

func TestNonceMayBeMissing(t *testing.T) {
	b := newBench(t)
	b.ocsp.Order(pkitest.NoNonce)
	assert.Equal(t, revocation.OCSP, b.ask(t, client(t, online.Settings{})).Source)
	b.ocsp.Order(pkitest.WrongNonce) // nobody asked for one: it is not looked at
	c := client(t, online.Settings{})
	c.Random = nil
	assert.Equal(t, revocation.OCSP, b.ask(t, c).Source)
	c.Random = strings.NewReader("short")
	b.crl.Order(pkitest.Missing)
	assert.Equal(t, revocation.Unknown, b.ask(t, c).Status)
}

// Four answers: unreachable is not unknown.
func TestUnreachableIsNotUnknown(t *testing.T) {
	b := newBench(t)
	b.ocsp.Order(pkitest.Down)
	b.crl.Order(pkitest.Forged)
	r := b.ask(t, client(t, online.Settings{}))
	assert.Equal(t, revocation.Unreachable, r.Status)
	require.ErrorIs(t, r.Err(b.signer.Certificate), revocation.ErrUnreachable)
	b.ocsp.Order(pkitest.Forged)
	r = b.ask(t, client(t, online.Settings{}))
	assert.Equal(t, revocation.Unknown, r.Status)
	require.ErrorIs(t, r.Err(b.signer.Certificate), revocation.ErrUnknown)
	require.ErrorIs(t, r.Err(b.signer.Certificate), revocation.ErrSignature)

	for _, nowhere := range [][]string{nil, {"ldap://127.0.0.1/x", "::", "file:///etc/passwd"}} {
		b.signer = b.issue(t, nowhere, nowhere)
		r = b.ask(t, client(t, online.Settings{}))
		assert.Equal(t, revocation.Unknown, r.Status)
		require.Len(t, r.Causes, 1)
		require.ErrorIs(t, r.Causes[0], revocation.ErrNoSource)
	}

	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	b.signer = b.issue(t, []string{"http://" + l.Addr().String()}, nil)
	_, args, _ := fault.Of(b.ask(t, client(t, online.Settings{})).Err(b.signer.Certificate))
	assert.Equal(t, l.Addr().String(), args["server"])
}

func TestCancelled(t *testing.T) {
	b := newBench(t)
	b.ocsp.Order(pkitest.Slow)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := client(t, online.Settings{}).Check(ctx, b.signer.Certificate, b.issuer.Certificate, revocation.At(now))
	require.ErrorIs(t, err, context.Canceled)
	assert.Zero(t, b.crl.Requests())
}

// Names that only exist inside the authority's network are asked elsewhere.
func TestReplacedHosts(t *testing.T) {
	b := newBench(t)
	b.signer = b.issue(t, []string{"http://ocsp.ca.ptc/ocsp"}, nil)
	c := client(t, online.Settings{})
	c.Hosts = map[string]string{"ocsp.ca.ptc": strings.TrimPrefix(b.server, "http://")}
	r := b.ask(t, c)
	require.Equal(t, revocation.Good, r.Status, "%v", r.Causes)
	assert.Equal(t, b.server+"/ocsp", r.Server)
	assert.Equal(t, "ocsp.ca.gov.vn", revocation.VietnamHosts["ocsp.ca.ptc"])
}

func TestFewServersAreAsked(t *testing.T) {
	b := newBench(t)
	b.ocsp.Order(pkitest.Missing)
	var many []string
	for range 50 {
		many = append(many, b.server+"/ocsp")
	}
	b.signer = b.issue(t, many, nil)
	assert.Equal(t, revocation.Unknown, b.ask(t, client(t, online.Settings{})).Status)
	assert.Equal(t, 4, b.ocsp.Requests())
}

func TestCollect(t *testing.T) {
	b := newBench(t)
	// The root gives a list for its intermediate, which names none: so here the
	// issuer itself is the trusted end.
	c := &revocation.Collector{Client: client(t, online.Settings{}), Chain: chain(b.issuer.Certificate), Clock: clock.At(now)}
	proof, err := c.Collect(t.Context(), b.signer.Certificate, nil, now.Add(-time.Minute), revocation.Evidence{})
	require.NoError(t, err)
	assert.Len(t, proof.OCSPs, 1)
	assert.Empty(t, proof.CRLs)
	require.Len(t, proof.Certificates, 3)
	assert.Equal(t, b.ocsp.Responder.Certificate, proof.Certificates[2])

	asked := b.ocsp.Requests()
	again, err := c.Collect(t.Context(), b.signer.Certificate, nil, now, revocation.Evidence{OCSPs: proof.OCSPs})
	require.NoError(t, err)
	assert.Equal(t, proof.OCSPs, again.OCSPs)
	assert.Equal(t, asked, b.ocsp.Requests(), "what is at hand is not asked for again")

	b.register.Revoke(b.signer.Certificate, now.Add(-time.Hour), 1)
	_, err = c.Collect(t.Context(), b.signer.Certificate, nil, time.Time{}, revocation.Evidence{})
	require.ErrorIs(t, err, revocation.ErrRevoked)
	_, err = c.Collect(t.Context(), b.signer.Certificate, nil, now.Add(-2*time.Hour), revocation.Evidence{})
	require.NoError(t, err, "it was used before it was revoked, as is proven")
	b.ocsp.Order(pkitest.Down)
	b.crl.Order(pkitest.Down)
	_, err = c.Collect(t.Context(), b.signer.Certificate, nil, now, revocation.Evidence{})
	require.ErrorIs(t, err, revocation.ErrUnreachable)
	c.Chain = chain(b.root.Certificate) // the link between is missing
	_, err = c.Collect(t.Context(), b.signer.Certificate, nil, now, revocation.Evidence{})
	require.ErrorIs(t, err, revocation.ErrUntrusted)
}
