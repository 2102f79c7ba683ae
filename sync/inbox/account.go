package inbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
)

// Account is how a home reaches its server, kept in session.json beside the
// database and readable by its owner only: it holds the device token.
type Account struct {
	URL     string      `json:"url"`
	CAFile  string      `json:"ca_file,omitempty"` // PEM of a root to trust beside the system's
	Proxy   string      `json:"proxy,omitempty"`
	Token   string      `json:"token"`
	Session api.Session `json:"session"`
}

const accountName = "session.json"

// ReadAccount reads the account of the home in dir, or ErrNoSession.
func ReadAccount(dir string) (Account, error) {
	var a Account
	raw, err := os.ReadFile(filepath.Join(dir, accountName))
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(raw) == 0 {
		return a, ErrNoSession
	}
	if err != nil {
		return a, fault.New(ErrHome, fault.Args{"dir": dir}, err)
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		return a, fault.New(ErrNoSession, nil, err)
	}
	return a, nil
}

// WriteAccount keeps an account, whole or not at all.
func WriteAccount(dir string, a Account) error {
	raw, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, accountName)
	// atomicfile gives the new file the mode of the one it replaces.
	mine, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fault.New(ErrHome, fault.Args{"dir": dir}, err)
	}
	if err := mine.Close(); err != nil {
		return err
	}
	return atomicfile.Write(path, bytes.NewReader(raw))
}
