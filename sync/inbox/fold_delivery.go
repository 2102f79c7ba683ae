package inbox

import (
	"encoding/json"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// foldDelivery gives the remote copy of a delivery or, before there is one, what
// the queued dispatch will make. It is pure; the recipient's name is the
// directory's and not filled in.
func foldDelivery(id office.DeliveryID, remote *office.Delivery, ops []pending) *office.Delivery {
	if remote != nil {
		return remote
	}
	for _, p := range ops {
		if p.Op.Kind != api.SendDispatch {
			continue
		}
		if d := queuedDelivery(id, p); d != nil {
			return d
		}
	}
	return nil
}

func queuedDelivery(id office.DeliveryID, p pending) *office.Delivery {
	var payload api.DispatchPayload
	if json.Unmarshal(p.Op.Payload, &payload) != nil {
		return nil
	}
	for _, recipient := range payload.Recipients {
		if office.DeliveryOf(payload.Dispatch, recipient) == id {
			return &office.Delivery{
				ID: id, Dispatch: payload.Dispatch, Document: payload.Document, Recipient: recipient,
				Info: payload.Info, Transport: office.Queued, SentAt: p.Op.At,
			}
		}
	}
	return nil
}
