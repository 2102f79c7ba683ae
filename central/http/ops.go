package http

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/vanthu/vanthu/sync/api"
)

func (a *API) ops(w http.ResponseWriter, r *http.Request) error {
	batch, err := read[api.OpsRequest](w, r, opsBody)
	if err != nil {
		return err
	}
	if err := checkBatch(batch.Ops); err != nil {
		return err
	}
	results, err := a.Desk.Take(r.Context(), actorOf(r), batch.Ops)
	if err != nil {
		return err
	}
	return write(w, http.StatusOK, api.OpsResponse{Results: results})
}

// checkBatch refuses operations that could not even be answered one by one.
func checkBatch(batch []api.Op) error {
	if len(batch) == 0 || len(batch) > api.MaxOps {
		return malformed("ops", nil)
	}
	for _, op := range batch {
		id, err := uuid.Parse(string(op.ID))
		if err != nil || id.String() != string(op.ID) || op.Seq < 1 || len(op.Payload) == 0 {
			return malformed("op", err)
		}
	}
	return nil
}
