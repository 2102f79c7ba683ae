package storetest

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

var dispatch = store.Dispatch{ID: "0192f000-0000-7000-8000-0000000000d1", Agency: sender, Device: laptop, SentAt: noon}

func arrived(n int) office.StatusEvent {
	return office.StatusEvent{ID: id[office.EventID](900 + n), Status: office.StatusArrived, At: noon, By: "hệ thống"}
}

// send makes a document, its dispatch, delivery and arrival.
func send(t *testing.T, s store.Store) (office.Delivery, office.Arrival) {
	t.Helper()
	doc := document(1, "153/KH-UBND")
	delivery := office.Delivery{
		ID: office.DeliveryOf(dispatch.ID, recipient), Dispatch: dispatch.ID, Document: doc.ID, Recipient: recipient,
		RecipientName: "Sở Nội vụ tỉnh Mẫu", Info: doc.Info, Transport: office.Delivered, SentAt: noon,
	}
	arrival := office.Arrival{
		ID: office.ArrivalOf(delivery.ID), Agency: recipient, Delivery: delivery.ID, SenderName: "Ủy ban nhân dân tỉnh Mẫu",
		Info: doc.Info, Files: doc.Files, ReceivedAt: noon, Events: []office.StatusEvent{arrived(1)},
	}
	write(t, s, func(tx store.Tx) {
		require.NoError(t, tx.LockFeeds(recipient, sender))
		_, err := tx.PutDocument(doc, laptop)
		require.NoError(t, err)
		d := dispatch
		d.Document = doc.ID
		require.NoError(t, tx.AddDispatch(d))
		_, err = tx.AddDelivery(sender, delivery, laptop)
		require.NoError(t, err)
		_, err = tx.PutArrival(arrival, laptop)
		require.NoError(t, err)
	})
	return delivery, arrival
}

func testDispatches(t *testing.T, s store.Store) {
	cast(t, s)
	delivery, arrival := send(t, s)
	read(t, s, func(v store.View) {
		got, err := v.Dispatch(dispatch.ID)
		require.NoError(t, err)
		assert.Equal(t, delivery.Document, got.Document)
		assert.Equal(t, noon, got.SentAt)
		all, err := v.Deliveries(sender, delivery.Document)
		require.NoError(t, err)
		require.Len(t, all, 1)
		want := delivery
		want.Events = arrival.Events
		assert.Equal(t, want, all[0], "a delivery has its arrival's events")
		none, err := v.Deliveries(recipient, delivery.Document)
		require.NoError(t, err)
		assert.Empty(t, none)
		from, err := v.Sender(delivery.ID)
		require.NoError(t, err)
		assert.Equal(t, sender, from)
	})
	again := delivery
	err := s.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.AddDelivery(sender, again, laptop)
		return err
	})
	assert.ErrorIs(t, err, store.ErrTaken, "one delivery a dispatch and recipient")
	err = s.Write(t.Context(), func(tx store.Tx) error {
		d := dispatch
		d.Document = delivery.Document
		return tx.AddDispatch(d)
	})
	assert.ErrorIs(t, err, store.ErrTaken)
}

func testArrivals(t *testing.T, s store.Store) {
	cast(t, s)
	_, arrival := send(t, s)
	read(t, s, func(v store.View) {
		_, err := v.Arrival(sender, arrival.ID)
		assert.ErrorIs(t, err, store.ErrAbsent, "the sender has no arrival")
		waiting, err := v.CountArrivals(recipient, office.ArrivalFilter{Waiting: true})
		require.NoError(t, err)
		assert.Equal(t, 1, waiting)
	})
	accepted := arrival
	accepted.Number, accepted.Year = 7, 2026
	accepted.Events = append(accepted.Events, office.StatusEvent{
		ID: id[office.EventID](950), Status: office.StatusAccepted, At: noon.Add(time.Second), By: "Trần Văn Nghĩa", ArrivalNumber: 7,
	})
	write(t, s, func(tx store.Tx) {
		_, err := tx.PutArrival(accepted, desktop)
		require.NoError(t, err)
	})
	read(t, s, func(v store.View) {
		got, err := v.Arrival(recipient, arrival.ID)
		require.NoError(t, err)
		assert.Equal(t, accepted, got.Arrival)
		all, err := v.Arrivals(recipient, office.ArrivalFilter{Text: "uy ban nhan dan 153"})
		require.NoError(t, err)
		assert.Equal(t, []office.Arrival{accepted}, all)
		waiting, err := v.Arrivals(recipient, office.ArrivalFilter{Waiting: true})
		require.NoError(t, err)
		assert.Empty(t, waiting)
	})
	paper := office.Arrival{ID: id[office.ArrivalID](77), Agency: recipient, Info: arrival.Info, ReceivedAt: noon, Number: 7, Year: 2026}
	err := s.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.PutArrival(paper, desktop)
		return err
	})
	assert.ErrorIs(t, err, store.ErrTaken, "an arrival number is used once a year")
}

