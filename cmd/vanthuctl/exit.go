package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/trust"
	"github.com/vanthu/vanthu/sync/api"
)

// The exit statuses that scripts may rely on.
const (
	exitDone        = 0 // done, or every signature valid
	exitNo          = 1 // the answer is no: a signature is not valid, a file was refused
	exitUsage       = 2 // wrong usage
	exitCould       = 3 // could not be done or checked: no token, no trust, no network
	exitNoSignature = 4 // no signature in the file
)

// told is an exit status whose reason has been printed already.
type told int

func (t told) Error() string { return fmt.Sprintf("exit status %d", int(t)) }

// fail prints an error, unless it was told, and gives the exit status.
func (p *program) fail(err error) int {
	var status told
	if errors.As(err, &status) {
		return int(status)
	}
	p.explain("", err)
	return statusOf(err)
}

// refusing are the areas of codes that say no to what was given; all others say
// that something could not be done.
var refusing = map[string]bool{"pdf": true, "pades": true, "appearance": true, "office": true, "signature": true, "api": true, "trust": true}

// unable are codes of those areas that say something else all the same.
var unable = map[fault.Code]bool{
	trust.ErrFolder:   true,
	pdf.ErrUnreadable: true, pades.ErrSource: true, pades.ErrTarget: true,
	api.ErrToken: true, api.ErrTooMany: true,
	desk.ErrPersonUnchecked: true, desk.ErrSealUnchecked: true,
}

// answers are codes with an exit status of their own.
var answers = map[fault.Code]int{
	pades.ErrNothingSigned: exitNoSignature, revocation.ErrRevoked: exitNo, workplace.ErrTemplate: exitNo,
}

func statusOf(err error) int {
	var usage usageError
	if errors.As(err, &usage) {
		return exitUsage
	}
	code, _, ok := fault.Of(err)
	if status, known := answers[code]; known {
		return status
	}
	if errors.Is(err, context.Canceled) {
		return exitCould
	}
	area, _, _ := strings.Cut(string(code), ".")
	if ok && refusing[area] && !unable[code] {
		return exitNo
	}
	return exitCould
}

// worseStatus folds the statuses of several files: a no outweighs all.
func worseStatus(a, b int) int {
	for _, status := range []int{exitNo, exitCould, exitNoSignature} {
		if a == status || b == status {
			return status
		}
	}
	return exitDone
}
