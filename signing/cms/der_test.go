package cms

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/pkitest"
)

func TestSetsAreSortedAsDERWants(t *testing.T) {
	when := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	root, err := pkitest.NewRoot(rand.Reader, "CA", pkitest.ECDSAP256, pkitest.Around(when, 1))
	require.NoError(t, err)
	var chain []*x509.Certificate
	var key crypto.Signer
	for range 6 {
		id, err := root.Issue(pkitest.Leaf{CommonName: "Hường", Kind: pkitest.ECDSAP256, Validity: pkitest.Around(when, 1)})
		require.NoError(t, err)
		if key == nil {
			key = id.Key
		}
		chain = append(chain, id.Certificate)
	}
	pending, err := Prepare(Request{Digest: make([]byte, 32), Hash: crypto.SHA256, Chain: chain, SigningTime: when})
	require.NoError(t, err)
	requireSorted(t, pending.ToBeSigned(), cbasn1.SET)
	signature, err := key.Sign(rand.Reader, pending.Digest(), pending.SignerOpts())
	require.NoError(t, err)
	der, err := pending.Finish(signature, Attribute{Type: OIDTimeStamp, Values: [][]byte{{5, 0}}})
	require.NoError(t, err)
	s, err := Parse(der)
	require.NoError(t, err)
	for i := range s.Certificates[1:] {
		assert.Negative(t, bytes.Compare(s.Certificates[i].Raw, s.Certificates[i+1].Raw))
	}
	assert.True(t, s.Signers[0].HasTimeStamp())
	again, rest, err := toDER(der)
	require.NoError(t, err)
	assert.Empty(t, rest)
	assert.Equal(t, der, again, "what is DER stays as it is")
}

func requireSorted(t *testing.T, der []byte, tag cbasn1.Tag) {
	t.Helper()
	in := cryptobyte.String(der)
	var set, one cryptobyte.String
	require.True(t, in.ReadASN1(&set, tag))
	var last []byte
	for !set.Empty() {
		require.True(t, set.ReadASN1Element(&one, cbasn1.SEQUENCE))
		require.Negative(t, bytes.Compare(last, one))
		last = one
	}
}

func TestBERDepthIsBounded(t *testing.T) {
	nested := func(n int) []byte {
		return append(bytes.Repeat([]byte{0x30, 0x80}, n), make([]byte, 2*n)...)
	}
	_, _, err := toDER(nested(maxDepth))
	require.NoError(t, err)
	_, _, err = toDER(nested(maxDepth + 2))
	assert.ErrorIs(t, err, ErrMalformed)
}

func TestOctetStringInPieces(t *testing.T) {
	der, rest, err := toDER([]byte{0x24, 0x80, 4, 1, 'a', 0x24, 3, 4, 1, 'b', 4, 1, 'c', 0, 0, 9})
	require.NoError(t, err)
	assert.Equal(t, []byte{4, 3, 'a', 'b', 'c'}, der)
	assert.Equal(t, []byte{9}, rest)
}
