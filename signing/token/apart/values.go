package apart

import "github.com/vanthu/vanthu/signing/token/cryptoki"

func takeSession(f *frame) cryptoki.SessionID { return cryptoki.SessionID(f.takeNumber()) }

func numbersFrame[T ~uint](list []T) *frame {
	f := newFrame(answered, 8*(len(list)+1))
	putNumbers(f, list)
	return f
}

func valueFrame(value []byte) *frame {
	f := newFrame(answered, 8+len(value))
	f.value(value)
	return f
}

func tokenFrame(info cryptoki.TokenInfo) *frame {
	f := newFrame(answered, 256)
	for _, text := range []string{info.Label, info.Manufacturer, info.Model, info.Serial} {
		f.text(text)
	}
	for _, n := range []uint{info.Flags, info.MinPIN, info.MaxPIN} {
		f.number(n)
	}
	return f
}

func takeToken(f *frame) (info cryptoki.TokenInfo) {
	for _, text := range []*string{&info.Label, &info.Manufacturer, &info.Model, &info.Serial} {
		*text = f.takeText()
	}
	for _, n := range []*uint{&info.Flags, &info.MinPIN, &info.MaxPIN} {
		*n = f.takeNumber()
	}
	return info
}

func putAttributes(f *frame, list []cryptoki.Attribute) {
	f.number(uint(len(list)))
	for _, a := range list {
		f.number(a.Kind)
		f.number(a.Number)
		f.optional(a.Bytes)
	}
}

func takeAttributes(f *frame) (list []cryptoki.Attribute) {
	for range min(f.takeNumber(), mostFrame) {
		if f.bad {
			return nil
		}
		list = append(list, cryptoki.Attribute{Kind: f.takeNumber(), Number: f.takeNumber(), Bytes: f.takeOptional()})
	}
	return list
}

func putMechanism(f *frame, m cryptoki.Mechanism) {
	f.number(m.Kind)
	if m.PSS == nil {
		f.number(0)
		return
	}
	for _, n := range []uint{1, m.PSS.Hash, m.PSS.Mask, m.PSS.Salt} {
		f.number(n)
	}
}

func takeMechanism(f *frame) cryptoki.Mechanism {
	m := cryptoki.Mechanism{Kind: f.takeNumber()}
	if f.takeNumber() != 0 {
		m.PSS = &cryptoki.PSS{Hash: f.takeNumber(), Mask: f.takeNumber(), Salt: f.takeNumber()}
	}
	return m
}

func putKey(f *frame, session cryptoki.SessionID, with cryptoki.Mechanism, key cryptoki.ObjectID) {
	f.number(uint(session))
	putMechanism(f, with)
	f.number(uint(key))
}

func takeKey(f *frame) (session cryptoki.SessionID, with cryptoki.Mechanism, key cryptoki.ObjectID) {
	return takeSession(f), takeMechanism(f), cryptoki.ObjectID(f.takeNumber())
}

func putValues(f *frame, list [][]byte) {
	f.number(uint(len(list)))
	for _, value := range list {
		f.value(value)
	}
}

func takeValues(f *frame) (list [][]byte) {
	for range min(f.takeNumber(), mostFrame) {
		if f.bad {
			return nil
		}
		list = append(list, f.takeValue())
	}
	return list
}
