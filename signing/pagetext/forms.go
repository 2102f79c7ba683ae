package pagetext

import (
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

// graphicsState takes a font out of a state dictionary; the rest does not count.
func (c *content) graphicsState() {
	state := c.reader.dict(c.resource("ExtGState", c.name(0)))
	if list, ok := c.reader.value(state["Font"]).(pdf.Array); ok && len(list) == 2 {
		size, _ := pdf.Number(c.reader.value(list[1]))
		c.size, c.named, c.font = size, true, c.reader.font(list[0])
	}
}

// chooseFont remembers what the names mean in these resources: Tf stands before
// nearly every string.
func (c *content) chooseFont() {
	name := c.name(1)
	f, known := c.fonts[name]
	if !known {
		f = c.reader.font(c.resource("Font", name))
		if len(c.fonts) < maxFonts {
			c.fonts[name] = f
		}
	}
	c.size, c.named, c.font = c.number(0), true, f
}

// draw goes through a form (ISO 32000-2 §8.10); images are not looked at. A form
// inside itself shows nothing.
func (c *content) draw() {
	o := c.resource("XObject", c.name(0))
	form, ok := c.reader.value(o).(*pdf.Stream)
	if !ok || c.reader.value(form.Dict["Subtype"]) != pdf.Object(pdf.Name("Form")) {
		return
	}
	ref, _ := o.(pdf.Ref)
	if slices.Contains(c.path, ref) {
		return
	}
	data, ok := c.reader.content(form)
	if !ok || c.depth >= maxDepth {
		c.doubts("form")
		return
	}
	c.path = append(c.path, ref)
	c.run(data, c.resourcesOf(form), c.stateIn(form), c.depth+1)
	c.path = c.path[:len(c.path)-1]
}

func (c *content) resourcesOf(form *pdf.Stream) pdf.Dict {
	if own := c.reader.dict(form.Dict["Resources"]); own != nil {
		return own
	}
	return c.resources
}

func (c *content) stateIn(form *pdf.Stream) state {
	inside := c.state
	if list, ok := c.reader.value(form.Dict["Matrix"]).(pdf.Array); ok && len(list) == 6 {
		var m matrix
		for i, o := range list {
			m[i], _ = pdf.Number(c.reader.value(o))
		}
		inside.ctm = m.times(inside.ctm)
	}
	return inside
}
