package apart

import (
	"context"
	"io"

	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// serve answers questions until there are no more.
func serve(questions io.Reader, answers io.Writer) {
	var s server
	for {
		question, err := readFrame(questions)
		if err != nil {
			return
		}
		answer := s.answer(question)
		question.wipe()
		if answer.writeTo(answers) != nil {
			return
		}
	}
}

// server is the child's side: it does what it is asked with the one library.
type server struct{ cryptoki.Library }

func (s *server) answer(q *frame) *frame {
	if s.Library == nil && q.kind() != askLoad {
		return errorFrame(errFrame)
	}
	work := works[q.kind()]
	if work == nil {
		return errorFrame(errFrame)
	}
	answer, err := work(s, q)
	if err == nil {
		err = q.err()
	}
	if err != nil {
		return errorFrame(err)
	}
	return answer
}

var background = context.Background() // a call here is ended by killing the process

// works is what is done for each question: take its values in the order in which
// Process puts them, call the library, put what it answers.
var works = map[byte]func(*server, *frame) (*frame, error){
	askLoad: func(s *server, q *frame) (_ *frame, err error) {
		path, parameters := q.takeText(), q.takeText()
		s.Library, err = cryptoki.Load(path, parameters)
		return newFrame(answered, 0), err
	},
	askSlots: func(s *server, _ *frame) (*frame, error) {
		slots, err := s.Slots(background)
		return numbersFrame(slots), err
	},
	askToken: func(s *server, q *frame) (*frame, error) {
		info, err := s.Token(background, cryptoki.SlotID(q.takeNumber()))
		return tokenFrame(info), err
	},
	askMechanisms: func(s *server, q *frame) (*frame, error) {
		kinds, err := s.Mechanisms(background, cryptoki.SlotID(q.takeNumber()))
		return numbersFrame(kinds), err
	},
	askOpen: func(s *server, q *frame) (*frame, error) {
		slot, writable := cryptoki.SlotID(q.takeNumber()), q.takeNumber() != 0
		session, err := s.Open(background, slot, writable)
		f := newFrame(answered, 8)
		f.number(uint(session))
		return f, err
	},
	askClose: func(s *server, q *frame) (*frame, error) {
		return newFrame(answered, 0), s.Close(background, takeSession(q))
	},
	askLogin: func(s *server, q *frame) (*frame, error) {
		session, user, pin := takeSession(q), q.takeNumber(), q.takeOptional()
		if err := q.err(); err != nil {
			return nil, err // half a PIN must not be tried
		}
		return newFrame(answered, 0), s.Login(background, session, user, pin)
	},
	askLogout: func(s *server, q *frame) (*frame, error) {
		return newFrame(answered, 0), s.Logout(background, takeSession(q))
	},
	askSetPIN: func(s *server, q *frame) (*frame, error) {
		session, old, new := takeSession(q), q.takeOptional(), q.takeOptional()
		if err := q.err(); err != nil {
			return nil, err
		}
		return newFrame(answered, 0), s.SetPIN(background, session, old, new)
	},
	askFind: func(s *server, q *frame) (*frame, error) {
		session, limit, want := takeSession(q), q.takeNumber(), takeAttributes(q)
		found, err := s.Find(background, session, want, int(limit))
		return numbersFrame(found), err
	},
	askAttribute: func(s *server, q *frame) (*frame, error) {
		session, object, kind := takeSession(q), cryptoki.ObjectID(q.takeNumber()), q.takeNumber()
		value, err := s.Attribute(background, session, object, kind)
		return valueFrame(value), err
	},
	askSign: func(s *server, q *frame) (*frame, error) {
		session, with, key := takeKey(q)
		signatures, err := s.Sign(background, session, with, key, takeValues(q)...)
		f := newFrame(answered, 512)
		putValues(f, signatures)
		return f, err
	},
	askSignWithPIN: func(s *server, q *frame) (*frame, error) {
		session, with, key := takeKey(q)
		data, pin := q.takeValue(), q.takeOptional()
		if err := q.err(); err != nil {
			return nil, err
		}
		signature, err := s.SignWithPIN(background, session, with, key, data, pin)
		return valueFrame(signature), err
	},
}
