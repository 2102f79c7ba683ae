package e2e

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWhatSendRefuses: each refusal is typed, says what to do, and leaves nothing.
func TestWhatSendRefuses(t *testing.T) {
	sender := startCentral(t).connect("vt.ubnd")
	about := []string{"--code", "01/KH-UBND", "--date", "2026-11-23", "--subject", "x"}
	for name, row := range map[string]struct {
		args []string
		code string
	}{
		"unknown agency":     {append([]string{plan, "--to", "H99.99"}, about...), "office.agency_unknown"},
		"no agency code":     {append([]string{plan, "--to", "sở nội vụ"}, about...), "office.agency_code"},
		"recipient twice":    {append([]string{plan, "--to", "H37.02,H37.02"}, about...), "office.recipients"},
		"not signed":         {append([]string{plan, "--to", "H37.02"}, about...), "office.not_sealed"},
		"no subject":         {[]string{plan, "--to", "H37.02", "--code", "01/KH-UBND", "--date", "2026-11-23"}, "office.subject"},
		"text named .pdf":    {append([]string{"../../testdata/bad/text.pdf", "--to", "H37.02"}, about...), "pdf.not_a_pdf"},
		"cut off":            {append([]string{"../../testdata/bad/truncated-pages-left.pdf", "--to", "H37.02", "--unsigned"}, about...), "pdf.incomplete"},
		"empty file":         {append([]string{"../../testdata/bad/empty.pdf", "--to", "H37.02"}, about...), "pdf.empty"},
		"date that is none":  {[]string{plan, "--to", "H37.02", "--date", "31/02/2026", "--subject", "x"}, "office.date"},
		"code that is none":  {[]string{plan, "--to", "H37.02", "--code", "KH", "--subject", "x"}, "office.document_code"},
		"marked top secret":  {append([]string{plan, "--to", "H37.02", "--secrecy", "tối mật"}, about...), "office.secret"},
		"a mark of no sense": {append([]string{plan, "--to", "H37.02", "--secrecy", "?"}, about...), "office.mark"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := sender.run(append([]string{"send"}, row.args...)...)
			require.Error(t, err)
			assert.Equal(t, 1, exitStatus(err))
			assert.Contains(t, out, `"code":"`+row.code+`"`)
			assert.Regexp(t, `"do":".+"`, out)
		})
	}
	for flag, code := range map[string]string{"--issuer": "office.issuer", "--date": "office.date_missing"} {
		args := []string{"register", "paper", "--subject", "x"}
		for name, value := range map[string]string{"--issuer": "Sở Nội vụ", "--date": "2026-11-20"} {
			if name != flag {
				args = append(args, name, value)
			}
		}
		out, err := sender.run(args...)
		assert.Equal(t, 1, exitStatus(err))
		assert.Contains(t, out, `"code":"`+code+`"`)
	}
	for _, line := range lines(sender.must("status")) {
		assert.Contains(t, line, `"stage":"draft"`, "kept as a draft, never sent")
		assert.Contains(t, line, `"deliveries":[]`)
	}
}

// TestRefusedWorkLeavesTheTray: what the server refuses is told at each sync
// until a person takes it out of the tray.
func TestRefusedWorkLeavesTheTray(t *testing.T) {
	sender := startCentral(t).connect("vt.ubnd")
	for range 2 { // the same code twice in a year
		sender.must("send", plan, "--to", "H37.02", "--unsigned", "--code", "77/KH-UBND", "--date", "2026-11-23", "--subject", "x")
	}
	for range 2 {
		out, err := sender.run("sync")
		require.Equal(t, 1, exitStatus(err), out)
		require.Contains(t, out, `"code":"api.code_taken"`)
	}
	var answer struct {
		Tray []struct{ ID string }
	}
	out, _ := sender.run("sync")
	require.NoError(t, json.Unmarshal([]byte(out), &answer))
	require.NotEmpty(t, answer.Tray)
	for _, refused := range answer.Tray {
		sender.must("sync", "dismiss", refused.ID)
	}
	sender.must("sync")
	out, err := sender.run("sync", "dismiss", answer.Tray[0].ID)
	require.Error(t, err, out)
}

// TestWorkOfflineIsSentOnce registers and queues without a server, then syncs.
func TestWorkOfflineIsSentOnce(t *testing.T) {
	server := startCentral(t)
	sender, recipient := server.connect("vt.ubnd"), server.connect("vt.stttt")
	server.kill()
	sender.must("send", plan, "--unsigned", "--to", "H37.02", "--code", "01/KH-UBND", "--date", "2026-11-23", "--subject", "Kế hoạch thử")
	recipient.must("register", "paper", "--code", "88/BC-PNV", "--date", "2026-11-20", "--issuer", "Phòng Nội vụ", "--subject", "Báo cáo giấy")
	out, err := sender.run("sync")
	require.Error(t, err)
	assert.Equal(t, 3, exitStatus(err))
	assert.Contains(t, out, "remote.offline")
	assert.Regexp(t, `"provisional":"T-[0-9a-f]{4}-1"`, recipient.must("inbox"))

	server.start()
	for range 2 { // a second sync changes nothing
		sender.must("sync")
		recipient.must("sync")
	}
	arrivals := lines(recipient.must("inbox"))
	require.Len(t, arrivals, 2)
	assert.Contains(t, recipient.must("inbox", "--find", "bao cao giay"), `"number":1`)
}
