package pdf

import (
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf/encryption"
)

// lock is the encryption of a file that opens with the empty user password
// (ISO 32000-2 §7.6).
type lock struct {
	key      encryption.Key
	strings  encryption.Method
	streams  encryption.Method
	files    encryption.Method // of embedded files
	filters  map[Name]encryption.Method
	metadata bool // metadata streams are encrypted as well

	dictionary  int    // number of the encryption dictionary, itself in clear
	id          String // the half of the file's identifier that is in the key
	permissions Permissions
}

// checkEncryption finds the key. It runs after the trailer is known and before
// any other string or stream is read. Errors: ErrPassword, ErrEncryption.
func (d *Document) checkEncryption() error {
	d.lock = nil
	dict, ok := d.value(d.x.trailer["Encrypt"]).(Dict)
	if !ok {
		return nil
	}
	l, err := d.newLock(dict)
	if err != nil {
		return err
	}
	if ref, ok := d.x.trailer["Encrypt"].(Ref); ok {
		l.dictionary = ref.Number
	}
	d.forget() // what was read until now was not decrypted
	d.lock = l
	return nil
}

func (d *Document) newLock(dict Dict) (*lock, error) {
	if handler, _ := d.value(dict["Filter"]).(Name); handler != "Standard" {
		return nil, unsupported(string(handler))
	}
	l := &lock{metadata: true, dictionary: -1, filters: map[Name]encryption.Method{"Identity": encryption.Identity}}
	if v, ok := d.value(dict["EncryptMetadata"]).(Bool); ok {
		l.metadata = bool(v)
	}
	if err := d.chooseMethods(l, dict); err != nil {
		return nil, err
	}
	p := d.keyParameters(dict, l)
	key, err := encryption.Open(p)
	switch {
	case errors.Is(err, encryption.ErrPassword):
		return nil, ErrPassword
	case err != nil || !l.fits(key):
		return nil, unsupported("Standard")
	}
	l.key = key
	l.permissions = Permissions{bits: p.Permissions, revision: p.Revision, limited: true}
	return l, nil
}

func unsupported(handler string) error {
	return fault.New(ErrEncryption, fault.Args{"handler": handler}, nil)
}

// keyParameters reads table 21. The key's length stands in bits under /Length;
// of version 1 it is 40, of version 4 it is 128 whatever stands there.
func (d *Document) keyParameters(dict Dict, l *lock) encryption.Parameters {
	p := encryption.Parameters{
		Revision: d.integer(dict["R"]), Permissions: uint32(d.integer(dict["P"])), EncryptMetadata: l.metadata,
		Owner: d.bytes(dict["O"]), User: d.bytes(dict["U"]), UserKey: d.bytes(dict["UE"]),
	}
	if id, _ := d.array(d.x.trailer["ID"]); len(id) > 0 {
		l.id = d.bytes(id[0])
		p.ID = l.id
	}
	said := d.integer(dict["Length"]) / 8
	switch d.integer(dict["V"]) {
	case 1:
		p.Lengths = []int{5, said}
	case 4:
		p.Lengths = []int{16, said, 5}
	default:
		p.Lengths = []int{said, 5, 16}
	}
	return p
}

// chooseMethods: versions 1 and 2 know only RC4, later ones name crypt filters
// (ISO 32000-2 §7.6.6).
func (d *Document) chooseMethods(l *lock, dict Dict) error {
	switch d.integer(dict["V"]) {
	case 1, 2:
		l.strings, l.streams, l.files = encryption.RC4, encryption.RC4, encryption.RC4
		return nil
	case 4, 5:
		return d.chooseFilters(l, dict)
	}
	return unsupported("Standard")
}

var cryptMethods = map[Name]encryption.Method{
	"V2": encryption.RC4, "AESV2": encryption.AES128, "AESV3": encryption.AES256,
}

func (d *Document) chooseFilters(l *lock, dict Dict) error {
	filters, _ := d.value(dict["CF"]).(Dict)
	for name, o := range filters {
		filter, _ := d.value(o).(Dict)
		cfm, _ := d.value(filter["CFM"]).(Name)
		if method, known := cryptMethods[cfm]; known && name != "Identity" {
			l.filters[name] = method
		}
	}
	for key, method := range map[Name]*encryption.Method{"StmF": &l.streams, "StrF": &l.strings} {
		var known bool
		if *method, known = l.filters[d.filterName(dict[key], "Identity")]; !known {
			return unsupported("Standard")
		}
	}
	var known bool
	streams := d.filterName(dict["StmF"], "Identity")
	if l.files, known = l.filters[d.filterName(dict["EFF"], streams)]; !known {
		return unsupported("Standard")
	}
	return nil
}

func (d *Document) filterName(o Object, otherwise Name) Name {
	if name, ok := d.value(o).(Name); ok {
		return name
	}
	return otherwise
}

// fits tells whether the key has the length that the ciphers need.
func (l *lock) fits(key encryption.Key) bool {
	for _, m := range l.filters {
		if m == encryption.AES128 && len(key) != 16 || m == encryption.AES256 && len(key) != 32 {
			return false
		}
	}
	return true
}

func (d *Document) integer(o Object) int {
	n, _ := d.value(o).(Integer)
	return int(n)
}

func (d *Document) bytes(o Object) String {
	s, _ := d.value(o).(String)
	return s
}
