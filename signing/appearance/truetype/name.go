package truetype

import "unicode/utf16"

const (
	postScriptName   = 6
	maxNameLength    = 63
	unnamed          = "Font"
	nameRecordLength = 12
)

// readName takes the PostScript name, reduced to the characters that are safe
// in a PDF name; a font without one is called "Font".
func (f *Font) readName() error {
	f.Name = unnamed
	table := f.tables["name"]
	for i := range table.u16(2) {
		record := table.slice(int64(6+nameRecordLength*i), nameRecordLength)
		if record == nil {
			break
		}
		if record.u16(6) != postScriptName {
			continue
		}
		raw := table.slice(int64(table.u16(4)+record.u16(10)), int64(record.u16(8)))
		if name := safeName(decodeName(record.u16(0), raw)); name != "" {
			f.Name = name
			return nil
		}
	}
	return nil
}

// decodeName reads Macintosh names (platform 1) as ASCII, others as UTF-16BE.
func decodeName(platform int, raw view) string {
	if platform == 1 {
		return string(raw)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw.u16(2 * i))
	}
	return string(utf16.Decode(units))
}

func safeName(name string) string {
	var safe []byte
	for _, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-'
		if letter && len(safe) < maxNameLength {
			safe = append(safe, byte(r))
		}
	}
	return string(safe)
}
