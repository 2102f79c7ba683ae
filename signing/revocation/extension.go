package revocation

import (
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// extension is one of RFC 5280 §4.1.2.9.
type extension struct {
	id       asn1.ObjectIdentifier
	critical bool
	value    cryptobyte.String
}

const maxExtensions = 32

// readExtensions reads the content of an explicit tag that holds Extensions.
// Nothing there is no extensions.
func readExtensions(explicit cryptobyte.String) (list []extension, ok bool) {
	var all cryptobyte.String
	if explicit.Empty() {
		return nil, true
	}
	if !explicit.ReadASN1(&all, cbasn1.SEQUENCE) {
		return nil, false
	}
	for !all.Empty() {
		e, ok := readExtension(&all)
		if !ok || len(list) == maxExtensions {
			return nil, false
		}
		list = append(list, e)
	}
	return list, true
}

func readExtension(all *cryptobyte.String) (e extension, ok bool) {
	var one cryptobyte.String
	ok = all.ReadASN1(&one, cbasn1.SEQUENCE) && one.ReadASN1ObjectIdentifier(&e.id)
	if ok && one.PeekASN1Tag(cbasn1.BOOLEAN) {
		ok = one.ReadASN1Boolean(&e.critical)
	}
	return e, ok && one.ReadASN1(&e.value, cbasn1.OCTET_STRING)
}
