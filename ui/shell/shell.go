// Package shell is the window: navigation, the screen that is up, the dialogs,
// and the status bar. It puts each view together with its presenter.
package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/connect"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/desk/draft"
	"github.com/vanthu/vanthu/desk/incoming"
	"github.com/vanthu/vanthu/desk/levels"
	"github.com/vanthu/vanthu/desk/outgoing"
	"github.com/vanthu/vanthu/desk/send"
	"github.com/vanthu/vanthu/desk/shell"
	"github.com/vanthu/vanthu/desk/sign"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	viewconnect "github.com/vanthu/vanthu/ui/connect"
	viewdraft "github.com/vanthu/vanthu/ui/draft"
	viewincoming "github.com/vanthu/vanthu/ui/incoming"
	"github.com/vanthu/vanthu/ui/keys"
	viewlevels "github.com/vanthu/vanthu/ui/levels"
	viewoutgoing "github.com/vanthu/vanthu/ui/outgoing"
	viewsend "github.com/vanthu/vanthu/ui/send"
	viewsign "github.com/vanthu/vanthu/ui/sign"
	"github.com/vanthu/vanthu/ui/toolkit"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Shell is the window with all that is in it.
type Shell struct {
	host widgets.Host
	env  desk.Env

	Frame    *shell.Frame
	Incoming *incoming.Screen
	Outgoing *outgoing.Screen
	Sign     *sign.Dialog
	Send     *send.Dialog
	Draft    *draft.Dialog
	Connect  *connect.Dialog
	Levels   *levels.Dialog

	InPane  *document.Pane // the document on the screen of incoming documents
	OutPane *document.Pane

	in    *viewincoming.View
	out   *viewoutgoing.View
	frame *frameView
	stage *fyne.Container
	layer keys.Layer
}

// New fills the window. Nothing is read before Start.
func New(window fyne.Window, env desk.Env) *Shell {
	s := &Shell{host: widgets.Host{Window: window, Keys: &keys.Map{}}, env: env, layer: keys.Layer{}}
	s.env.Did = func() { s.Frame.Did() }
	toolkit.Speak(env.Lang)
	checks := desk.NewChecks(env.Ports)
	s.dialogs(checks)
	s.screens(checks)
	s.frame = newFrameView(s.host)
	s.Frame = shell.New(s.env, shell.Hooks{
		Show: s.show, Changed: s.changed, Tokens: s.Sign.Tokens, Connect: s.Connect.Open, Levels: s.Levels.Open, Speak: s.speak,
	}, s.frame.Draw)
	s.frame.presenter = s.Frame
	s.stage = container.NewStack()
	window.SetContent(s.frame.around(s.stage))
	s.host.Keys.Push(s.layer)
	s.host.Keys.Attach(window.Canvas())
	window.SetOnDropped(s.dropped)
	return s
}

func (s *Shell) screens(checks *desk.Checks) {
	s.in = viewincoming.New(s.host, func(name string) { s.saveAs(name, s.InPane) })
	s.InPane = document.New(s.env, checks, s.in.Document.Draw)
	s.in.Document.Present(s.InPane)
	s.Incoming = incoming.New(s.env, checks, s.InPane, s.in.Draw)
	s.in.Present(s.Incoming)

	s.out = viewoutgoing.New(s.host, func(name string) { s.saveAs(name, s.OutPane) })
	s.OutPane = document.New(s.env, checks, s.out.Document.Draw)
	s.out.Document.Present(s.OutPane)
	s.Outgoing = outgoing.New(s.env, s.OutPane, outgoing.Tasks{
		Compose: s.Draft.Open, Sign: s.Sign.Open, Send: s.Send.Open,
	}, s.out.Draw)
	s.out.Present(s.Outgoing)
}

func (s *Shell) dialogs(checks *desk.Checks) {
	done := func(id office.DocumentID) { s.Outgoing.Pick(id) }

	signing := viewsign.New(s.host)
	s.Sign = sign.New(s.env, checks, done, signing.Draw)
	signing.Present(s.Sign)

	sending := viewsend.New(s.host)
	s.Send = send.New(s.env, done, sending.Draw)
	sending.Present(s.Send)

	drafting := viewdraft.New(s.host, s.pickFile)
	s.Draft = draft.New(s.env, done, drafting.Draw)
	drafting.Present(s.Draft)

	connecting := viewconnect.New(s.host)
	s.Connect = connect.New(s.env, func() { s.Frame.Connected(); s.Frame.SyncNow() }, connecting.Draw)
	connecting.Present(s.Connect)

	rising := viewlevels.New(s.host)
	s.Levels = levels.New(s.env, rising.Draw)
	rising.Present(s.Levels)
}

// Start reads what the screens show and listens to tokens and exchange.
func (s *Shell) Start() { s.Frame.Start() }

// Stop ends the listening, before the window goes.
func (s *Shell) Stop() { s.Frame.Stop() }

// show brings a screen up and reads it.
func (s *Shell) show(screen string) {
	clear(s.layer)
	for k, do := range s.frame.keys() {
		s.layer[k] = do
	}
	if screen == shell.Outgoing {
		s.put(s.out, s.out.Keys())
		s.Outgoing.Reload()
		s.out.FocusList()
		return
	}
	s.put(s.in, s.in.Keys())
	s.Incoming.Reload()
	s.in.FocusList()
}

func (s *Shell) put(view fyne.CanvasObject, layer keys.Layer) {
	for k, do := range layer {
		s.layer[k] = do
	}
	s.stage.Objects = []fyne.CanvasObject{view}
	s.stage.Refresh()
}

func (s *Shell) changed() {
	s.Incoming.Changed()
	s.Outgoing.Changed()
}

func (s *Shell) speak(lang i18n.Language) {
	toolkit.Speak(lang)
	s.Incoming.Speak(lang)
	s.Outgoing.Speak(lang)
	s.Sign.Speak(lang)
	s.Send.Speak(lang)
	s.Draft.Speak(lang)
	s.Connect.Speak(lang)
	s.Levels.Speak(lang)
}
