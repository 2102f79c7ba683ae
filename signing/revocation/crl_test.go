package revocation_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/revocation"
)

func (b *bench) list(t testing.TB, alter func(*x509.RevocationList)) []byte {
	t.Helper()
	template := &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: now, NextUpdate: now.AddDate(0, 0, 7)}
	alter(template)
	der, err := x509.CreateRevocationList(rand.Reader, template, b.issuer.Certificate, b.issuer.Key)
	require.NoError(t, err)
	return der
}

func extension(critical bool, value []byte, oid ...int) []pkix.Extension {
	return []pkix.Extension{{Id: oid, Critical: critical, Value: value}}
}

// scope is IssuingDistributionPoint of one part.
func scope(tag byte, value ...byte) []pkix.Extension {
	part := append([]byte{tag, byte(len(value))}, value...)
	return extension(true, append([]byte{0x30, byte(len(part))}, part...), 2, 5, 29, 28)
}

// address is [0] { [0] { [6] address } }: distributionPoint with fullName.
func address(url string) []pkix.Extension {
	uri := append([]byte{0x86, byte(len(url))}, url...)
	full := append([]byte{0xa0, byte(len(uri))}, uri...)
	return scope(0xa0, full...)
}

// Which lists speak about a person's certificate and which do not.
func TestScope(t *testing.T) {
	b := newBench(t)
	const yes = 0xff
	for name, c := range map[string]struct {
		extensions []pkix.Extension
		want       error
	}{
		"all":                   {nil, nil},
		"persons only":          {scope(0x81, yes), nil},
		"authorities only":      {scope(0x82, yes), revocation.ErrPartial},
		"authorities not only":  {scope(0x82, 0), nil},
		"some reasons":          {scope(0x83, 0x06, 0x40), revocation.ErrPartial},
		"indirect":              {scope(0x84, yes), revocation.ErrPartial},
		"attributes":            {scope(0x85, yes), revocation.ErrPartial},
		"the named part":        {address(b.server + "/crl"), nil},
		"another part":          {address(b.server + "/crl2"), revocation.ErrPartial},
		"a part by name":        {scope(0xa0, 0xa1, 0x00), revocation.ErrPartial},
		"difference":            {extension(true, []byte{2, 1, 1}, 2, 5, 29, 27), revocation.ErrPartial},
		"something critical":    {extension(true, []byte{5, 0}, 1, 2, 3, 4), revocation.ErrUnsupported},
		"something more":        {extension(false, []byte{5, 0}, 1, 2, 3, 4), nil},
		"scope of another kind": {extension(true, []byte{5, 0}, 2, 5, 29, 28), revocation.ErrMalformed},
	} {
		list := b.list(t, func(l *x509.RevocationList) { l.ExtraExtensions = c.extensions })
		r := b.check(nil, pieces(list), revocation.At(now))
		if c.want == nil {
			assert.Equal(t, revocation.Good, r.Status, "%s %v", name, r.Causes)
			continue
		}
		requireRefused(t, r, c.want.(fault.Code), pkitest.Fault(name))
	}
	// For an authority's certificate the two are the other way round.
	for tag, want := range map[byte]revocation.Status{0x81: revocation.Unknown, 0x82: revocation.Good} {
		list := b.list(t, func(l *x509.RevocationList) { l.ExtraExtensions = scope(tag, yes) })
		below, err := b.issuer.NewIntermediate("CA con", pkitest.ECDSAP256, pkitest.Around(now, 5))
		require.NoError(t, err)
		r := revocation.Check(below.Certificate, b.issuer.Certificate, revocation.Evidence{CRLs: pieces(list)}, revocation.At(now))
		assert.Equal(t, want, r.Status)
	}
}

func TestEntries(t *testing.T) {
	b := newBench(t)
	mine := b.signer.Certificate.SerialNumber
	entry := func(serial *big.Int, reason int, more ...pkix.Extension) x509.RevocationListEntry {
		return x509.RevocationListEntry{SerialNumber: serial, RevocationTime: now.Add(-time.Hour), ReasonCode: reason, ExtraExtensions: more}
	}
	other := new(big.Int).Add(mine, big.NewInt(1))
	for name, c := range map[string]struct {
		entries []x509.RevocationListEntry
		want    revocation.Status
		cause   error
	}{
		"others":             {[]x509.RevocationListEntry{entry(other, 1), entry(big.NewInt(5), 0)}, revocation.Good, nil},
		"mine":               {[]x509.RevocationListEntry{entry(other, 1), entry(mine, 4)}, revocation.Revoked, nil},
		"mine without more":  {[]x509.RevocationListEntry{entry(mine, 0)}, revocation.Revoked, nil},
		"on hold":            {[]x509.RevocationListEntry{entry(mine, 6)}, revocation.Revoked, nil},
		"removed":            {[]x509.RevocationListEntry{entry(mine, 8)}, revocation.Good, nil},
		"other's issuer":     {[]x509.RevocationListEntry{entry(other, 1, extension(true, []byte{0x30, 0}, 2, 5, 29, 29)[0])}, revocation.Unknown, revocation.ErrPartial},
		"other's critical":   {[]x509.RevocationListEntry{entry(other, 0, extension(true, []byte{5, 0}, 1, 2, 3)[0])}, revocation.Unknown, revocation.ErrUnsupported},
		"mine with critical": {[]x509.RevocationListEntry{entry(mine, 0, extension(true, []byte{5, 0}, 1, 2, 3)[0])}, revocation.Unknown, revocation.ErrUnsupported},
		"mine with a note":   {[]x509.RevocationListEntry{entry(mine, 0, extension(false, []byte{1, 1, 0xff}, 1, 2, 3)[0])}, revocation.Revoked, nil},
	} {
		list := b.list(t, func(l *x509.RevocationList) { l.RevokedCertificateEntries = c.entries })
		r := b.check(nil, pieces(list), revocation.At(now))
		assert.Equal(t, c.want, r.Status, "%s %v", name, r.Causes)
		if c.cause != nil {
			require.ErrorIs(t, r.Causes[0], c.cause, name)
		}
	}
}

