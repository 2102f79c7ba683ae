package main

import (
	"crypto"
	"strings"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/desk/signature"
)

// algorithmFlags say how the key signs, as far as the token can: by the usual
// RSA signature of PKCS #1 v1.5 with SHA-256 where nothing else is asked for.
type algorithmFlags struct {
	pss  bool
	hash string
}

// hashes are the choices of --hash, which may be written with a stroke.
var hashes = map[string]crypto.Hash{"": 0, "SHA256": crypto.SHA256, "SHA384": crypto.SHA384, "SHA512": crypto.SHA512}

func (f *algorithmFlags) declare(p *program, flags *pflag.FlagSet) {
	flags.BoolVar(&f.pss, "pss", false, p.text("ctl.flag.pss", nil))
	flags.StringVar(&f.hash, "hash", "", p.text("ctl.flag.hash", nil))
}

func (f *algorithmFlags) into(p *program, order *signature.Order) error {
	hash, ok := hashes[strings.ToUpper(strings.ReplaceAll(f.hash, "-", ""))]
	if !ok {
		return usageError{p.text("ctl.want.hash", nil)}
	}
	order.PSS, order.Hash = f.pss, hash
	return nil
}
