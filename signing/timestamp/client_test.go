package timestamp_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"math/big"
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
	"github.com/vanthu/vanthu/signing/timestamp"
)

func TestStamp(t *testing.T) {
	for _, kind := range []pkitest.KeyKind{pkitest.RSA2048, pkitest.ECDSAP256} {
		tsa := newTSA(t, kind)
		for _, hash := range []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512} {
			token, err := client(t, tsa, online.Settings{}).Stamp(t.Context(), digest(hash), hash)
			require.NoError(t, err)
			assert.Equal(t, now, token.Time)
			assert.Equal(t, time.Second, token.Accuracy)
			assert.Equal(t, hash, token.Hash)
			verified, err := token.Verify(digest(hash), hash)
			require.NoError(t, err)
			assert.Equal(t, tsa.Identity.Certificate, verified.Authority)
		}
	}
}

// What servers do wrong, and what we call it.
func TestFaults(t *testing.T) {
	tsa := newTSA(t, pkitest.ECDSAP256)
	c := client(t, tsa, online.Settings{Timeout: 300 * time.Millisecond})
	for order, want := range map[pkitest.Fault]fault.Code{
		pkitest.Slow:    timestamp.ErrUnreachable,
		pkitest.CutOff:  timestamp.ErrUnreachable,
		pkitest.Down:    timestamp.ErrUnreachable,
		pkitest.Missing: timestamp.ErrRefused,
		pkitest.Login:   timestamp.ErrLogin,
		pkitest.Huge:    timestamp.ErrTooLarge,
		pkitest.Garbage: timestamp.ErrMalformed,
		pkitest.Tail:    timestamp.ErrMalformed,
		pkitest.Half:    timestamp.ErrMalformed,

		pkitest.Refusal:      timestamp.ErrRefused,
		pkitest.WrongNonce:   timestamp.ErrOtherQuestion,
		pkitest.NoNonce:      timestamp.ErrOtherQuestion,
		pkitest.OtherSubject: timestamp.ErrOtherContent,
		pkitest.Stranger:     timestamp.ErrSignature,
		pkitest.Forged:       timestamp.ErrSignature,
		pkitest.Stale:        timestamp.ErrTime,
		pkitest.FromFuture:   timestamp.ErrTime,
		pkitest.Unbound:      timestamp.ErrNotBound,
		pkitest.BoundToOther: timestamp.ErrNotBound,
		pkitest.Bare:         timestamp.ErrNoCertificate,
		pkitest.Critical:     timestamp.ErrMalformed,
		pkitest.OtherVersion: timestamp.ErrMalformed,
	} {
		tsa.Order(order)
		token, err := c.Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
		require.ErrorIs(t, err, want, order)
		assert.Nil(t, token)
		code, args, _ := fault.Of(err)
		assert.Equal(t, want, code, order)
		assert.Contains(t, args["server"], "127.0.0.1", order)
	}
	tsa.Order(pkitest.Refusal)
	_, err := c.Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
	_, args, _ := fault.Of(err)
	assert.Equal(t, "status 2, hết hạn mức, unacceptedPolicy", args["detail"])
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := "http://user:secret@" + l.Addr().String() + "/tsa"
	require.NoError(t, l.Close())
	_, err = clientOf(t, address, online.Settings{}).Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, timestamp.ErrUnreachable)
	_, args, _ := fault.Of(err)
	assert.Equal(t, l.Addr().String(), args["server"])
}

func TestContext(t *testing.T) {
	tsa := newTSA(t, pkitest.ECDSAP256)
	tsa.Order(pkitest.Slow)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := client(t, tsa, online.Settings{}).Stamp(ctx, digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, context.Canceled)
	require.NotErrorIs(t, err, timestamp.ErrUnreachable)

	ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = client(t, tsa, online.Settings{}).Stamp(ctx, digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, timestamp.ErrUnreachable)
}

