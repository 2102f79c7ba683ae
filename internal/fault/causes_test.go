package fault_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/fault"
)

var (
	errUnknown = fault.Define("demo.unknown")
	errStale   = fault.Define("demo.stale")
	errStrange = fault.Define("demo.strange")
)

func TestCauses(t *testing.T) {
	stale, strange := fault.New(errStale, nil, errors.New("io")), fault.New(errStrange, nil, nil)
	unknown := fault.New(errUnknown, nil, errors.Join(stale, errors.New("no code"), strange))
	assert.Equal(t, []error{stale, strange}, fault.Causes(unknown))
	assert.Equal(t, []error{stale, strange}, fault.Causes(fault.New(errUnknown, fault.Args{"file": "f"}, unknown)))
	assert.Equal(t, []error{strange}, fault.Causes(fault.New(errUnknown, nil, strange)))
	assert.Empty(t, fault.Causes(stale))
	assert.Empty(t, fault.Causes(errors.New("no code")))
	assert.Empty(t, fault.Causes(nil))
}
