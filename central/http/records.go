package http

import (
	"net/http"
	"strconv"
	"time"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/sync/api"
)

func (a *API) feed(w http.ResponseWriter, r *http.Request) error {
	actor := actorOf(r)
	if err := access.ReadRecords(actor); err != nil {
		return err
	}
	limit, err := number(r, "limit", 1, api.MaxFeedLimit, api.MaxFeedLimit)
	if err != nil {
		return err
	}
	wait, err := number(r, "wait", 0, api.MaxWaitSeconds, 0)
	if err != nil {
		return err
	}
	page, err := a.Feed.Page(r.Context(), actor, r.URL.Query().Get("since"), limit, time.Duration(wait)*time.Second)
	if err != nil {
		return err
	}
	return write(w, http.StatusOK, page)
}

func (a *API) snapshot(w http.ResponseWriter, r *http.Request) error {
	actor := actorOf(r)
	if err := access.ReadRecords(actor); err != nil {
		return err
	}
	page, err := a.Feed.Snapshot(r.Context(), actor, r.URL.Query().Get("page"), api.MaxFeedLimit)
	if err != nil {
		return err
	}
	return write(w, http.StatusOK, page)
}

func (a *API) checksum(w http.ResponseWriter, r *http.Request) error {
	actor := actorOf(r)
	if err := access.ReadRecords(actor); err != nil {
		return err
	}
	sum, err := a.Feed.Checksum(r.Context(), actor)
	if err != nil {
		return err
	}
	return write(w, http.StatusOK, sum)
}

// number reads a whole number of the query within bounds.
func number(r *http.Request, name string, least, most, otherwise int) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, malformed(name, err)
	}
	return n, nil
}
