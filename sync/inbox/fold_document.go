package inbox

import (
	"encoding/json"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// foldDocument lays operations, in order, over the remote copy of an outgoing
// document; nil stands for none. It is pure. A number asked for shows only when
// the server has given it: the outbox tells that it was asked for.
func foldDocument(remote *office.Document, ops []pending) *office.Document {
	var d *office.Document
	if remote != nil {
		own := *remote
		d = &own
	}
	for _, p := range ops {
		d = overDocument(d, p)
	}
	return d
}

func overDocument(d *office.Document, p pending) *office.Document {
	switch p.Op.Kind {
	case api.SaveDocument:
		return overSave(d, p)
	case api.SendDispatch:
		if d != nil && d.Stage != office.Issued {
			at := p.Op.At
			d.Stage, d.IssuedAt = office.Issued, &at
		}
	}
	return d
}

// overSave shows what the person saved, unless the document is issued: then
// nothing changes it.
func overSave(d *office.Document, p pending) *office.Document {
	if d != nil && d.Stage == office.Issued {
		return d
	}
	saved := &office.Document{}
	if json.Unmarshal(p.Op.Payload, saved) != nil {
		return d
	}
	return saved
}
