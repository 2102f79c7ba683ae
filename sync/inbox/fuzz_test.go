package inbox

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// FuzzFeedPage applies whatever decodes as a page: it is taken in whole, or
// refused whole, and what is shown is never secret.
func FuzzFeedPage(f *testing.F) {
	a := arrivalNo(1)
	secret := arrivalNo(2)
	secret.Info.Secrecy = office.Secret
	for _, page := range []api.Feed{
		{},
		{Next: "c", Changes: []api.Change{{Type: api.ArrivalRecord, ID: string(a.ID), Version: 1, Body: []byte(asJSON(a))}}},
		{Next: "c", More: true, Changes: []api.Change{{Type: api.ArrivalRecord, ID: string(secret.ID), Version: 1, Body: []byte(asJSON(secret))}}},
		{Next: "c", Changes: []api.Change{{Type: api.DeliveryRecord, ID: "x", Version: 1, Body: []byte(`{"id":"x","document":"d"}`)}}},
		{Next: "c", Changes: []api.Change{{Type: api.DocumentRecord, ID: "d", Version: 1, Body: []byte(`{"id":"d","files":[{"sha256":"../../x"}]}`)}}},
		{Next: "c", Changes: []api.Change{{Type: "new", ID: "n", Version: 9, Body: []byte(`[]`)}}},
		{Next: "c", Changes: []api.Change{{Type: api.ArrivalRecord, ID: "", Version: 0}}},
	} {
		f.Add([]byte(asJSON(page)))
	}
	f.Add([]byte(`{"changes":[{"type":"arrival","id":"a","version":1,"body":null}],"next":"c"}`))
	f.Add([]byte(`{"changes":[{"type":"arrival","id":"a","version":9223372036854775807,"body":{"id":"a","received_at":"0001-01-01T00:00:00Z"}}],"next":"c"}`))
	s := newHome(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		var page api.Feed
		if json.Unmarshal(raw, &page) != nil {
			return
		}
		at, err := s.Position(ctx)
		require.NoError(t, err)
		_, err = s.ApplyFeed(ctx, at, page)
		now, _ := s.Position(ctx)
		if err != nil {
			assert.ErrorIs(t, err, api.ErrRequest)
			assert.Equal(t, at, now, "nothing of a refused page stays")
			return
		}
		assert.Equal(t, page.Next, now.Cursor)
		all, err := s.Arrivals(ctx, office.ArrivalFilter{})
		require.NoError(t, err)
		for _, a := range all {
			assert.NoError(t, a.Info.Secrecy.Admit())
			for _, f := range a.Files {
				assert.Regexp(t, sha256Form, f.SHA256)
			}
		}
		require.NoError(t, s.write(ctx, forgetRemote))
	})
}

func forgetRemote(c *change) error {
	for _, table := range []string{"arrivals", "arrivals_text", "documents", "documents_text", "deliveries", "remote", "blobs", "diagnostics"} {
		if err := c.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	return nil
}

func TestAMalformedRecordKeepsNoOtherWaiting(t *testing.T) {
	s := newHome(t)
	good := arrivalNo(1)
	done := pull(t, s, feedOf("c1", false,
		api.Change{Type: api.ArrivalRecord, ID: "bad", Version: 1, Body: []byte(`{"id":"other"}`)},
		api.Change{Type: api.DocumentRecord, ID: "bad2", Version: 2, Body: []byte(`{"id":"bad2","info":{"code":"??"}}`)},
		api.Change{Type: "of the future", ID: "f", Version: 3, Body: []byte(`{"any":1}`)},
		changeOf(t, api.ArrivalRecord, string(good.ID), 4, good)))
	assert.Equal(t, Intake{Records: 4, Unread: 2}, done)
	assert.Len(t, arrivals(t, s, office.ArrivalFilter{}), 1)
	sums, _, err := s.Sums(ctx)
	require.NoError(t, err)
	assert.Equal(t, int64(2), sums[api.ArrivalRecord].Count, "what cannot be shown still counts")
	at, _ := s.Position(ctx)
	_, err = s.ApplyFeed(ctx, at, feedOf("c2", false, api.Change{Type: api.ArrivalRecord, ID: string(bytes.Repeat([]byte("a"), 200)), Version: 5}))
	assert.ErrorIs(t, err, api.ErrRequest)
	again, _ := s.Position(ctx)
	assert.Equal(t, at, again)
}
