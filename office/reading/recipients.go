package reading

import "strings"

// listGap is how far apart two lines of a list may be, in mm.
const listGap = 8

func recipientsLine(p Page) (Line, bool) {
	for _, l := range p.Lines {
		if startsWith(l.Text, "noi nhan") && l.Left < p.Width/2 {
			return l, true
		}
	}
	return Line{}, false
}

// recipients reads the list below the first Nơi nhận. Its last line says what is
// kept, and where.
func recipients(pages []Page) (to []string, kept string) {
	for _, p := range pages {
		at, ok := recipientsLine(p)
		if !ok {
			continue
		}
		items := list{}
		_, rest, _ := strings.Cut(at.Text, ":")
		items.add(rest)
		last := at
		for _, l := range p.Lines {
			if l.middle() <= last.middle() || l.beside(last) || l.Left > at.Left+15 || l.Left < at.Left-10 {
				continue
			}
			if l.Top-last.Bottom > listGap || items.kept() && !strings.HasPrefix(l.Text, "(") {
				break
			}
			items.add(l.Text)
			last = l
		}
		return items.split()
	}
	return nil, ""
}

// addressees reads what stands after Kính gửi: one agency, or a list.
func (h head) addressees() []string {
	for _, l := range h.page.Lines {
		if !startsWith(l.Text, "kinh gui") || l.Top > h.page.Height*0.65 {
			continue
		}
		row := h.row(l, numberReach)
		_, rest, _ := strings.Cut(sentence(row), ":")
		items := list{}
		items.add(rest)
		if !dashed(strings.TrimSpace(rest)) {
			return items.all()
		}
		last := l
		for _, next := range h.page.Lines {
			if next.middle() <= last.middle() || next.beside(last) || next.Left < l.Left+5 {
				continue
			}
			if next.Top-last.Bottom > listGap {
				break
			}
			items.add(next.Text)
			last = next
		}
		return items.all()
	}
	return nil
}

// list gathers items that begin with a dash; other lines go on with the item
// before.
type list struct{ texts []string }

func (i *list) add(line string) {
	line = strings.TrimSpace(line)
	item := strings.TrimLeft(line, "-–—+•* ")
	switch {
	case item == "":
	case dashed(line) || len(i.texts) == 0:
		i.texts = append(i.texts, item)
	default:
		i.texts[len(i.texts)-1] += " " + item
	}
}

// all gives the items without the signs between them.
func (i *list) all() []string {
	for n, item := range i.texts {
		i.texts[n] = strings.TrimRight(item, " ;.,/")
	}
	return i.texts
}

func dashed(line string) bool {
	return line != "" && strings.ContainsRune("-–—+•*", []rune(line)[0])
}

func (i *list) kept() bool {
	return len(i.texts) > 0 && startsWith(i.texts[len(i.texts)-1], "luu")
}

func (i *list) split() (to []string, kept string) {
	to = i.all()
	if !i.kept() {
		return to, ""
	}
	_, kept, _ = strings.Cut(to[len(to)-1], ":")
	return to[:len(to)-1], strings.TrimSpace(kept)
}