func TestLogin(t *testing.T) {
	tsa := newTSA(t, pkitest.ECDSAP256)
	tsa.User, tsa.Password = "ubnd", "bí mật"
	_, err := client(t, tsa, online.Settings{}).Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, timestamp.ErrLogin)
	_, err = client(t, tsa, online.Settings{User: "ubnd", Password: "bí mật"}).Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
	require.NoError(t, err)
}

func TestOwnMistakes(t *testing.T) {
	c := client(t, newTSA(t, pkitest.ECDSAP256), online.Settings{})
	_, err := c.Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA512)
	require.ErrorIs(t, err, timestamp.ErrRequest)
	_, err = c.Stamp(t.Context(), make([]byte, 20), crypto.SHA1)
	require.ErrorIs(t, err, timestamp.ErrRequest)
	c.Random = strings.NewReader("short")
	_, err = c.Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
	require.Error(t, err)
	c.Random = nil
	_, err = c.Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, timestamp.ErrRequest)
	_, err = (&timestamp.Client{Server: "http://x", Random: rand.Reader}).Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, timestamp.ErrRequest)
}

// Whose certificate may stamp.
func TestAuthorities(t *testing.T) {
	d := pki(t)
	stranger, err := pkitest.NewRoot(rand.Reader, "CA lạ", pkitest.ECDSAP256, pkitest.Around(now, 5))
	require.NoError(t, err)
	stamping := []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}
	for name, c := range map[string]struct {
		by   *pkitest.Authority
		leaf pkitest.Leaf
		want error
	}{
		"good":             {d.Issuer, pkitest.Leaf{ExtKeyUsage: stamping}, nil},
		"of a stranger":    {stranger, pkitest.Leaf{ExtKeyUsage: stamping}, timestamp.ErrUntrusted},
		"no usage":         {d.Issuer, pkitest.Leaf{}, timestamp.ErrUsage},
		"two usages":       {d.Issuer, pkitest.Leaf{ExtKeyUsage: append(stamping, x509.ExtKeyUsageCodeSigning)}, timestamp.ErrUsage},
		"another usage":    {d.Issuer, pkitest.Leaf{ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning}}, timestamp.ErrUsage},
		"key not for this": {d.Issuer, pkitest.Leaf{ExtKeyUsage: stamping, KeyUsage: x509.KeyUsageKeyEncipherment}, timestamp.ErrUsage},
		"expired":          {d.Issuer, pkitest.Leaf{ExtKeyUsage: stamping, Validity: pkitest.Expired(now)}, timestamp.ErrTime},
		"not yet valid":    {d.Issuer, pkitest.Leaf{ExtKeyUsage: stamping, Validity: pkitest.NotYet(now)}, timestamp.ErrTime},
	} {
		c.leaf.CommonName, c.leaf.Kind = "TSA", pkitest.ECDSAP256
		if c.leaf.Validity == (pkitest.Validity{}) {
			c.leaf.Validity = pkitest.Around(now, 2)
		}
		id, err := c.by.Issue(c.leaf)
		require.NoError(t, err)
		_, err = client(t, c.by.TSAOf(id, clock.At(now)), online.Settings{}).Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
		if c.want == nil {
			require.NoError(t, err, name)
		} else {
			require.ErrorIs(t, err, c.want, name)
		}
	}
}

// RFC 3161 §2.3 wants the usage marked critical.
func TestUsageMustBeCritical(t *testing.T) {
	d := pki(t)
	key, err := pkitest.NewKey(rand.Reader, pkitest.ECDSAP256)
	require.NoError(t, err)
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(7), NotBefore: now.AddDate(-1, 0, 0), NotAfter: now.AddDate(1, 0, 0),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	}, d.Issuer.Certificate, key.Public(), d.Issuer.Key)
	require.NoError(t, err)
	cert, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	tsa := d.Issuer.TSAOf(&pkitest.Identity{Certificate: cert, Key: key, Chain: []*x509.Certificate{cert, d.Issuer.Certificate}}, clock.At(now))
	_, err = client(t, tsa, online.Settings{}).Stamp(t.Context(), digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, timestamp.ErrUsage)
}
