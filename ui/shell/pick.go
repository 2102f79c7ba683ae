package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/desk/shell"
)

// pickFile asks for a PDF on this machine.
func (s *Shell) pickFile(chosen func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return // cancelled
		}
		path := r.URI().Path()
		_ = r.Close() // the presenter opens it itself
		chosen(path)
	}, s.host.Window)
	d.SetFilter(storage.NewExtensionFileFilter([]string{".pdf", ".PDF"}))
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
}

// Take begins a new outgoing document with a file of this machine, as when one is
// dropped on the window.
func (s *Shell) Take(path string) {
	s.Frame.Show(shell.Outgoing)
	s.Draft.Open()
	s.Draft.Main(path)
}

// dropped takes the first of the files dropped on the window.
func (s *Shell) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) > 0 {
		s.Take(files[0].Path())
	}
}

// saveAs asks where to save the file that the pane shows.
func (s *Shell) saveAs(name string, pane *document.Pane) {
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			return // cancelled
		}
		path := w.URI().Path()
		_ = w.Close() // the presenter writes it itself, whole or not at all
		pane.Export(path)
	}, s.host.Window)
	d.SetFileName(name)
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
}
