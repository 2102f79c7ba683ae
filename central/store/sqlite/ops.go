package sqlite

import (
	"encoding/json"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

// Op reads an answer.
func (v view) Op(id office.OpID) (op store.Op, err error) {
	var body []byte
	var result string
	var done int64
	err = v.get([]any{&op.ID, &op.Device, &op.Seq, &op.Kind, &body, &result, &done},
		`SELECT id, device, seq, kind, body, result, done_at FROM op WHERE id = ?`, id)
	if err != nil {
		return op, err
	}
	copy(op.Body[:], body)
	op.DoneAt = fromMicros(done)
	return op, json.Unmarshal([]byte(result), &op.Result)
}

// AddOp keeps an answer.
func (t tx) AddOp(op store.Op) error {
	result, err := json.Marshal(op.Result)
	if err != nil {
		return err
	}
	if err := t.exec(`INSERT INTO op (id, device, seq, kind, body, result, done_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		op.ID, op.Device, op.Seq, op.Kind, op.Body[:], string(result), micros(op.DoneAt)); err != nil {
		return err
	}
	return t.CountOp(op.Device, op.Seq)
}

// CountOp moves a device's LastSeq.
func (t tx) CountOp(device office.DeviceID, seq int64) error {
	return t.changed(`UPDATE device SET last_seq = ? WHERE id = ?`, seq, device)
}
