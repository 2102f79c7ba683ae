package api

import "encoding/json"

// RecordType names what a change is about.
type RecordType string

// The record types: the body of a change is the office type of that name.
const (
	DocumentRecord RecordType = "document" // office.Document, of the caller's agency
	DeliveryRecord RecordType = "delivery" // office.Delivery, sent by the caller's agency
	ArrivalRecord  RecordType = "arrival"  // office.Arrival, of the caller's agency
)

// RecordTypes lists them in the order in which they are applied.
var RecordTypes = []RecordType{DocumentRecord, DeliveryRecord, ArrivalRecord}

// Change is a record's new state. Version is the agency's feed sequence at
// which it came to be; it grows with each change of the record.
type Change struct {
	Type    RecordType      `json:"type"`
	ID      string          `json:"id"`
	Version int64           `json:"version"`
	Body    json.RawMessage `json:"body"`
}

// Feed is one page of changes. Next is an opaque cursor to ask with again; More
// says that there is more at once. A cursor that the server no longer honours
// is answered 410 with code CodeResync: take the snapshot.
type Feed struct {
	Changes []Change `json:"changes"`
	Next    string   `json:"next"`
	More    bool     `json:"more"`
}

// Snapshot is one page of all records at one high-water mark. Page asks for the
// next page, empty on the last, which carries the cursor to go on from.
type Snapshot struct {
	Changes []Change `json:"changes"`
	Page    string   `json:"page,omitempty"`
	Cursor  string   `json:"cursor,omitempty"`
}

// Checksum lets both sides compare what they hold: per type the count of records
// and the exclusive or of the first 8 bytes of SHA-256("id version"), as 16
// hexadecimal digits, at the feed position Cursor.
type Checksum struct {
	Cursor string                 `json:"cursor"`
	Types  map[RecordType]TypeSum `json:"types"`
}

// TypeSum is the sum over the records of one type.
type TypeSum struct {
	Count int64  `json:"count"`
	Sum   string `json:"sum"`
}

// Limits of the feed.
const (
	MaxFeedLimit   = 500 // changes a page
	MaxWaitSeconds = 25  // of a feed request with wait
)
