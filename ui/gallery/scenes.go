// Package gallery shows every screen in every state, with canned data: for
// looking, for screenshots, for goldens. `vanthu --gallery` opens it. The
// presenters and views are the real ones; only the ports are canned.
package gallery

import (
	"fyne.io/fyne/v2"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/canned"
	"github.com/vanthu/vanthu/desk/connect"
	"github.com/vanthu/vanthu/desk/shell"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	viewshell "github.com/vanthu/vanthu/ui/shell"
)

// Scene is one screen in one state.
type Scene struct {
	Name   string // screen-state, used as a file's name
	World  func() *canned.World
	Silent bool // the background never answers: what stands while one waits
	Play   func(*viewshell.Shell, *canned.World)
}

// Open fills the window with the scene.
func (sc Scene) Open(window fyne.Window, lang i18n.Language) *viewshell.Shell {
	world := sc.World()
	threads := desk.Threads{UI: func(do func()) { do() }, Work: func(do func()) { do() }}
	if sc.Silent {
		threads.Work = func(func()) {}
	}
	s := viewshell.New(window, desk.Env{Ports: world.Ports(), Threads: threads, Clock: clock.At(canned.Now), Lang: lang})
	s.Start()
	if sc.Play != nil {
		sc.Play(s, world)
	}
	return s
}

// with changes the full world.
func with(change func(*canned.World)) func() *canned.World {
	return func() *canned.World {
		w := canned.Full()
		change(w)
		return w
	}
}

func asLeader(w *canned.World) { who := canned.Leader(); w.Who = &who }

func offline(w *canned.World) {
	w.Event = desk.SyncEvent{Phase: desk.SyncOffline, At: canned.At(22, 17, 2), Err: fault.New("remote.offline", nil, nil)}
	w.Unsent = []desk.Pending{
		{ID: "1", At: canned.At(23, 7, 40), What: desk.PendingAccept, Title: "12/UBND-VX"},
		{ID: "2", At: canned.At(23, 7, 52), What: desk.PendingDispatch, Title: "88/TB-STTTT"},
		{ID: "3", At: canned.At(23, 8, 1), What: desk.PendingRefuse, Title: "77/CV-UBND", Refuse: fault.New("api.stage", nil, nil)},
	}
	w.Next = 0
}

var storeError = fault.New("inbox.disk_full", fault.Args{"file": "vanthu.db"}, nil)

// Scenes lists the gallery, screen by screen.
func Scenes() []Scene {
	var all []Scene
	for _, part := range [][]Scene{incomingScenes(), outgoingScenes(), signScenes(), sendScenes(), draftScenes(), frameScenes()} {
		all = append(all, part...)
	}
	return all
}

func incomingScenes() []Scene {
	all := func(s *viewshell.Shell, _ *canned.World) { s.Incoming.OnlyWaiting(false) }
	return []Scene{
		{Name: "incoming-full", World: canned.Full, Play: all},
		{Name: "incoming-waiting", World: canned.Full},
		{Name: "incoming-empty", World: canned.Empty},
		{Name: "incoming-not-found", World: canned.Full, Play: func(s *viewshell.Shell, _ *canned.World) { s.Incoming.Search("xyz") }},
		{Name: "incoming-loading", World: canned.Full, Silent: true},
		{Name: "incoming-offline", World: with(offline), Play: func(s *viewshell.Shell, _ *canned.World) { s.Incoming.Main() }},
		{Name: "incoming-error", World: with(func(w *canned.World) { w.StoreErr = storeError })},
		{Name: "incoming-file-absent", World: with(func(w *canned.World) { w.FileErr = fault.New("inbox.file_absent", nil, nil) })},
		{Name: "incoming-unchecked", World: canned.Full, Play: func(s *viewshell.Shell, _ *canned.World) { s.Incoming.Select(1) }},
		{Name: "incoming-not-valid", World: canned.Full, Play: func(s *viewshell.Shell, _ *canned.World) { s.Incoming.Select(2) }},
		{Name: "incoming-doubt", World: canned.Full, Play: func(s *viewshell.Shell, _ *canned.World) { s.Incoming.Select(2); s.Incoming.Main() }},
		{Name: "incoming-accepted", World: canned.Full, Play: func(s *viewshell.Shell, _ *canned.World) {
			s.Incoming.Assign("Phòng Công nghệ thông tin")
			s.Incoming.Main()
		}},
		{Name: "incoming-refuse", World: canned.Full, Play: func(s *viewshell.Shell, _ *canned.World) { s.Incoming.AskReason(); s.Incoming.Reason("Gửi nhầm") }},
		{Name: "incoming-fresh", World: canned.Full, Play: func(s *viewshell.Shell, w *canned.World) {
			more := canned.Arrived("n1", canned.At(23, 8, 11), canned.Info(19, "CĐ-UBND", "Công điện", "Ứng phó mưa lũ", "Ủy ban nhân dân tỉnh Mẫu", canned.Nov(23)), canned.PlanFile)
			more.Info.Urgency = office.Express
			w.In = append([]office.Arrival{more}, w.In...)
			s.Incoming.Changed()
		}},
		{Name: "document-page", World: canned.Full, Play: func(s *viewshell.Shell, _ *canned.World) { s.Incoming.OnlyWaiting(false); s.Incoming.Wide(true) }},
		{Name: "document-zoomed", World: canned.Full, Play: func(s *viewshell.Shell, _ *canned.World) { s.Incoming.Wide(true); s.InPane.ZoomIn() }},
	}
}

