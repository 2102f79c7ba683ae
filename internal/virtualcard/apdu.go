package virtualcard

// status is the two bytes at the end of every answer, ISO 7816-4 §5.6.
type status uint16

const (
	statusDone         status = 0x9000
	statusMore         status = 0x6100 // and how many bytes more, where they fit
	statusTries        status = 0x63C0 // and how many tries are left
	statusWrongLength  status = 0x6700
	statusNotVerified  status = 0x6982
	statusLocked       status = 0x6983
	statusWrongData    status = 0x6A80
	statusNotFound     status = 0x6A82
	statusWrongPlace   status = 0x6A86
	statusUnknown      status = 0x6D00
	answerSize                = 256
	pinSize                   = 8
	classChained              = 0x10
	insVerify                 = 0x20
	insChange                 = 0x24
	insAuthenticate           = 0x87
	insSelect                 = 0xA4
	insGetResponse            = 0xC0
	insGetData                = 0xCB
	referencePIN              = 0x80
	referenceGlobalPIN        = 0x00
)

// command is an APDU without its expected length, ISO 7816-4 §5.1.
type command struct {
	class, ins, p1, p2 byte
	data               []byte
}

func parse(b []byte) (command, bool) {
	if len(b) < 4 {
		return command{}, false
	}
	c := command{class: b[0], ins: b[1], p1: b[2], p2: b[3]}
	body := b[4:]
	switch {
	case len(body) <= 1: // nothing, or only the length expected
	case body[0] != 0:
		n := int(body[0])
		if len(body) < 1+n {
			return command{}, false
		}
		c.data = body[1 : 1+n]
	case len(body) > 3: // extended length
		n := int(body[1])<<8 | int(body[2])
		if len(body) < 3+n {
			return command{}, false
		}
		c.data = body[3 : 3+n]
	}
	return c, true
}

// respond answers one APDU.
func (c *Card) respond(apdu []byte) []byte {
	cmd, ok := parse(apdu)
	if !ok {
		return reply(nil, statusWrongLength)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if cmd.class&classChained != 0 {
		c.chained = append(c.chained, cmd.data...)
		return reply(nil, statusDone)
	}
	if cmd.ins == insGetResponse {
		return c.rest()
	}
	cmd.data, c.chained = append(c.chained, cmd.data...), nil
	data, s := c.run(cmd)
	if cmd.ins != insVerify {
		c.fresh = false
	}
	if s != statusDone {
		return reply(nil, s)
	}
	c.pending = data
	return c.rest()
}

func (c *Card) run(cmd command) ([]byte, status) {
	switch cmd.ins {
	case insSelect:
		return selectApplet(cmd)
	case insGetData:
		return c.object(cmd)
	case insVerify:
		return nil, c.verifyCommand(cmd)
	case insChange:
		if cmd.p2 != referencePIN {
			return nil, statusWrongPlace
		}
		return nil, c.change(cmd.data)
	case insAuthenticate:
		return c.sign(cmd)
	}
	return nil, statusUnknown
}

func (c *Card) verifyCommand(cmd command) status {
	switch {
	case cmd.p2 != referencePIN && cmd.p2 != referenceGlobalPIN:
		return statusWrongPlace
	case cmd.p1 == 0xFF: // log out
		c.verified, c.fresh = false, false
		return statusDone
	case len(cmd.data) == 0 && c.verified:
		return statusDone
	case len(cmd.data) == 0: // only asks how many tries are left
		return c.triesLeft()
	case len(cmd.data) != pinSize:
		return statusWrongLength
	}
	return c.verify(cmd.data)
}

// rest gives what is pending, a piece at a time.
func (c *Card) rest() []byte {
	n := min(answerSize, len(c.pending))
	piece := c.pending[:n]
	c.pending = c.pending[n:]
	if left := len(c.pending); left > 0 {
		return reply(piece, moreStatus(left))
	}
	return reply(piece, statusDone)
}

func reply(data []byte, s status) []byte {
	return append(append([]byte(nil), data...), byte(s>>8), byte(s))
}

// moreStatus tells how many bytes wait; 0 stands for 256 or more.
func moreStatus(left int) status {
	if left >= answerSize {
		left = 0
	}
	return statusMore | status(left)
}
