package ops

import (
	"encoding/json"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// changed says that the record is not what the person saw.
type changed struct{ current any }

func (changed) Error() string { return "the record has changed" }

// lacking says which files must be uploaded first.
type lacking []string

func (lacking) Error() string { return "files are missing" }

// refused is a rule's no, with the record that it stands on.
type refused struct {
	error
	current any
}

func (r refused) Unwrap() error { return r.error }

// rules are the codes that a person gets as an answer. Anything else is a
// failure of the machine, after which the operation is tried again.
var rules = map[fault.Code]bool{
	office.ErrAgencyCode: true, office.ErrAgencyUnknown: true, office.ErrDocumentCode: true,
	office.ErrDocumentType: true, office.ErrDate: true, office.ErrDateMissing: true, office.ErrIssuer: true,
	office.ErrSubject: true, office.ErrSecret: true,
	office.ErrTransition: true, office.ErrReason: true, office.ErrRecipients: true, office.ErrFile: true,
	office.ErrNotSealed: true, office.ErrMark: true, api.ErrForbidden: true, api.ErrNotFound: true, api.ErrRequest: true, api.ErrCodeTaken: true,
	api.ErrStage: true, api.ErrOpReused: true,
}

// answer does the operation and says what became of it. What a refused operation
// wrote is undone; an error undoes the whole transaction.
func (a *action) answer() (api.OpResult, error) {
	var current any
	failed := a.tx.Savepoint(func() (err error) {
		current, err = a.do()
		return err
	})
	if failed != nil {
		a.touched = nil
		return a.refusal(failed)
	}
	raw, err := json.Marshal(current)
	return api.OpResult{ID: a.op.ID, Outcome: api.Applied, Current: raw}, err
}

// refusal turns an error of an operation into its answer.
func (a *action) refusal(failed error) (api.OpResult, error) {
	result := api.OpResult{ID: a.op.ID}
	var missing lacking
	if errors.As(failed, &missing) {
		result.Outcome, result.Missing = api.WaitingBlobs, missing
		return result, nil
	}
	var conflict changed
	if errors.As(failed, &conflict) {
		result.Outcome = api.Conflict
		return withCurrent(result, conflict.current)
	}
	code, args, ok := fault.Of(failed)
	if !ok || !rules[code] {
		return result, failed
	}
	result.Outcome, result.Code, result.Args = api.Rejected, code, args
	result.TextVI = i18n.Explain(i18n.Vietnamese, failed).String()
	var no refused
	if errors.As(failed, &no) {
		return withCurrent(result, no.current)
	}
	return result, nil
}

func withCurrent(result api.OpResult, current any) (api.OpResult, error) {
	raw, err := json.Marshal(current)
	result.Current = raw
	return result, err
}
