package apart

import (
	"context"

	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// Each method puts its values in the order in which works takes them.

func (p *Process) load(ctx context.Context, path, parameters string) error {
	q := newFrame(askLoad, 16+len(path)+len(parameters))
	q.text(path)
	q.text(parameters)
	return p.order(ctx, q)
}

// Slots is C_GetSlotList.
func (p *Process) Slots(ctx context.Context) ([]cryptoki.SlotID, error) {
	return ask(ctx, p, newFrame(askSlots, 0), takeNumbers[cryptoki.SlotID])
}

// Token is C_GetTokenInfo.
func (p *Process) Token(ctx context.Context, slot cryptoki.SlotID) (cryptoki.TokenInfo, error) {
	return ask(ctx, p, about(askToken, uint(slot)), takeToken)
}

// Mechanisms is C_GetMechanismList.
func (p *Process) Mechanisms(ctx context.Context, slot cryptoki.SlotID) ([]uint, error) {
	return ask(ctx, p, about(askMechanisms, uint(slot)), takeNumbers[uint])
}

// Open is C_OpenSession.
func (p *Process) Open(ctx context.Context, slot cryptoki.SlotID, writable bool) (cryptoki.SessionID, error) {
	wish := uint(0)
	if writable {
		wish = 1
	}
	return ask(ctx, p, about(askOpen, uint(slot), wish), takeSession)
}

// Close is C_CloseSession.
func (p *Process) Close(ctx context.Context, session cryptoki.SessionID) error {
	return p.order(ctx, about(askClose, uint(session)))
}

// Login is C_Login.
func (p *Process) Login(ctx context.Context, session cryptoki.SessionID, user uint, pin []byte) error {
	q := newFrame(askLogin, 4*8+len(pin))
	q.number(uint(session))
	q.number(user)
	q.optional(pin)
	q.byPerson = pin == nil
	return p.order(ctx, q)
}

// Logout is C_Logout.
func (p *Process) Logout(ctx context.Context, session cryptoki.SessionID) error {
	return p.order(ctx, about(askLogout, uint(session)))
}

// SetPIN is C_SetPIN.
func (p *Process) SetPIN(ctx context.Context, session cryptoki.SessionID, old, new []byte) error {
	q := newFrame(askSetPIN, 5*8+len(old)+len(new))
	q.number(uint(session))
	q.optional(old)
	q.optional(new)
	q.byPerson = old == nil
	return p.order(ctx, q)
}

// Find is C_FindObjectsInit, C_FindObjects and C_FindObjectsFinal.
func (p *Process) Find(ctx context.Context, session cryptoki.SessionID, want []cryptoki.Attribute, limit int) ([]cryptoki.ObjectID, error) {
	q := about(askFind, uint(session), uint(limit))
	putAttributes(q, want)
	return ask(ctx, p, q, takeNumbers[cryptoki.ObjectID])
}

// Attribute is C_GetAttributeValue.
func (p *Process) Attribute(ctx context.Context, session cryptoki.SessionID, object cryptoki.ObjectID, kind uint) ([]byte, error) {
	return ask(ctx, p, about(askAttribute, uint(session), uint(object), kind), (*frame).takeValue)
}

// Sign is C_SignInit and C_Sign.
func (p *Process) Sign(ctx context.Context, session cryptoki.SessionID, with cryptoki.Mechanism, key cryptoki.ObjectID, data ...[]byte) ([][]byte, error) {
	q := newFrame(askSign, 512)
	putKey(q, session, with, key)
	putValues(q, data)
	q.signatures = len(data)
	signatures, err := ask(ctx, p, q, takeValues)
	if err == nil && (len(signatures) == 0 || len(signatures) > len(data)) {
		return nil, p.nonsense(calls[askSign])
	}
	return signatures, err
}

// SignWithPIN is C_SignInit, C_Login and C_Sign.
func (p *Process) SignWithPIN(ctx context.Context, session cryptoki.SessionID, with cryptoki.Mechanism, key cryptoki.ObjectID, data, pin []byte) ([]byte, error) {
	q := newFrame(askSignWithPIN, 11*8+len(data)+len(pin))
	putKey(q, session, with, key)
	q.value(data)
	q.optional(pin)
	q.byPerson = pin == nil
	return ask(ctx, p, q, (*frame).takeValue)
}

// about begins a question with numbers.
func about(kind byte, numbers ...uint) *frame {
	f := newFrame(kind, 128)
	for _, n := range numbers {
		f.number(n)
	}
	return f
}

// order asks for nothing but to be obeyed.
func (p *Process) order(ctx context.Context, question *frame) error {
	_, err := ask(ctx, p, question, func(*frame) struct{} { return struct{}{} })
	return err
}

// ask puts a question and takes the answer's values.
func ask[T any](ctx context.Context, p *Process, question *frame, take func(*frame) T) (T, error) {
	var none T
	call := calls[question.kind()]
	answer, err := p.exchange(ctx, question)
	if err != nil {
		return none, err
	}
	if err := errorOf(answer); err != nil {
		return none, err
	}
	value := take(answer)
	if answer.err() != nil {
		return none, p.nonsense(call)
	}
	return value, nil
}
