package workplace

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pades"
)

// What can be wrong with the settings of levels.
var (
	ErrStampingFile = fault.Define("workplace.stamping_file") // the settings cannot be read {file}
	ErrLevel        = fault.Define("workplace.level")         // no level has this name {value}
	ErrTSAAddress   = fault.Define("workplace.tsa_address")   // no web address of a time stamping server {value}
)

// Stamping says how far signatures made here are to rise, and whom to ask for
// what that needs. It stands in HOME/signing.json; without that file signatures
// are B-B and nobody is asked.
type Stamping struct {
	Level string `json:"level"`         // B, T, LT or LTA
	TSA   string `json:"tsa,omitempty"` // such as http://ca.gov.vn/tsa
	// The server's own login, where it wants one. The password stands in a file
	// of its own, which is read at each use.
	User         string `json:"tsa_user,omitempty"`
	PasswordFile string `json:"tsa_password_file,omitempty"`
	Proxy        string `json:"proxy,omitempty"`           // for all servers of authorities
	Timeout      int    `json:"timeout_seconds,omitempty"` // of one question; 20 where zero
}

var levels = map[string]pades.Level{"B": pades.LevelB, "T": pades.LevelT, "LT": pades.LevelLT, "LTA": pades.LevelLTA}

// ParseLevel reads B, T, LT or LTA; ErrLevel for other words.
func ParseLevel(word string) (pades.Level, error) {
	level, ok := levels[word]
	if !ok {
		return 0, fault.New(ErrLevel, fault.Args{"value": word}, nil)
	}
	return level, nil
}

// Check refuses what could not be used.
func (s Stamping) Check() error {
	level, err := ParseLevel(s.Level)
	if err != nil {
		return err
	}
	u, err := url.Parse(s.TSA)
	if level > pades.LevelB && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return fault.New(ErrTSAAddress, fault.Args{"value": s.TSA}, nil)
	}
	return nil
}

func (c Config) stampingFile() string { return filepath.Join(c.Home, "signing.json") }

// Stamping reads this machine's settings.
func (c Config) Stamping() (Stamping, error) {
	raw, err := os.ReadFile(c.stampingFile())
	if errors.Is(err, fs.ErrNotExist) {
		return Stamping{Level: "B"}, nil
	}
	s := Stamping{Level: "B"}
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	if err != nil {
		return Stamping{}, fault.New(ErrStampingFile, fault.Args{"file": c.stampingFile()}, err)
	}
	return s, s.Check()
}

// KeepStamping writes them, whole or not at all.
func (c Config) KeepStamping(s Stamping) error {
	if err := s.Check(); err != nil {
		return err
	}
	raw, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Home, 0o700); err != nil {
		return Unwritable(c.stampingFile(), err)
	}
	if err := atomicfile.Write(c.stampingFile(), bytes.NewReader(append(raw, '\n'))); err != nil {
		return Unwritable(c.stampingFile(), err)
	}
	return nil
}
