package inbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// modelServer is the central e-office as far as one agency sees it: a plain,
// sequential model to hold the home against, not an implementation.
type modelServer struct {
	epoch   int
	head    int64
	records map[touch]api.Change
	answers map[office.OpID]Verdict
	last    map[office.DeviceID]int64
	number  int
}

func newModel() *modelServer {
	return &modelServer{records: map[touch]api.Change{}, answers: map[office.OpID]Verdict{}, last: map[office.DeviceID]int64{}}
}

// backup copies the state; restored, it has another epoch.
func (m *modelServer) backup() *modelServer {
	return &modelServer{
		epoch: m.epoch, head: m.head, number: m.number,
		records: maps.Clone(m.records), answers: maps.Clone(m.answers), last: maps.Clone(m.last),
	}
}

func (m *modelServer) cursor(seq int64) string { return fmt.Sprintf("%d:%d", m.epoch, seq) }

func (m *modelServer) put(kind api.RecordType, id string, record any) {
	body, err := json.Marshal(record)
	if err != nil {
		panic(err)
	}
	m.head++
	m.records[touch{kind, id}] = api.Change{Type: kind, ID: id, Version: m.head, Body: body}
}

func get[T any](m *modelServer, kind api.RecordType, id string) (record T, ok bool) {
	ch, ok := m.records[touch{kind, id}]
	if ok && json.Unmarshal(ch.Body, &record) != nil {
		panic("model: bad body")
	}
	return record, ok
}

// take does an operation, once per id; false for a gap in the sequence.
func (m *modelServer) take(device office.DeviceID, op api.Op) (Verdict, bool) {
	if known, ok := m.answers[op.ID]; ok {
		return known, true
	}
	if op.Seq != m.last[device]+1 {
		return Verdict{}, false
	}
	v := Verdict{ID: op.ID, Done: true}
	if err := m.do(op); err != nil {
		v.Done, v.Code = false, office.ErrTransition
	}
	m.last[device] = op.Seq
	m.answers[op.ID] = v
	return v, true
}

func (m *modelServer) do(op api.Op) error {
	switch op.Kind {
	case api.AcceptArrival, api.RefuseArrival:
		return m.decide(op)
	case api.RegisterArrival:
		var a office.Arrival
		_ = json.Unmarshal(op.Payload, &a)
		m.number++
		a.Number, a.Year = m.number, 2026
		a.Events = []office.StatusEvent{
			{ID: office.EventID(op.ID + "-1"), Status: office.StatusArrived, At: op.At},
			{ID: office.EventID(op.ID + "-2"), Status: office.StatusAccepted, At: op.At, ArrivalNumber: m.number},
		}
		m.put(api.ArrivalRecord, op.Target, a)
	case api.SaveDocument:
		var d office.Document
		_ = json.Unmarshal(op.Payload, &d)
		if old, ok := get[office.Document](m, api.DocumentRecord, op.Target); ok && old.Stage == office.Issued {
			return api.ErrStage
		}
		m.put(api.DocumentRecord, op.Target, d)
	case api.SendDispatch:
		return m.send(op)
	}
	return nil
}

func (m *modelServer) decide(op api.Op) error {
	a, ok := get[office.Arrival](m, api.ArrivalRecord, op.Target)
	if !ok {
		return api.ErrNotFound
	}
	status := office.StatusAccepted
	if op.Kind == api.RefuseArrival {
		status = office.StatusRefused
	}
	if err := office.Follow(a.Status(), status); err != nil {
		return err
	}
	a.Events = append(a.Events, office.StatusEvent{ID: office.EventID(op.ID), Status: status, At: op.At})
	if status == office.StatusAccepted {
		m.number++
		a.Number, a.Year = m.number, 2026
	}
	m.put(api.ArrivalRecord, op.Target, a)
	return nil
}

func (m *modelServer) send(op api.Op) error {
	var p api.DispatchPayload
	_ = json.Unmarshal(op.Payload, &p)
	d, ok := get[office.Document](m, api.DocumentRecord, op.Target)
	if !ok {
		return api.ErrNotFound
	}
	if !slices.Equal(d.Files, p.Files) {
		panic(fmt.Sprintf("model: what is sent is not the document %v %v", d.Files, p.Files))
	}
	at := op.At
	d.Stage, d.IssuedAt = office.Issued, &at
	m.put(api.DocumentRecord, op.Target, d)
	for _, r := range p.Recipients {
		id := office.DeliveryOf(p.Dispatch, r)
		m.put(api.DeliveryRecord, string(id), office.Delivery{
			ID: id, Dispatch: p.Dispatch, Document: p.Document, Recipient: r, Info: p.Info, Transport: office.Delivered, SentAt: op.At,
		})
	}
	return nil
}

// sorted lists the records by version.
func (m *modelServer) sorted() []api.Change {
	all := slices.Collect(maps.Values(m.records))
	slices.SortFunc(all, func(a, b api.Change) int { return int(a.Version - b.Version) })
	return all
}

// page answers the feed; false: resync.
func (m *modelServer) page(cursor string, limit int) (api.Feed, bool) {
	var epoch int
	var seq int64
	if _, err := fmt.Sscanf(cursor, "%d:%d", &epoch, &seq); err != nil || epoch != m.epoch || seq > m.head {
		return api.Feed{}, false
	}
	page := api.Feed{Next: m.cursor(m.head)}
	for _, ch := range m.sorted() {
		if ch.Version <= seq {
			continue
		}
		if len(page.Changes) == limit {
			page.More, page.Next = true, m.cursor(page.Changes[limit-1].Version)
			break
		}
		page.Changes = append(page.Changes, ch)
	}
	return page, true
}

func (m *modelServer) arrive(n int) {
	a := arrivalNo(n)
	a.Files = []office.File{{Name: "vb.pdf", SHA256: fmt.Sprintf("%064x", n+1), Size: int64(n + 1), Role: office.MainFile}}
	m.put(api.ArrivalRecord, string(a.ID), a)
}

// elsewhere is another device's accepting of an arrival.
func (m *modelServer) elsewhere(id string, n int) {
	_ = m.decide(api.Op{ID: office.OpID("other-" + strconv.Itoa(n)), Kind: api.AcceptArrival, Target: id, At: morning})
}
