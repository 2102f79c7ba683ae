package inbox

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// State is how far an operation has come.
type State string

// The states. Operations that are queued, sent or applied are laid over the
// remote copy; a settled one is part of it.
const (
	Queued    State = "queued"    // not sent yet
	Sent      State = "sent"      // sent, the answer is not known: the server may have it
	Applied   State = "applied"   // the server has it, the feed has not told yet
	Settled   State = "settled"   // the feed has told; kept to be sent again to a restored server
	Rejected  State = "rejected"  // refused: in the tray "could not be sent"
	Dismissed State = "dismissed" // taken out of the tray by a person
)

// pending is an operation with what the view shows of it.
type pending struct {
	Op    api.Op
	Place int64
	By    string // the person's full name
	Mark  string // provisional mark of a registration
	State State
	Code  fault.Code
	Args  fault.Args
	Title string
}

const opColumns = `place, id, seq, kind, target, base_version, at, payload, by, mark, state, code, args, subject`

func scanOp(row *sql.Rows) (pending, error) {
	var p pending
	var at, payload, args string
	err := row.Scan(&p.Place, &p.Op.ID, &p.Op.Seq, &p.Op.Kind, &p.Op.Target, &p.Op.BaseVersion,
		&at, &payload, &p.By, &p.Mark, &p.State, &p.Code, &args, &p.Title)
	if err != nil {
		return p, err
	}
	if p.Op.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
		return p, err
	}
	p.Op.Payload = json.RawMessage(payload)
	if args != "" {
		err = json.Unmarshal([]byte(args), &p.Args)
	}
	return p, err
}

// touch names a record in which an operation shows.
type touch struct {
	Type api.RecordType
	ID   string
}

// deed is an operation about to be put into the outbox.
type deed struct {
	kind    api.OpKind
	target  string
	payload any
	info    office.Info
	touches []touch
	marked  bool // takes a provisional mark
}

// perform puts a deed into the outbox under the device's next sequence number
// and shows it in the view.
func (c *change) perform(d deed) error {
	payload, err := json.Marshal(d.payload)
	if err != nil {
		return err
	}
	session, err := c.session()
	if err != nil {
		return err
	}
	mark, err := c.mark(d, session.Device)
	if err != nil {
		return err
	}
	base, err := c.versionOf(d.touches[0])
	if err != nil {
		return err
	}
	err = c.exec(`INSERT INTO ops (id, device, seq, kind, target, base_version, at, payload, by, subject, mark)
		SELECT ?, ?, next_seq, ?, ?, ?, ?, ?, ?, ?, ? FROM home`,
		c.ids(), session.Device, d.kind, d.target, base,
		c.now.UTC().Format(time.RFC3339Nano), string(payload), session.Name, title(d.info), mark)
	if err != nil {
		return err
	}
	return c.touch(d.touches)
}

// touch counts the sequence on and ties the newest operation to its records.
func (c *change) touch(touches []touch) error {
	if err := c.exec(`UPDATE home SET next_seq = next_seq + 1`); err != nil {
		return err
	}
	for _, t := range touches {
		err := c.exec(`INSERT INTO touches (type, id, op) SELECT ?, ?, max(place) FROM ops`, t.Type, t.ID)
		if err != nil {
			return err
		}
		if err := c.rebuild(t); err != nil {
			return err
		}
	}
	return nil
}

// mark makes "T-3f2a-7": the device's last four digits, then a count. The
// first digits of a UUIDv7 are its time, so two machines may share them.
func (c *change) mark(d deed, device office.DeviceID) (string, error) {
	if !d.marked {
		return "", nil
	}
	var n int64
	err := c.tx.QueryRowContext(c.ctx, `UPDATE home SET next_mark = next_mark + 1 RETURNING next_mark - 1`).Scan(&n)
	return fmt.Sprintf("T-%s-%d", lastFour(string(device)), n), err
}

func lastFour(id string) string {
	if len(id) < 4 {
		return id
	}
	return id[len(id)-4:]
}

// title is what a list calls the document of an operation.
func title(i office.Info) string {
	if i.Code.IsZero() {
		return i.Subject
	}
	return i.Code.String() + " " + i.Subject
}
