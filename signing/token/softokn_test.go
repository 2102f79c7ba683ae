//go:build cgo

package token_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"path/filepath"
	"runtime"
	"testing"
	"unsafe"

	"github.com/miekg/pkcs11"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/token"
)

// softokn is Mozilla's library, which keeps keys in a folder that it is told of
// when it is initialised.
func softokn(t *testing.T) device {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/*/libsoftokn3.so")
	require.NotEmpty(t, found, "on Debian and Ubuntu it is in the package libnss3")
	parameters := "configdir='sql:" + t.TempDir() + "' certPrefix='' keyPrefix='' secmod='secmod.db'"
	fillSoftokn(t, found[0], parameters)
	m, err := token.OpenWith(found[0], parameters)
	require.NoError(t, err)
	return device{module: m, label: "NSS Certificate DB", pin: rightPIN, rsa: "01", alsoPSS: true}
}

// fillSoftokn gives it a PIN, a key and a certificate, in this process.
func fillSoftokn(t *testing.T, library, parameters string) {
	t.Helper()
	p := pkcs11.New(library)
	text := append([]byte(parameters), 0)
	var pinned runtime.Pinner
	defer pinned.Unpin()
	pinned.Pin(&text[0])
	require.NoError(t, p.Initialize(pkcs11.InitializeWithReserved(unsafe.Pointer(&text[0]))))
	defer p.Destroy()
	defer p.Finalize()
	slots, err := p.GetSlotList(true)
	require.NoError(t, err)
	session, err := p.OpenSession(slots[len(slots)-1], pkcs11.CKF_SERIAL_SESSION|pkcs11.CKF_RW_SESSION)
	require.NoError(t, err)
	require.NoError(t, p.Login(session, pkcs11.CKU_SO, ""))
	require.NoError(t, p.InitPIN(session, rightPIN))
	require.NoError(t, p.Logout(session))
	require.NoError(t, p.Login(session, pkcs11.CKU_USER, rightPIN))
	root, err := pkitest.NewRoot(rand.Reader, "CA thử", pkitest.ECDSAP256, pkitest.Around(now, 9))
	require.NoError(t, err)
	signer, err := root.Issue(pkitest.Leaf{CommonName: leaderLabel, Kind: pkitest.RSA2048, Validity: pkitest.Around(now, 1)})
	require.NoError(t, err)
	key, c := signer.Key.(*rsa.PrivateKey), signer.Certificate
	create := func(attributes ...*pkcs11.Attribute) {
		attributes = append(attributes, pkcs11.NewAttribute(pkcs11.CKA_TOKEN, true), pkcs11.NewAttribute(pkcs11.CKA_ID, []byte{1}))
		_, err := p.CreateObject(session, attributes)
		require.NoError(t, err)
	}
	a := pkcs11.NewAttribute
	serial, err := asn1.Marshal(c.SerialNumber)
	require.NoError(t, err)
	create(a(pkcs11.CKA_CLASS, pkcs11.CKO_CERTIFICATE), a(pkcs11.CKA_CERTIFICATE_TYPE, pkcs11.CKC_X_509), a(pkcs11.CKA_VALUE, c.Raw),
		a(pkcs11.CKA_SUBJECT, c.RawSubject), a(pkcs11.CKA_ISSUER, c.RawIssuer), a(pkcs11.CKA_SERIAL_NUMBER, serial), a(pkcs11.CKA_LABEL, leaderLabel))
	create(a(pkcs11.CKA_CLASS, pkcs11.CKO_PRIVATE_KEY), a(pkcs11.CKA_KEY_TYPE, pkcs11.CKK_RSA), a(pkcs11.CKA_PRIVATE, true), a(pkcs11.CKA_SENSITIVE, true),
		a(pkcs11.CKA_SIGN, true), a(pkcs11.CKA_MODULUS, key.N.Bytes()), a(pkcs11.CKA_PUBLIC_EXPONENT, []byte{1, 0, 1}),
		a(pkcs11.CKA_PRIVATE_EXPONENT, key.D.Bytes()), a(pkcs11.CKA_PRIME_1, key.Primes[0].Bytes()), a(pkcs11.CKA_PRIME_2, key.Primes[1].Bytes()),
		a(pkcs11.CKA_EXPONENT_1, key.Precomputed.Dp.Bytes()), a(pkcs11.CKA_EXPONENT_2, key.Precomputed.Dq.Bytes()), a(pkcs11.CKA_COEFFICIENT, key.Precomputed.Qinv.Bytes()))
}
