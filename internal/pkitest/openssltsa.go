package pkitest

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

// OpenSSLTSA is a time stamping authority of another make: `openssl ts` behind
// HTTP POST. It tells the machine's own time.
type OpenSSLTSA struct {
	// SignerHash signs, CertHash names the certificate ("sha1" as older
	// authorities do, RFC 2634 §5.4); "sha256" where empty.
	SignerHash, CertHash string

	folder string
	mu     sync.Mutex
}

// openSSLTSAConfig: openssl refuses to run without these.
const openSSLTSAConfig = `[tsa]
default_tsa = t
[t]
serial = serial
signer_digest = %s
default_policy = 1.3.6.1.4.1.99999.2
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = %s
`

// NewOpenSSLTSA keeps the identity's key and certificates in a folder, which the
// caller removes.
func NewOpenSSLTSA(folder string, id *Identity) (*OpenSSLTSA, error) {
	key, err := x509.MarshalPKCS8PrivateKey(id.Key)
	if err != nil {
		return nil, fmt.Errorf("pkitest: key for openssl: %w", err)
	}
	t := &OpenSSLTSA{folder: folder}
	for name, content := range map[string][]byte{
		"serial":   []byte("01\n"),
		"key.pem":  pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}),
		"cert.pem": PEM(id.Certificate), "chain.pem": PEM(id.Chain...),
	} {
		if err := t.save(name, content); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *OpenSSLTSA) save(name string, content []byte) error {
	return os.WriteFile(filepath.Join(t.folder, name), content, 0o600)
}

func (t *OpenSSLTSA) config() []byte {
	signer, cert := "sha256", "sha256"
	if t.SignerHash != "" {
		signer = t.SignerHash
	}
	if t.CertHash != "" {
		cert = t.CertHash
	}
	return fmt.Appendf(nil, openSSLTSAConfig, signer, cert)
}

// ServeHTTP hands the query to openssl.
func (t *OpenSSLTSA) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t.mu.Lock() // over its files
	defer t.mu.Unlock()
	query, err := io.ReadAll(io.LimitReader(r.Body, maxRequest))
	if err == nil {
		err = t.save("query.tsq", query)
	}
	if err == nil {
		err = t.save("tsa.cnf", t.config())
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	cmd := exec.Command("openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq",
		"-signer", "cert.pem", "-inkey", "key.pem", "-chain", "chain.pem")
	cmd.Dir = t.folder
	answer, err := cmd.Output()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/timestamp-reply")
	_, _ = w.Write(answer)
}
