package pkitest

import (
	"net/http"
	"sync"
	"time"
)

// Fault is a way in which a service misbehaves when it is ordered to.
type Fault string

// The faults. Those of the first group any server on the web may have, those of
// the second are lies of a time stamping authority, an OCSP responder or a
// publisher of revocation lists; each service says which of them it can do.
const (
	Healthy Fault = ""

	Slow    Fault = "slow"     // no answer until the client has gone
	CutOff  Fault = "cut off"  // the line breaks in the middle of the answer
	Huge    Fault = "huge"     // an answer without end
	Garbage Fault = "garbage"  // a web page in place of an answer, as captive portals give
	Missing Fault = "missing"  // 404
	Down    Fault = "down"     // 503
	Login   Fault = "login"    // 401
	Drip    Fault = "drip"     // a byte now and then
	ToFile  Fault = "to file"  // a redirection to a file of the client's machine
	Tail    Fault = "tail"     // a good answer with bytes behind it
	Half    Fault = "half DER" // the first half of an answer, as if it were all

	Refusal      Fault = "refusal"       // the protocol's own no
	WrongNonce   Fault = "wrong nonce"   // an answer to somebody else's question
	NoNonce      Fault = "no nonce"      // the question's nonce is left out
	OtherSubject Fault = "other subject" // about another digest or certificate
	Stranger     Fault = "stranger"      // signed by a key of nobody
	Forged       Fault = "forged"        // the signature's value is wrong
	Stale        Fault = "stale"         // what was true a month ago
	FromFuture   Fault = "from future"   // dated a day ahead
	Unbound      Fault = "unbound"       // no signing-certificate attribute
	BoundToOther Fault = "bound to other"
	Bare         Fault = "bare" // no certificate inside
	Partial      Fault = "partial"
	Indirect     Fault = "indirect"
	Delta        Fault = "delta"
	Critical     Fault = "critical"      // an extension that must be understood and is not
	OtherVersion Fault = "other version" // of the data format
	Unknown      Fault = "unknown"       // the responder does not know the certificate
)

// Switch orders faults and counts requests. Safe for many goroutines; the zero
// value is healthy.
type Switch struct {
	mu       sync.Mutex
	fault    Fault
	requests int
}

// Order makes the service misbehave from the next request on.
func (s *Switch) Order(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// Requests tells how many requests have come.
func (s *Switch) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

func (s *Switch) ordered() Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fault
}

func (s *Switch) arrive() Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	return s.fault
}

var statuses = map[Fault]int{Missing: http.StatusNotFound, Down: http.StatusServiceUnavailable, Login: http.StatusUnauthorized}

// reply sends an answer, or what the fault makes of it.
func reply(w http.ResponseWriter, r *http.Request, f Fault, contentType string, answer []byte) {
	if f == ToFile {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusTemporaryRedirect)
		return
	}
	if status := statuses[f]; status != 0 {
		http.Error(w, string(f), status)
		return
	}
	w.Header().Set("Content-Type", contentType)
	switch f {
	case Slow:
		<-r.Context().Done()
	case CutOff:
		breakOff(w, answer)
	case Huge:
		flood(w, r)
	case Drip:
		drip(w, r, answer)
	case Garbage:
		_, _ = w.Write([]byte("<html><body>Vui lòng đăng nhập mạng Wi-Fi</body></html>"))
	case Tail:
		_, _ = w.Write(append(answer[:len(answer):len(answer)], "tail"...))
	case Half:
		_, _ = w.Write(answer[:len(answer)/2])
	default:
		_, _ = w.Write(answer)
	}
}

// breakOff sends half of what the header announces.
func breakOff(w http.ResponseWriter, answer []byte) {
	w.Header().Set("Content-Length", "1000000")
	_, _ = w.Write(answer[:len(answer)/2])
	panic(http.ErrAbortHandler)
}

// flood stops when the client goes, at the latest after a gigabyte.
func flood(w http.ResponseWriter, r *http.Request) {
	piece := make([]byte, 1<<20)
	for range 1 << 10 {
		if _, err := w.Write(piece); err != nil || r.Context().Err() != nil {
			return
		}
	}
}

// drip sends a byte every tenth of a second, until the client has gone.
func drip(w http.ResponseWriter, r *http.Request, answer []byte) {
	for i := range answer {
		if _, err := w.Write(answer[i : i+1]); err != nil {
			return
		}
		_ = http.NewResponseController(w).Flush()
		select {
		case <-r.Context().Done():
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}
