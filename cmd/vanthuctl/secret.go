package main

import (
	"bytes"
	"io"
	"os"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token"
)

// errSecretFile: the file of a PIN or password cannot be read {file}.
var errSecretFile = fault.Define("ctl.secret_file")

// secretFlags name a file or the standard input that holds a secret: none ever
// stands in an argument, where every process of the machine could read it.
type secretFlags struct {
	file, stdin, want string
	path              string
	fromStdin         bool
}

func (f *secretFlags) declare(p *program, flags *pflag.FlagSet) {
	flags.StringVar(&f.path, f.file, "", p.text("ctl.flag."+f.file, nil))
	flags.BoolVar(&f.fromStdin, f.stdin, false, p.text("ctl.flag."+f.stdin, nil))
}

// maxSecret bounds what is read, in bytes.
const maxSecret = 1024

// bytes reads the secret without its line end; the caller wipes it.
func (f *secretFlags) bytes(p *program) ([]byte, error) {
	if (f.path != "") == f.fromStdin {
		return nil, usageError{p.text(f.want, nil)}
	}
	source := p.stdin
	if f.path != "" {
		file, err := os.Open(f.path)
		if err != nil {
			return nil, fault.New(errSecretFile, fault.Args{"file": f.path}, err)
		}
		defer file.Close()
		source = file
	}
	secret := make([]byte, maxSecret)
	n, err := io.ReadFull(source, secret)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		clear(secret)
		return nil, fault.New(errSecretFile, fault.Args{"file": f.path}, err)
	}
	return bytes.TrimRight(secret[:n], "\r\n"), nil
}

// read gives the secret as a PIN.
func (f *secretFlags) read(p *program) (*token.PIN, error) {
	secret, err := f.bytes(p)
	if err != nil {
		return nil, err
	}
	return token.NewPIN(secret), nil
}
