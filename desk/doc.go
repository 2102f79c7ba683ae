// Package desk is the desktop program without its screen: what a person can do
// at the desk, as presenters that turn the office's data into states ready to
// draw. It knows the world only through the ports of ports.go; it imports no
// Fyne, no SQL, no sockets and no cgo.
//
// Every screen has a package of its own (desk/incoming, desk/sign …) with one
// presenter. All methods of a presenter are called on the UI thread, and it
// calls its view there; work that may wait runs through Threads in the
// background, and an answer to a question that is no longer asked is dropped.
package desk