func outgoingScenes() []Scene {
	open := func(then func(*viewshell.Shell)) func(*viewshell.Shell, *canned.World) {
		return func(s *viewshell.Shell, _ *canned.World) {
			s.Frame.Show(shell.Outgoing)
			then(s)
		}
	}
	stay := open(func(*viewshell.Shell) {})
	return []Scene{
		{Name: "outgoing-issued", World: canned.Full, Play: open(func(s *viewshell.Shell) { s.Outgoing.Select(4) })},
		{Name: "outgoing-draft-clerk", World: canned.Full, Play: stay},
		{Name: "outgoing-draft-leader", World: with(asLeader), Play: stay},
		{Name: "outgoing-sealed", World: canned.Full, Play: open(func(s *viewshell.Shell) { s.Outgoing.Select(3) })},
		{Name: "outgoing-numbering", World: canned.Full, Play: open(func(s *viewshell.Shell) { s.Outgoing.Select(1); s.Outgoing.Main() })},
		{Name: "outgoing-empty", World: canned.Empty, Play: stay},
		{Name: "outgoing-error", World: with(func(w *canned.World) { w.StoreErr = storeError }), Play: stay},
	}
}

// signing opens the dialog for one of the documents.
func signing(document int, role desk.SignRole, then func(*viewshell.Shell)) func(*viewshell.Shell, *canned.World) {
	return func(s *viewshell.Shell, w *canned.World) {
		s.Frame.Show(shell.Outgoing)
		s.Outgoing.Select(document)
		s.Sign.Open(w.Out[document], role)
		if then != nil {
			then(s)
		}
	}
}

func signScenes() []Scene {
	pin := func(s *viewshell.Shell) { s.Sign.Typed(6); s.Sign.Sign([]byte("123456")) }
	return []Scene{
		{Name: "sign-ready", World: with(asLeader), Play: signing(0, desk.PersonSignature, func(s *viewshell.Shell) { s.Sign.Typed(6) })},
		{Name: "sign-agency", World: canned.Full, Play: signing(2, desk.AgencySignature, nil)},
		{Name: "sign-not-numbered", World: canned.Full, Play: signing(1, desk.AgencySignature, nil)},
		{Name: "sign-no-token", World: with(func(w *canned.World) { w.Plugged = nil }), Play: signing(0, desk.PersonSignature, nil)},
		{Name: "sign-wrong-pin", World: with(func(w *canned.World) {
			w.SignErr = fault.New("token.pin_incorrect_low", fault.Args{"label": "GCA-01"}, nil)
			w.Plugged[0].Tries = desk.TriesFew
		}), Play: signing(0, desk.PersonSignature, pin)},
		{Name: "sign-locked", World: with(func(w *canned.World) { w.Plugged[0].Tries = desk.TriesLocked }), Play: signing(0, desk.PersonSignature, nil)},
		{Name: "sign-expired", World: with(func(w *canned.World) {
			c := &w.Plugged[0].Certificates[0]
			c.NotAfter = canned.At(1, 0, 0)
			c.Unfit = fault.New("token.certificate_expired", fault.Args{"subject": c.Name, "until": "01/11/2026"}, nil)
		}), Play: signing(0, desk.PersonSignature, nil)},
		{Name: "sign-reading", World: with(asLeader), Silent: true, Play: signing(0, desk.PersonSignature, nil)},
	}
}

