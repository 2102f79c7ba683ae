package inbox

import (
	"encoding/json"
	"regexp"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// record is a change of the feed after it was read with mistrust.
type record struct {
	touch
	version int64
	body    string
	files   []office.File
}

// unreadable stands for the body of a record that cannot be read or may not be
// kept; id and version stay, so that the checksums still agree.
const unreadable = `null`

var sha256Form = regexp.MustCompile(`^[0-9a-f]{64}$`)

// readRecord takes a change apart. A change without an id or a version fails
// with api.ErrRequest and nothing of it can be used. One whose body is of no use
// comes back unreadable, with ErrRecord: a single bad record must not keep an
// office from its other documents.
func readRecord(ch api.Change) (record, error) {
	r := record{touch: touch{ch.Type, ch.ID}, version: ch.Version, body: string(ch.Body)}
	if ch.ID == "" || len(ch.ID) > 100 || ch.Type == "" || len(ch.Type) > 100 || ch.Version < 1 {
		return r, fault.New(api.ErrRequest, fault.Args{"detail": "feed record without id, type or version"}, nil)
	}
	var err error
	switch ch.Type {
	case api.DocumentRecord:
		err = r.readDocument(ch.Body)
	case api.ArrivalRecord:
		err = r.readArrival(ch.Body)
	case api.DeliveryRecord:
		err = r.readDelivery(ch.Body)
	}
	if err != nil {
		r.body, r.files = unreadable, nil
		return r, fault.New(ErrRecord, fault.Args{"type": string(ch.Type), "id": ch.ID}, err)
	}
	return r, nil
}

func (r *record) readDocument(body []byte) error {
	var d office.Document
	if err := json.Unmarshal(body, &d); err != nil {
		return err
	}
	return r.accept(string(d.ID), d.Info, d.Files)
}

func (r *record) readArrival(body []byte) error {
	var a office.Arrival
	if err := json.Unmarshal(body, &a); err != nil {
		return err
	}
	return r.accept(string(a.ID), a.Info, a.Files)
}

func (r *record) readDelivery(body []byte) error {
	var d office.Delivery
	if err := json.Unmarshal(body, &d); err != nil {
		return err
	}
	return r.accept(string(d.ID), d.Info, nil)
}

// accept checks what every record must hold; a secret one is not kept.
func (r *record) accept(id string, info office.Info, files []office.File) error {
	if id != r.ID {
		return fault.New(api.ErrRequest, fault.Args{"detail": "record with another id in its body"}, nil)
	}
	if err := info.Secrecy.Admit(); err != nil {
		return err
	}
	for _, f := range files {
		if !sha256Form.MatchString(f.SHA256) || f.Size < 0 {
			return fault.New(api.ErrRequest, fault.Args{"detail": "file without a hash"}, nil)
		}
	}
	r.files = files
	return nil
}
