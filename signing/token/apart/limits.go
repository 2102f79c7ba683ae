package apart

import "time"

// Limits are how long a library may take over one call before it is taken for
// hung.
type Limits struct {
	Look   time.Duration // all calls of a look at the tokens, or at the certificates of one
	Load   time.Duration // loading it, and C_Initialize
	Call   time.Duration // what uses no key
	Key    time.Duration // a login, a change of PIN, a signature
	Person time.Duration // a PIN that a person types on the token's own pad
}

// Patient are limits that no working token was seen to need.
var Patient = Limits{Look: time.Minute, Load: 30 * time.Second, Call: 15 * time.Second, Key: time.Minute, Person: 3 * time.Minute}

func (l Limits) of(question *frame) time.Duration {
	switch question.kind() {
	case askLoad:
		return l.Load
	case askLogin, askSetPIN, askSign, askSignWithPIN:
		if question.byPerson {
			return l.Person
		}
		return l.Key * time.Duration(max(1, question.signatures))
	}
	return l.Call
}
