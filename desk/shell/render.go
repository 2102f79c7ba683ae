package shell

import (
	"errors"
	"strconv"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
)

func (f *Frame) refresh() { f.view(f.state()) }

func (f *Frame) state() State {
	w := f.env.Words()
	s := State{
		Window: w.T("desk.name"), Connected: f.account != nil,
		Items: []Item{
			f.item(Incoming, w.T("desk.incoming.title"), f.counts.waiting, "Ctrl+1"),
			f.item(Outgoing, w.T("desk.outgoing.title"), f.counts.open, "Ctrl+2"),
		},
		Status: []Part{
			{TokenPart, f.tokenMark(w)},
			{NetworkPart, f.networkMark(w)},
			{SyncPart, f.syncMark(w)},
		},
		Language: f.otherLanguage(),
		Levels:   w.T("desk.levels.open"),
		Detail:   f.detailState(w),
	}
	if f.account != nil {
		s.Agency, s.User = f.account.Agency.Name, f.account.Name
		s.Window = w.T("desk.name") + " – " + f.account.Agency.Name
	}
	s.Banner = f.banner(w)
	return s
}

func (f *Frame) item(id, label string, count int, key string) Item {
	item := Item{ID: id, Label: label, Key: key, Chosen: id == f.screen}
	if count > most {
		item.Count = strconv.Itoa(most) + "+"
	} else if count > 0 {
		item.Count = strconv.Itoa(count)
	}
	return item
}

func (f *Frame) otherLanguage() desk.Choice {
	if f.env.Lang == i18n.Vietnamese {
		return desk.Choice{ID: string(i18n.English), Label: "English"}
	}
	return desk.Choice{ID: string(i18n.Vietnamese), Label: "Tiếng Việt"}
}

// banner tells what concerns every screen: nobody is connected, or the exchange
// failed in a way that needs a person.
func (f *Frame) banner(w desk.Words) desk.Banner {
	switch {
	case errors.Is(f.fault, desk.ErrNotConnected):
		b := w.Explain(f.fault, w.T("desk.connect.open"))
		b.Level = desk.Warn
		return b
	case f.fault != nil:
		return w.Explain(f.fault, w.T("desk.retry"))
	case f.event.Phase == desk.SyncFailed:
		return w.Explain(f.event.Err, w.T("desk.shell.sync_now"))
	}
	return desk.Banner{}
}

// BannerAction does what the banner's button says.
func (f *Frame) BannerAction() {
	switch {
	case errors.Is(f.fault, desk.ErrNotConnected):
		f.hooks.Connect()
	case f.fault != nil:
		f.Connected()
	default:
		f.SyncNow()
	}
}

func (f *Frame) tokenMark(w desk.Words) desk.Mark {
	switch {
	case !f.looked:
		return desk.Mark{Level: desk.Busy, Word: w.T("desk.shell.token_looking")}
	case f.tokenErr != nil:
		return desk.Mark{Level: desk.Bad, Word: w.T("desk.shell.token_error")}
	case len(f.tokens) == 0:
		return desk.Mark{Level: desk.Quiet, Word: w.T("desk.shell.token_none")}
	}
	t := f.tokens[0]
	m := desk.Mark{Level: desk.Good, Word: w.T("desk.shell.token", "label", t.Label)}
	if len(f.tokens) > 1 {
		m.Word = w.T("desk.shell.tokens", "count", len(f.tokens))
	}
	for _, t := range f.tokens {
		if t.Tries == desk.TriesLocked || t.Tries == desk.TriesLast {
			m.Level = desk.Bad
		} else if t.Tries == desk.TriesFew && m.Level == desk.Good {
			m.Level = desk.Warn
		}
	}
	return m
}

func (f *Frame) networkMark(w desk.Words) desk.Mark {
	if f.account == nil {
		return desk.Mark{Level: desk.Quiet, Word: w.T("desk.shell.unknown")}
	}
	switch f.event.Phase {
	case desk.SyncOffline:
		return desk.Mark{Level: desk.Warn, Word: w.T("desk.shell.offline")}
	case desk.SyncFailed:
		return desk.Mark{Level: desk.Bad, Word: w.T("desk.shell.failed")}
	case desk.SyncIdle, desk.SyncRunning:
		if !f.event.At.IsZero() || f.event.Phase == desk.SyncRunning {
			return desk.Mark{Level: desk.Good, Word: w.T("desk.shell.online")}
		}
	}
	return desk.Mark{Level: desk.Quiet, Word: w.T("desk.shell.unknown")}
}

func (f *Frame) syncMark(w desk.Words) desk.Mark {
	refused, waiting := 0, 0
	for _, p := range f.pending {
		if p.Refuse != nil {
			refused++
		} else {
			waiting++
		}
	}
	switch {
	case f.event.Phase == desk.SyncRunning && f.event.Total > 0:
		return desk.Mark{Level: desk.Busy, Word: w.T("desk.shell.syncing_of", "done", f.event.Done, "total", f.event.Total)}
	case f.event.Phase == desk.SyncRunning || f.sync.Open():
		return desk.Mark{Level: desk.Busy, Word: w.T("desk.shell.syncing")}
	case refused > 0:
		return desk.Mark{Level: desk.Bad, Word: w.T("desk.shell.refused", "count", refused)}
	case waiting > 0:
		return desk.Mark{Level: desk.Warn, Word: w.T("desk.shell.waiting", "count", waiting)}
	case f.event.At.IsZero():
		return desk.Mark{Level: desk.Quiet, Word: w.T("desk.shell.never")}
	default:
		return desk.Mark{Level: desk.Good, Word: w.T("desk.shell.synced", "time", w.Clock(f.event.At))}
	}
}
