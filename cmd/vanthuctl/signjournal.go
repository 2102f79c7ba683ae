package main

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/internal/lockfile"
	"github.com/vanthu/vanthu/signing/batch"
)

// journalName begins the name of the file beside the outputs that tells a later run
// of the same job what a run that was broken off has signed.
const journalName = ".vanthuctl-sign-"

// errRunning: another run of the same job is under way in {folder}.
var errRunning = fault.Define("ctl.running")

// ledger is where a job of many files keeps what it has done.
type ledger struct{ path, job string } // path is the journal's

func (j *signJob) ledgerIn(folder string) (ledger, error) {
	job, err := jobOf(j.order)
	return ledger{filepath.Join(folder, journalName+job), job}, err
}

// read gives what a run of the same job that was broken off tells.
func (l ledger) read() ([]batch.Outcome, error) {
	var job string
	old, was, err := batch.ReadJournal(l.path, &job)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return was, old.Close()
}

// hold keeps other runs of the same job out until release.
func (l ledger) hold() (release func(), err error) {
	release, err = lockfile.HoldBriefly(l.path + ".lock")
	switch {
	case errors.Is(err, lockfile.ErrHeld):
		return nil, fault.New(errRunning, fault.Args{"folder": filepath.Dir(l.path)}, err)
	case err != nil:
		return nil, workplace.Unwritable(l.path, err)
	}
	return release, nil
}

// open begins the journal with what was signed before.
func (j *signJob) open(l ledger, outcomes []batch.Outcome) (err error) {
	documents := make([]batch.Document, len(outcomes))
	for i, o := range outcomes {
		documents[i] = o.Document
	}
	if j.journal, err = batch.NewJournal(l.path, l.job, documents); err != nil {
		return err
	}
	for i, o := range outcomes {
		if o.State == batch.Already {
			j.note(i)
			j.p.report(signedFile{File: o.In, Output: o.Out, Already: true}, "ctl.already", i18n.Args{"file": o.In, "out": o.Out})
		}
	}
	return j.broken
}
