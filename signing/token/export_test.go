package token

import (
	"time"

	"github.com/vanthu/vanthu/signing/token/apart"
)

// InspectLibrary lets tests look at libraries of other systems.
var InspectLibrary = inspectLibrary

// NewModule is a driver of the test's own, apart from those that Open gives.
func NewModule(path string, limits apart.Limits) *Module {
	m := newModule(Driver{Path: path}, path)
	m.limits = limits
	return m
}

// Rest sets how long the driver is left alone.
func (m *Module) Rest(rest time.Duration) { m.rest = rest }

// End ends the driver's process.
func (m *Module) End() {
	if m.process != nil {
		m.process.End()
	}
}