// A list that says that it keeps expired certificates proves them good.
func TestExpiredKept(t *testing.T) {
	b := newBench(t)
	old, err := b.issuer.Issue(pkitest.Leaf{CommonName: "cũ", Kind: pkitest.ECDSAP256, Validity: pkitest.Expired(now)})
	require.NoError(t, err)
	b.signer = old
	when := revocation.When{Used: now.AddDate(0, -2, 0), Now: now}
	for since, want := range map[time.Time]revocation.Status{now.AddDate(-2, 0, 0): revocation.Good, now: revocation.Unknown} {
		value, err := asn1.MarshalWithParams(since, "generalized")
		require.NoError(t, err)
		list := b.list(t, func(l *x509.RevocationList) { l.ExtraExtensions = extension(false, value, 2, 5, 29, 60) })
		assert.Equal(t, want, b.check(nil, pieces(list), when).Status)
	}
}

// The algorithm stands in the list twice: outside, where nothing signs it, too
// (RFC 5280 §5.1.1.2).
func TestAlgorithmsMustAgree(t *testing.T) {
	b := newBench(t)
	var whole struct{ TBS, Algorithm, Signature asn1.RawValue }
	_, err := asn1.Unmarshal(b.crl.List(), &whole)
	require.NoError(t, err)
	rsaSHA256 := whole.Algorithm.FullBytes
	other := bytes.Replace(rsaSHA256, []byte{1, 1, 11}, []byte{1, 1, 12}, 1) // RSA with SHA-384
	require.NotEqual(t, rsaSHA256, other)
	tbs := bytes.Replace(whole.TBS.FullBytes, rsaSHA256, other, 1)
	sum := sha256.Sum256(tbs)
	value, err := b.issuer.Key.Sign(rand.Reader, sum[:], crypto.SHA256)
	require.NoError(t, err)
	list, err := asn1.Marshal(struct {
		TBS, Algorithm asn1.RawValue
		Signature      asn1.BitString
	}{asn1.RawValue{FullBytes: tbs}, asn1.RawValue{FullBytes: rsaSHA256}, asn1.BitString{Bytes: value, BitLength: 8 * len(value)}})
	require.NoError(t, err)
	requireRefused(t, b.check(nil, pieces(list), revocation.At(now)), revocation.ErrMalformed, "two algorithms")
}

// An authority whose certificate does not allow lists.
func TestIssuerMustBeAllowedToList(t *testing.T) {
	b := newBench(t)
	issuer := *b.issuer.Certificate
	issuer.KeyUsage = x509.KeyUsageCertSign
	r := revocation.Check(b.signer.Certificate, &issuer, revocation.Evidence{CRLs: pieces(b.crl.List())}, revocation.At(now))
	requireRefused(t, r, revocation.ErrStranger, "usage")
}

// big makes a list of n entries with reasons.
func (b *bench) big(t testing.TB, n int) []byte {
	return b.list(t, func(l *x509.RevocationList) {
		serial := new(big.Int).Lsh(big.NewInt(1), 120)
		for i := range n {
			l.RevokedCertificateEntries = append(l.RevokedCertificateEntries, x509.RevocationListEntry{
				SerialNumber: new(big.Int).Add(serial, big.NewInt(int64(i))), RevocationTime: now.Add(-time.Hour), ReasonCode: 1,
			})
		}
	})
}

// A search costs no memory, whatever the list's length.
func TestSearchAllocatesLittle(t *testing.T) {
	b := newBench(t)
	short, long := b.big(t, 10), b.big(t, 50_000)
	allocations := func(list []byte) float64 {
		return testing.AllocsPerRun(5, func() {
			assert.Equal(t, revocation.Good, b.check(nil, pieces(list), revocation.At(now)).Status)
		})
	}
	assert.InDelta(t, allocations(short), allocations(long), 20)
}

func BenchmarkCRLOfAMillion(bm *testing.B) {
	b := newBench(bm)
	list := b.big(bm, 1_000_000)
	bm.SetBytes(int64(len(list)))
	bm.ReportAllocs()
	for bm.Loop() {
		if r := b.check(nil, pieces(list), revocation.At(now)); r.Status != revocation.Good {
			bm.Fatal(r.Causes)
		}
	}
}
