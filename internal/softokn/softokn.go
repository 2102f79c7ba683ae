//go:build cgo

// Package softokn makes folders of keys as Mozilla's programs have them, with
// their own library, NSS softokn: for tests, never for a person's real key. The
// library is initialised in the caller's process for as long as Fill runs.
package softokn

import (
	"crypto/rsa"
	"encoding/asn1"
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"unsafe"

	"github.com/miekg/pkcs11"

	"github.com/vanthu/vanthu/internal/pkitest"
)

// Library finds softokn where Debian and Ubuntu have it.
func Library() (string, error) {
	found, err := filepath.Glob("/usr/lib/*/libsoftokn3.so")
	if err == nil && len(found) == 0 {
		err = errors.New("softokn: on Debian and Ubuntu it is in the package libnss3")
	}
	if err != nil {
		return "", err
	}
	return found[0], nil
}

// Fill makes a store in a folder that is there, with a PIN, an RSA key and its
// certificate under the id.
func Fill(folder, pin string, id byte, signer *pkitest.Identity) error {
	path, err := Library()
	if err != nil {
		return err
	}
	key, ok := signer.Key.(*rsa.PrivateKey)
	if !ok {
		return errors.New("softokn: an RSA key is wanted")
	}
	library := pkcs11.New(path)
	text := []byte("configdir='sql:" + strings.ReplaceAll(folder, "'", `\'`) + "' certPrefix='' keyPrefix='' secmod='secmod.db'\x00")
	var pinned runtime.Pinner
	defer pinned.Unpin()
	pinned.Pin(&text[0])
	if err := library.Initialize(pkcs11.InitializeWithReserved(unsafe.Pointer(&text[0]))); err != nil {
		return err
	}
	defer library.Destroy()
	defer library.Finalize()
	session, err := open(library, pin)
	if err != nil {
		return err
	}
	serial, err := asn1.Marshal(signer.Certificate.SerialNumber)
	if err != nil {
		return err
	}
	for _, object := range [][]*pkcs11.Attribute{certificate(signer, serial), private(key)} {
		object = append(object, pkcs11.NewAttribute(pkcs11.CKA_TOKEN, true), pkcs11.NewAttribute(pkcs11.CKA_ID, []byte{id}))
		if _, err := library.CreateObject(session, object); err != nil {
			return err
		}
	}
	return nil
}

// open sets the PIN of a new store and logs in. The store is in the last slot.
func open(library *pkcs11.Ctx, pin string) (pkcs11.SessionHandle, error) {
	slots, err := library.GetSlotList(true)
	if err != nil {
		return 0, err
	}
	session, err := library.OpenSession(slots[len(slots)-1], pkcs11.CKF_SERIAL_SESSION|pkcs11.CKF_RW_SESSION)
	if err != nil {
		return 0, err
	}
	if err := library.Login(session, pkcs11.CKU_SO, ""); err != nil {
		return 0, err
	}
	if err := errors.Join(library.InitPIN(session, pin), library.Logout(session)); err != nil {
		return 0, err
	}
	return session, library.Login(session, pkcs11.CKU_USER, pin)
}

func certificate(signer *pkitest.Identity, serial []byte) []*pkcs11.Attribute {
	a, c := pkcs11.NewAttribute, signer.Certificate
	return []*pkcs11.Attribute{
		a(pkcs11.CKA_CLASS, pkcs11.CKO_CERTIFICATE), a(pkcs11.CKA_CERTIFICATE_TYPE, pkcs11.CKC_X_509), a(pkcs11.CKA_VALUE, c.Raw),
		a(pkcs11.CKA_SUBJECT, c.RawSubject), a(pkcs11.CKA_ISSUER, c.RawIssuer), a(pkcs11.CKA_SERIAL_NUMBER, serial),
		a(pkcs11.CKA_LABEL, c.Subject.CommonName),
	}
}

func private(key *rsa.PrivateKey) []*pkcs11.Attribute {
	a, crt := pkcs11.NewAttribute, key.Precomputed
	return []*pkcs11.Attribute{
		a(pkcs11.CKA_CLASS, pkcs11.CKO_PRIVATE_KEY), a(pkcs11.CKA_KEY_TYPE, pkcs11.CKK_RSA), a(pkcs11.CKA_PRIVATE, true), a(pkcs11.CKA_SENSITIVE, true),
		a(pkcs11.CKA_SIGN, true), a(pkcs11.CKA_MODULUS, key.N.Bytes()), a(pkcs11.CKA_PUBLIC_EXPONENT, []byte{1, 0, 1}),
		a(pkcs11.CKA_PRIVATE_EXPONENT, key.D.Bytes()), a(pkcs11.CKA_PRIME_1, key.Primes[0].Bytes()), a(pkcs11.CKA_PRIME_2, key.Primes[1].Bytes()),
		a(pkcs11.CKA_EXPONENT_1, crt.Dp.Bytes()), a(pkcs11.CKA_EXPONENT_2, crt.Dq.Bytes()), a(pkcs11.CKA_COEFFICIENT, crt.Qinv.Bytes()),
	}
}
