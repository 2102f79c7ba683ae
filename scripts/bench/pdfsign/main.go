// Command pdfsign signs a PDF with digitorus/pdfsign and a software key, as the
// baseline that the bench compares with. It is a module of its own: no document
// of a user ever passes through that library.
package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"os"
	"time"

	"github.com/digitorus/pdfsign/sign"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pdfsign IN OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	certificate, err := selfSigned(key)
	if err != nil {
		return err
	}
	data := sign.SignData{
		Signer: key, DigestAlgorithm: crypto.SHA256,
		Certificate: certificate, CertificateChains: [][]*x509.Certificate{{certificate}},
	}
	data.Signature.CertType = sign.ApprovalSignature
	data.Signature.Info = sign.SignDataSignatureInfo{Name: "Baseline", Date: time.Now()}
	return sign.SignFile(in, out, data)
}

func selfSigned(key *rsa.PrivateKey) (*x509.Certificate, error) {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Baseline"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}
