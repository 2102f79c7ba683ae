package apart

import (
	"errors"
	"fmt"

	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// Hung is a call that had not ended when its time was up; the child was killed.
type Hung struct {
	Call  string // the PKCS#11 function
	Cause error  // why the context ended
}

func (e *Hung) Error() string { return fmt.Sprintf("%s does not answer: %v", e.Call, e.Cause) }

// Unwrap gives the context's error.
func (e *Hung) Unwrap() error { return e.Cause }

// Crashed is a call during which, or before which, the child died.
type Crashed struct {
	Call   string
	Reason string // how it ended, in English, for the administrator
}

func (e *Crashed) Error() string { return e.Call + ": the driver's process ended: " + e.Reason }

// errorFrame is an answer that says what went wrong.
func errorFrame(err error) *frame {
	var refusal *cryptoki.Error
	switch {
	case errors.As(err, &refusal):
		f := newFrame(refused, 64)
		f.text(refusal.Call)
		f.number(refusal.Code)
		return f
	case errors.Is(err, cryptoki.ErrUnsupported):
		return newFrame(unsupported, 0)
	}
	f := newFrame(failed, 256)
	f.text(err.Error())
	return f
}

// errorOf reads what errorFrame wrote; nil for an answer.
func errorOf(f *frame) error {
	switch f.kind() {
	case answered:
		return nil
	case refused:
		refusal := &cryptoki.Error{Call: f.takeText(), Code: f.takeNumber()}
		if err := f.err(); err != nil {
			return err
		}
		return refusal
	case unsupported:
		return cryptoki.ErrUnsupported
	case failed:
		return errors.New(f.takeText())
	}
	return errFrame
}
