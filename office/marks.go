package office

import "github.com/vanthu/vanthu/internal/fault"

// Urgency is the urgency mark, with the numbers of edXML's Priority.
type Urgency int

// The urgencies, least first.
const (
	Normal      Urgency = iota // thường
	Urgent                     // khẩn
	VeryUrgent                 // thượng khẩn
	Express                    // hỏa tốc
	ExpressTime                // hỏa tốc hẹn giờ
)

// Secrecy is the secrecy mark. Anything but Ordinary stays out of the program:
// secret documents may be handled on a stand-alone machine only.
type Secrecy int

// The secrecy marks.
const (
	Ordinary  Secrecy = iota // thường
	Secret                   // mật
	TopSecret                // tối mật
	Supreme                  // tuyệt mật
)

// Admit refuses what is marked secret. Client and server both call it, before
// any byte of the document is stored or sent (Decision 28/2018 article 1.2).
func (s Secrecy) Admit() error {
	if s == Ordinary {
		return nil
	}
	return fault.New(ErrSecret, fault.Args{"secrecy": int(s)}, nil)
}

// Role is what a user may do in an agency.
type Role string

// The roles.
const (
	Leader        Role = "leader"        // lãnh đạo: signs
	Clerk         Role = "clerk"         // văn thư: registers, seals, sends, accepts, refuses
	Officer       Role = "officer"       // chuyên viên: drafts, works on what is assigned
	Administrator Role = "administrator" // quản trị: agencies and users
)
