package pdf

// Permissions are what the author of an encrypted file lets those do who open
// it without the owner's password (ISO 32000-2 table 22). The zero value, that
// of a file without encryption, allows everything.
type Permissions struct {
	bits     uint32
	revision int
	limited  bool
}

// Permissions tells what the file allows.
func (d *Document) Permissions() Permissions {
	if d.lock == nil {
		return Permissions{}
	}
	return d.lock.permissions
}

// Encrypted tells a file whose strings and streams are encrypted.
func (d *Document) Encrypted() bool { return d.lock != nil }

// Fill tells whether fields that exist may be filled in and signed: bit 6, or
// bit 9 from revision 3 on.
func (p Permissions) Fill() bool { return p.bit(6) || p.revision >= 3 && p.bit(9) }

// AddFields tells whether signature fields may be made: bits 4 and 6.
func (p Permissions) AddFields() bool { return p.bit(4) && p.bit(6) }

// bit counts from 1, as the table does.
func (p Permissions) bit(n int) bool { return !p.limited || p.bits>>(n-1)&1 == 1 }
