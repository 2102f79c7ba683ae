package api_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/api/apitest"
)

// wire is every Go type that goes over the wire, by the name of its schema.
var wire = map[string]any{
	"Problem":         api.Problem{},
	"DeviceRequest":   api.DeviceRequest{},
	"Session":         api.Session{},
	"DeviceGrant":     api.DeviceGrant{},
	"Agency":          office.Agency{},
	"Change":          api.Change{},
	"Feed":            api.Feed{},
	"Snapshot":        api.Snapshot{},
	"Checksum":        api.Checksum{},
	"TypeSum":         api.TypeSum{},
	"OpsRequest":      api.OpsRequest{},
	"Op":              api.Op{},
	"NumberPayload":   api.NumberPayload{},
	"DispatchPayload": api.DispatchPayload{},
	"AcceptPayload":   api.AcceptPayload{},
	"RefusePayload":   api.RefusePayload{},
	"OpsResponse":     api.OpsResponse{},
	"OpResult":        api.OpResult{},
	"BlobsCheck":      api.BlobsCheck{},
	"BlobsMissing":    api.BlobsMissing{},
	"File":            office.File{},
	"Signatory":       office.Signatory{},
	"Info":            office.Info{},
	"Document":        office.Document{},
	"Delivery":        office.Delivery{},
	"Arrival":         office.Arrival{},
	"StatusEvent":     office.StatusEvent{},
}

// TestEveryKeyOfTheWireTypesIsInTheContract compares keys both ways, and that
// required means: always written.
func TestEveryKeyOfTheWireTypesIsInTheContract(t *testing.T) {
	schemas := apitest.Load(t).Schemas()
	for name, schema := range schemas {
		properties, ok := schema.(map[string]any)["properties"].(map[string]any)
		if !ok {
			continue
		}
		value, known := wire[name]
		if !assert.True(t, known, "schema %s has no Go type in this test", name) {
			continue
		}
		all, required := keys(reflect.TypeOf(value))
		assert.Equal(t, all, slices.Sorted(maps.Keys(properties)), "keys of %s", name)
		assert.Equal(t, required, texts(schema.(map[string]any)["required"]), "required keys of %s", name)
	}
	for name := range wire {
		assert.Contains(t, schemas, name)
	}
}

// keys lists the JSON keys of a struct, sorted, and those written always.
func keys(of reflect.Type) (all, required []string) {
	for i := range of.NumField() {
		field := of.Field(i)
		if field.Anonymous {
			inner, must := keys(field.Type)
			all, required = append(all, inner...), append(required, must...)
			continue
		}
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		all = append(all, name)
		if !strings.Contains(options, "omitempty") {
			required = append(required, name)
		}
	}
	slices.Sort(all)
	slices.Sort(required)
	return all, required
}

func texts(list any) (all []string) {
	items, _ := list.([]any)
	for _, item := range items {
		all = append(all, item.(string))
	}
	slices.Sort(all)
	return all
}

// TestPathsOfTheContract sees that Go constants and contract name the same paths.
func TestPathsOfTheContract(t *testing.T) {
	named := []string{
		api.PathDevices, api.PathMe, api.PathAgencies, api.PathFeed, api.PathSnapshot, api.PathChecksum,
		api.PathOps, api.PathBlobsCheck, api.PathBlobs + "{sha256}", api.PathUploads, api.PathUploads + "{upload}",
	}
	assert.ElementsMatch(t, named, slices.Collect(maps.Keys(apitest.Load(t).Paths())))
}

// TestTheZeroValuesThatTheWireAllows pins what an empty field looks like.
func TestTheZeroValuesThatTheWireAllows(t *testing.T) {
	contract := apitest.Load(t)
	info := office.Info{Subject: "Kế hoạch", IssuerName: "UBND tỉnh Mẫu"}
	raw, err := json.Marshal(info)
	require.NoError(t, err)
	assert.NoError(t, contract.Check("Info", raw))
}

// TestTheContractCatches is the proof that a check can fail.
func TestTheContractCatches(t *testing.T) {
	contract := apitest.Load(t)
	for name, row := range map[string]struct{ schema, raw string }{
		"a number with a wrong letter": {"Info", `{"code":"x/KH","date":"","type":"","subject":"s","issuer":"","issuer_name":"","signatory":{},"urgency":0,"secrecy":0,"due_date":""}`},
		"a key that is missing":        {"File", `{"name":"a.pdf","size":1,"media_type":"application/pdf","role":"main"}`},
		"a hash in capitals":           {"SHA256", `"` + strings.Repeat("AB", 32) + `"`},
		"a list that is null":          {"OpsResponse", `{"results":null}`},
		"a rejection without a code":   {"OpResult", `{"id":"0192f000-0000-7000-8000-000000000001","outcome":"rejected"}`},
		"a payload of another kind":    {"Op", `{"id":"0192f000-0000-7000-8000-000000000001","seq":1,"kind":"arrival.refuse","target":"0192f000-0000-7000-8000-000000000001","base_version":0,"at":"2026-11-23T08:00:00Z","payload":{}}`},
		"a time that is none":          {"Time", `"yesterday"`},
	} {
		assert.Error(t, contract.Check(row.schema, []byte(row.raw)), name)
	}
}
