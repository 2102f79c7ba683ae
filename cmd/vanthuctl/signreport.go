package main

import (
	"bytes"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/batch"
)

// reportRow is what became of one file, as scripts read it.
type reportRow struct {
	Input        string        `json:"input"`
	Output       string        `json:"output"`
	InputSHA256  string        `json:"input_sha256,omitempty"`
	OutputSHA256 string        `json:"output_sha256,omitempty"`
	Signer       string        `json:"signer,omitempty"`
	Time         string        `json:"time,omitempty"` // that the signature claims; empty for one of an earlier run
	State        batch.State   `json:"state"`          // signed, already, failed, waiting
	Error        *failureError `json:"error,omitempty"`
}

// checkReport holds --report to a kind that can be written, and to another name
// than those of the files.
func (f *signFlags) checkReport(p *program, inputs, outputs []string) error {
	path := f.many.report
	if path == "" {
		return nil
	}
	kind := strings.ToLower(filepath.Ext(path))
	if kind != ".csv" && kind != ".json" {
		return usageError{p.text("ctl.want.batch_report", nil)}
	}
	for i := range inputs {
		if sameFile(path, inputs[i]) || anywhere(filepath.Clean(path)) == anywhere(filepath.Clean(outputs[i])) {
			return usageError{p.text("ctl.want.batch_report", nil)}
		}
	}
	if err := atomicfile.Check(path); err != nil {
		return workplace.Unwritable(path, err)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return workplace.Unwritable(path, err)
	}
	return nil
}

// writeReport writes what became of all files, whole or not at all.
func (j *signJob) writeReport(outcomes []batch.Outcome) error {
	if j.report == "" {
		return nil
	}
	rows := make([]reportRow, 0, len(outcomes)+len(j.unread))
	for _, o := range append(outcomes, j.unread...) {
		rows = append(rows, j.reportRow(o))
	}
	text, err := json.MarshalIndent(rows, "", "  ")
	if strings.EqualFold(filepath.Ext(j.report), ".csv") {
		text, err = j.p.spreadsheet(rows)
	}
	if err == nil {
		err = atomicfile.Write(j.report, bytes.NewReader(text))
	}
	if err != nil {
		return workplace.Unwritable(j.report, err)
	}
	return nil
}

func (j *signJob) reportRow(o batch.Outcome) reportRow {
	row := reportRow{Input: o.In, Output: o.Out, State: o.State, Error: j.p.missing(o.Err)}
	if o.Digest != (batch.Digest{}) {
		row.InputSHA256 = hex.EncodeToString(o.Digest[:])
	}
	if o.State != batch.Signed && o.State != batch.Already {
		return row
	}
	row.Signer = j.order.Chain[0].Subject.CommonName
	if signed, err := batch.Look(o.Out, ""); err == nil {
		row.OutputSHA256 = hex.EncodeToString(signed.Digest[:])
	}
	if at, ok := j.times[o.Out]; ok {
		row.Time = at.Format(time.RFC3339)
	}
	return row
}

// spreadsheet is the rows as a table for people: UTF-8 with the mark by which
// Excel knows it.
func (p *program) spreadsheet(rows []reportRow) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\uFEFF")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	head := strings.Split(p.text("ctl.report.columns", nil), "\t")
	if err := w.Write(head); err != nil {
		return nil, err
	}
	for _, r := range rows {
		why := ""
		if r.Error != nil {
			why = r.Error.Heading
		}
		cells := []string{r.Input, r.Output, r.InputSHA256, r.OutputSHA256, r.Signer, r.Time, p.text("ctl.report."+string(r.State), i18n.Args{}), why}
		for i := range cells {
			cells[i] = plainCell(cells[i])
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// plainCell keeps a spreadsheet from taking a file's name for a formula.
func plainCell(text string) string {
	if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t\r\n") {
		return "'" + text
	}
	return text
}