func sendScenes() []Scene {
	open := func(document int, then func(*viewshell.Shell)) func(*viewshell.Shell, *canned.World) {
		return func(s *viewshell.Shell, w *canned.World) {
			s.Frame.Show(shell.Outgoing)
			s.Outgoing.Select(document)
			s.Send.Open(w.Out[document], w.Delivered[w.Out[document].ID])
			if then != nil {
				then(s)
			}
		}
	}
	return []Scene{
		{Name: "send-open", World: canned.Full, Play: open(3, nil)},
		{Name: "send-chosen", World: canned.Full, Play: open(4, func(s *viewshell.Shell) {
			s.Send.Check("H37.03", true)
			s.Send.Check("H37.06", true)
			s.Send.Filter("so")
		})},
		{Name: "send-empty", World: with(func(w *canned.World) { w.Offices = nil }), Play: open(3, nil)},
		{Name: "send-secret", World: with(func(w *canned.World) { w.Out[3].Info.Secrecy = office.Secret }), Play: open(3, func(s *viewshell.Shell) { s.Send.Check("H37.03", true) })},
	}
}

func draftScenes() []Scene {
	open := func(then func(*viewshell.Shell)) func(*viewshell.Shell, *canned.World) {
		return func(s *viewshell.Shell, _ *canned.World) {
			s.Frame.Show(shell.Outgoing)
			s.Draft.Open()
			then(s)
		}
	}
	return []Scene{
		{Name: "draft-empty", World: canned.Full, Play: open(func(*viewshell.Shell) {})},
		{Name: "draft-filled", World: canned.Full, Play: open(func(s *viewshell.Shell) { s.Draft.Main("/home/" + canned.DraftFile) })},
		{Name: "draft-error", World: with(func(w *canned.World) { w.FileErr = fault.New("inbox.file_empty", fault.Args{"file": "rong.pdf"}, nil) }), Play: open(func(s *viewshell.Shell) { s.Draft.Main("/home/rong.pdf") })},
	}
}

func frameScenes() []Scene {
	explain := func(part string) func(*viewshell.Shell, *canned.World) {
		return func(s *viewshell.Shell, _ *canned.World) { s.Frame.Explain(part) }
	}
	levels := func(s *viewshell.Shell, _ *canned.World) { s.Levels.Open() }
	return []Scene{
		{Name: "shell-not-connected", World: func() *canned.World { return &canned.World{} }},
		{Name: "shell-connect", World: func() *canned.World { return &canned.World{ConnectErr: fault.New("api.login", nil, nil)} }, Play: func(s *viewshell.Shell, _ *canned.World) {
			s.Connect.Open()
			s.Connect.Changed(connect.Form{Server: "https://vanthu.mau.gov.vn", User: "vanthu", Password: true})
			s.Connect.Connect([]byte("sai"))
		}},
		{Name: "shell-sync-failed", World: with(func(w *canned.World) {
			w.Event = desk.SyncEvent{Phase: desk.SyncFailed, Err: fault.New("remote.tls", nil, nil)}
		})},
		{Name: "shell-syncing", World: with(func(w *canned.World) {
			w.Event = desk.SyncEvent{Phase: desk.SyncRunning, At: canned.At(22, 17, 2), Done: 12, Total: 40}
		})},
		{Name: "levels-usual", World: with(func(w *canned.World) { w.Rise = desk.LevelSettings{Level: "B"} }), Play: levels},
		{Name: "levels-no-server", World: with(func(w *canned.World) { w.Rise = desk.LevelSettings{Level: "LT"} }), Play: levels},
		{Name: "levels-refused", World: with(func(w *canned.World) {
			w.Rise = desk.LevelSettings{Level: "LTA", Server: "http://tsa.mau.gov.vn", User: "vanthu", PasswordFile: "/home/tsa.txt", Proxy: "http://proxy.mau:3128"}
			w.LevelErr = fault.New("workplace.tsa_address", fault.Args{"value": "http://"}, nil)
		}), Play: func(s *viewshell.Shell, w *canned.World) {
			levels(s, w)
			s.Levels.Save()
		}},
		{Name: "levels-waiting", World: canned.Full, Silent: true, Play: levels},
		{Name: "shell-token", World: canned.Full, Play: explain(shell.TokenPart)},
		{Name: "shell-network", World: with(offline), Play: explain(shell.NetworkPart)},
		{Name: "shell-waiting", World: with(offline), Play: explain(shell.SyncPart)},
	}
}
