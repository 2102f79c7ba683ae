package office

// RegisterKind tells which book a register is.
type RegisterKind string

// The registers of Decree 30/2020 annex IV that number documents.
const (
	IncomingRegister RegisterKind = "incoming"
	OutgoingRegister RegisterKind = "outgoing"
)

// RegisterKey names one register: an agency's book of one kind in one year.
// Numbers run from 1 on 1 January, Vietnam time, without gaps.
type RegisterKey struct {
	Agency AgencyCode   `json:"agency"`
	Kind   RegisterKind `json:"kind"`
	Year   int          `json:"year"`
}
