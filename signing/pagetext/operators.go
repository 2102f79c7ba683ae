package pagetext

import "github.com/vanthu/vanthu/signing/pagetext/scan"

// operators are those that count for text (ISO 32000-2 annex A).
var operators map[string]func(*content)

func init() { // not above: Do leads back to the table
	operators = map[string]func(*content){
		"q": (*content).save, "Q": (*content).restore,
		"cm": func(c *content) { c.ctm = c.matrix().times(c.ctm) },
		"gs": (*content).graphicsState,
		"Do": (*content).draw,
		"BI": (*content).inlineImage,

		"BT": func(c *content) { c.text, c.line = identity, identity },
		"Tf": (*content).chooseFont,
		"Tc": func(c *content) { c.charSpace = c.number(0) },
		"Tw": func(c *content) { c.wordSpace = c.number(0) },
		"Tz": func(c *content) { c.scale = c.number(0) / 100 },
		"TL": func(c *content) { c.leading = c.number(0) },
		"Ts": func(c *content) { c.rise = c.number(0) },
		"Tm": func(c *content) { c.line = c.matrix(); c.text = c.line },
		"Td": func(c *content) { c.move(c.number(1), c.number(0)) },
		"TD": func(c *content) { c.leading = -c.number(0); c.move(c.number(1), c.number(0)) },
		"T*": (*content).nextLine,

		"Tj": (*content).showLast,
		"TJ": (*content).show,
		"'":  func(c *content) { c.nextLine(); c.showLast() },
		"\"": func(c *content) {
			c.wordSpace, c.charSpace = c.number(2), c.number(1)
			c.nextLine()
			c.showLast()
		},

		"BMC": (*content).beginMark, "BDC": (*content).beginMark,
		"EMC": (*content).endMark,
	}
}

func (c *content) save() {
	if len(c.saved) >= maxStates {
		c.doubts("states")
		return
	}
	c.saved = append(c.saved, c.state)
}

func (c *content) restore() {
	if n := len(c.saved); n > 0 {
		c.state, c.saved = c.saved[n-1], c.saved[:n-1]
	}
}

func (c *content) move(x, y float64) {
	c.line = moved(x, y).times(c.line)
	c.text = c.line
}

func (c *content) nextLine() { c.move(0, -c.leading) }

// inlineImage passes over an image between BI and EI.
func (c *content) inlineImage() {
	for {
		t := c.scan.Next()
		if t.Is("ID") && c.scan.SkipImage() {
			return
		}
		if t.Is("ID") || t.Kind == scan.End {
			c.doubts("inline image")
			return
		}
	}
}
