// Command pdfsign signs and verifies PDFs with digitorus/pdfsign and software
// keys, as the baseline that the bench compares with. It is a module of its own:
// no document of a user ever passes through that library.
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
	"github.com/digitorus/pdfsign/verify"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 3 && args[0] == "sign":
		return signAs(args[1], args[2], "Baseline")
	case len(args) == 4 && args[0] == "sign":
		return signAs(args[1], args[2], args[3])
	case len(args) == 2 && args[0] == "verify":
		return check(args[1])
	}
	return fmt.Errorf("usage: pdfsign sign IN OUT [NAME] | verify FILE")
}

func signAs(in, out, name string) error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	certificate, err := selfSigned(name, key)
	if err != nil {
		return err
	}
	data := sign.SignData{
		Signer: key, DigestAlgorithm: crypto.SHA256,
		Certificate: certificate, CertificateChains: [][]*x509.Certificate{{certificate}},
	}
	data.Signature.CertType = sign.ApprovalSignature
	data.Signature.Info = sign.SignDataSignatureInfo{Name: name, Date: time.Now()}
	return sign.SignFile(in, out, data)
}

func selfSigned(name string, key *rsa.PrivateKey) (*x509.Certificate, error) {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

// check prints what pdfsign says of each signature.
func check(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	found, err := verify.VerifyFile(file)
	if err != nil {
		return err
	}
	for _, s := range found.Signers {
		fmt.Printf("pdfsign: valid=%t trusted=%t\n", s.ValidSignature, s.TrustedIssuer)
	}
	return nil
}
