package inbox

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Session says who this machine works for, or ErrNoSession.
func (s *Store) Session(ctx context.Context) (session api.Session, err error) {
	err = s.read(ctx, func(v view) error {
		session, err = v.session()
		return err
	})
	return session, err
}

func (v view) session() (session api.Session, err error) {
	var text string
	if err := v.db.QueryRowContext(v.ctx, `SELECT session FROM home`).Scan(&text); err != nil {
		return session, err
	}
	if text == "" {
		return session, ErrNoSession
	}
	err = json.Unmarshal([]byte(text), &session)
	return session, err
}

// SetSession binds the home to who has logged in. A home belongs to one agency
// for good (ErrOtherAgency: use another folder). Another user of the agency may
// take over once nothing of the first waits to be sent (ErrOtherUser): the
// server writes the sender's name into the registers. Under a new device id the
// waiting operations are numbered anew from 1; their ids stay, so that one the
// server already has is not done twice.
func (s *Store) SetSession(ctx context.Context, session api.Session) error {
	return s.write(ctx, func(c *change) error {
		before, err := c.session()
		if err != nil && !errors.Is(err, ErrNoSession) {
			return err
		}
		if err == nil {
			if err := c.mayFollow(before, session); err != nil {
				return err
			}
		}
		if before.Device != session.Device {
			if err := c.renumber(session.Device); err != nil {
				return err
			}
		}
		text, err := json.Marshal(session)
		if err != nil {
			return err
		}
		return c.exec(`UPDATE home SET session = ?`, string(text))
	})
}

func (c *change) mayFollow(before, after api.Session) error {
	if before.Agency.Code != after.Agency.Code {
		return fault.New(ErrOtherAgency, fault.Args{
			"have": string(before.Agency.Code), "want": string(after.Agency.Code),
		}, nil)
	}
	if before.User == after.User {
		return nil
	}
	var waiting int
	err := c.db.QueryRowContext(c.ctx, `SELECT count(*) FROM ops WHERE state IN ('queued', 'sent')`).Scan(&waiting)
	if err != nil || waiting == 0 {
		return err
	}
	return fault.New(ErrOtherUser, fault.Args{"user": before.Name, "count": waiting}, nil)
}

// renumber gives the waiting operations to a device, in their order.
func (c *change) renumber(device office.DeviceID) error {
	waiting, err := list(c.view, scanOp, `SELECT `+opColumns+` FROM ops WHERE state IN ('queued', 'sent') ORDER BY place`)
	if err != nil {
		return err
	}
	var last int
	if err := c.db.QueryRowContext(c.ctx, `SELECT coalesce(max(seq), 0) FROM ops WHERE device = ?`, device).Scan(&last); err != nil {
		return err
	}
	for _, p := range waiting {
		last++
		if err := c.exec(`UPDATE ops SET device = ?, seq = ? WHERE place = ?`, device, last, p.Place); err != nil {
			return err
		}
	}
	return c.exec(`UPDATE home SET next_seq = ?`, last+1)
}
