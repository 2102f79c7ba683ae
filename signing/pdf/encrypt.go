package pdf

import "github.com/vanthu/vanthu/internal/fault"

// checkEncryption refuses files that need a key (ISO 32000-2 §7.6). It runs
// after the trailer is known and before any string or stream is read, which is
// where a key for the empty user password has to be made.
func (d *Document) checkEncryption() error {
	if v := d.value(d.x.trailer["Encrypt"]); v != (Null{}) {
		return fault.New(ErrEncrypted, nil, nil)
	}
	return nil
}
