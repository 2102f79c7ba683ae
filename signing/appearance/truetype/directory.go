package truetype

// view is a run of font bytes; reading outside it gives zero, so that a parser
// checks lengths once and needs no error at every number.
type view []byte

func (v view) u16(at int) int {
	if at < 0 || at+2 > len(v) {
		return 0
	}
	return int(v[at])<<8 | int(v[at+1])
}

func (v view) i16(at int) int { return int(int16(v.u16(at))) }

func (v view) u32(at int) int64 {
	if at < 0 || at+4 > len(v) {
		return 0
	}
	return int64(v[at])<<24 | int64(v[at+1])<<16 | int64(v[at+2])<<8 | int64(v[at+3])
}

// slice is empty where the wanted range does not lie inside.
func (v view) slice(from, length int64) view {
	if from < 0 || length < 0 || from > int64(len(v)) || length > int64(len(v))-from {
		return nil
	}
	return v[from : from+length]
}

// required are the tables without which nothing can be drawn.
var required = []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap"}

// readDirectory finds the tables of a font with TrueType outlines; collections
// and fonts with PostScript outlines are not taken.
func readDirectory(data view) (map[string]view, error) {
	if version := data.u32(0); version != 0x00010000 && version != 0x74727565 {
		return nil, unreadable("not a TrueType font")
	}
	tables := map[string]view{}
	for i := range data.u16(4) {
		entry := data.slice(int64(12+16*i), 16)
		if entry == nil {
			return nil, unreadable("table directory")
		}
		table := data.slice(entry.u32(8), entry.u32(12))
		if table == nil {
			return nil, unreadable("table " + printable(entry[:4]))
		}
		tables[string(entry[:4])] = table
	}
	for _, tag := range required {
		if _, ok := tables[tag]; !ok {
			return nil, unreadable("table " + tag)
		}
	}
	return tables, nil
}

// printable keeps foreign bytes out of messages.
func printable(tag []byte) string {
	out := make([]byte, len(tag))
	for i, c := range tag {
		out[i] = '?'
		if c >= ' ' && c <= '~' {
			out[i] = c
		}
	}
	return string(out)
}