func testFeed(t *testing.T, s store.Store) {
	cast(t, s)
	delivery, arrival := send(t, s)
	list := func(agency office.AgencyCode, after, upTo int64, limit int) (got []string) {
		read(t, s, func(v store.View) {
			all, err := v.Changes(agency, after, upTo, limit)
			require.NoError(t, err)
			for _, c := range all {
				got = append(got, string(c.Type)+" "+c.ID)
			}
		})
		return got
	}
	doc := "document " + string(delivery.Document)
	sent := "delivery " + string(delivery.ID)
	assert.Equal(t, []string{doc, sent}, list(sender, 0, 9, 9))
	assert.Equal(t, []string{doc}, list(sender, 0, 9, 1))
	assert.Equal(t, []string{doc}, list(sender, 0, 1, 9))
	assert.Equal(t, []string{sent}, list(sender, 1, 9, 9))
	assert.Equal(t, []string{"arrival " + string(arrival.ID)}, list(recipient, 0, 9, 9))
	write(t, s, func(tx store.Tx) {
		_, err := tx.PutDocument(document(1, "153/KH-UBND"), laptop)
		require.NoError(t, err)
	})
	assert.Equal(t, []string{sent, doc}, list(sender, 0, 9, 9), "a record stands once, at its last change")
	read(t, s, func(v store.View) {
		for agency, want := range map[office.AgencyCode]int64{sender: 3, recipient: 1, "H37": 0} {
			head, err := v.FeedHead(agency)
			require.NoError(t, err)
			assert.Equal(t, want, head, agency)
		}
		changes, err := v.Changes(sender, 1, 9, 9)
		require.NoError(t, err)
		var got office.Delivery
		require.NoError(t, json.Unmarshal(changes[0].Body, &got))
		assert.Equal(t, arrival.Events, got.Events)
		versions := map[string]int64{}
		require.NoError(t, v.Versions(sender, func(kind api.RecordType, id string, version int64) {
			versions[string(kind)+" "+id] = version
		}))
		assert.Equal(t, map[string]int64{doc: 3, sent: 2}, versions)
	})
}

func testStamps(t *testing.T, s store.Store) {
	cast(t, s)
	doc := document(1, "")
	put := func(by office.DeviceID) {
		write(t, s, func(tx store.Tx) {
			_, err := tx.PutDocument(doc, by)
			require.NoError(t, err)
		})
	}
	seen := func(by office.DeviceID, base int64) (ok bool) {
		read(t, s, func(v store.View) {
			d, err := v.Document(sender, doc.ID)
			require.NoError(t, err)
			ok = d.SeenBy(by, base)
		})
		return ok
	}
	put(laptop)
	put(laptop)
	assert.True(t, seen(laptop, 0), "its own changes are no conflict")
	assert.False(t, seen(desktop, 1))
	assert.True(t, seen(desktop, 2))
	put(desktop)
	assert.False(t, seen(laptop, 2))
	assert.True(t, seen(desktop, 2))
	put(laptop)
	assert.False(t, seen(laptop, 2), "what the other did in between is still unseen")
	assert.True(t, seen(laptop, 3))
}
