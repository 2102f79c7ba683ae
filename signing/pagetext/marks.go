package pagetext

import (
	"strings"
	"unicode"

	"github.com/vanthu/vanthu/signing/pagetext/scan"
	"github.com/vanthu/vanthu/signing/pdf"
)

// mark is marked content that is open (ISO 32000-2 §14.6).
type mark struct {
	actual string // /ActualText: what is meant by all that is shown in it
	has    bool
	said   bool
}

func (c *content) beginMark() {
	if len(c.marks) >= maxStates {
		c.doubts("marks")
		return
	}
	m := &mark{}
	if len(c.operands) > 1 { // else it has a tag only
		if name := c.name(0); name != "" {
			m.actual, m.has = c.actualIn(c.reader.dict(c.resource("Properties", name)))
		} else {
			m.actual, m.has = actualOf(c.operands)
		}
	}
	c.marks = append(c.marks, m)
}

func (c *content) endMark() {
	if n := len(c.marks); n > 0 {
		c.marks = c.marks[:n-1]
	}
}

func (c *content) actualIn(properties pdf.Dict) (string, bool) {
	s, ok := c.reader.value(properties["ActualText"]).(pdf.String)
	return s.Text(), ok
}

// actualOf finds the entry in a dictionary that stands in the content.
func actualOf(operands []scan.Token) (string, bool) {
	for i := 0; i+1 < len(operands); i++ {
		if operands[i].Kind == scan.Name && string(operands[i].Bytes) == "ActualText" && operands[i+1].Kind == scan.String {
			return pdf.String(operands[i+1].Bytes).Text(), true
		}
	}
	return "", false
}

// actualText gives what the innermost mark says instead of what is shown: once,
// then nothing. An empty one does not count.
func (c *content) actualText() (text string, replaced bool) {
	for i := len(c.marks) - 1; i >= 0; i-- {
		m := c.marks[i]
		if !m.has || m.actual == "" {
			continue
		}
		if m.said || strings.IndexFunc(m.actual, unicode.IsPrint) < 0 {
			return "", true
		}
		m.said = true
		return m.actual, true
	}
	return "", false
}
