package apart

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"sync/atomic"

	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// Process is a library in a child process of its own.
type Process struct {
	limits    Limits
	command   *exec.Cmd
	questions *os.File
	alive     *os.File      // never written to: the child ends when it is closed
	answers   chan *frame   // what the child said
	gone      chan struct{} // closed when the child has ended
	ended     atomic.Bool
}

// Start starts a child and has it load the library at path, as cryptoki.Load
// does. Errors: cryptoki.ErrUnsupported, *cryptoki.Error, *Hung, *Crashed, and
// others that say why the library cannot be loaded.
func Start(path, parameters string, limits Limits) (*Process, error) {
	p, err := launch(limits)
	if err != nil {
		return nil, err
	}
	if err := p.load(context.Background(), path, parameters); err != nil {
		p.End()
		return nil, err
	}
	return p, nil
}

// launch starts the child; of each pipe one end stays here.
func launch(limits Limits) (*Process, error) {
	p := &Process{limits: limits, answers: make(chan *frame, 1), gone: make(chan struct{})}
	var files pipes
	defer files.closeTheirs()
	theirQuestions, questions := files.toChild()
	answers, theirAnswers := files.fromChild()
	theirAlive, alive := files.toChild()
	if files.err != nil {
		files.closeOurs()
		return nil, files.err
	}
	p.questions, p.alive = questions, alive
	p.command = &exec.Cmd{Path: program(), Args: []string{os.Args[0], marker}}
	if err := bequeath(p.command, theirQuestions, theirAnswers, theirAlive); err != nil {
		files.closeOurs()
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		files.closeOurs()
		return nil, err
	}
	go p.listen(answers)
	go func() {
		_ = p.command.Wait() // how it ended is in ProcessState
		close(p.gone)
	}()
	return p, nil
}

// listen passes on what the child says until it says no more.
func (p *Process) listen(answers *os.File) {
	defer answers.Close()
	for {
		answer, err := readFrame(answers)
		if err != nil {
			_ = p.command.Process.Kill() // dead already, or out of its mind
			return
		}
		select {
		case p.answers <- answer:
		case <-p.gone:
			return
		}
	}
}

// End kills the child. Nothing waits for it: a process may hang in the kernel.
func (p *Process) End() {
	p.ended.Store(true)
	_ = p.command.Process.Kill()
	_ = p.questions.Close()
	_ = p.alive.Close()
}

// Ended tells whether the Process is known to be of no use any more.
func (p *Process) Ended() bool { return p.ended.Load() }

// exchange puts a question and waits for its answer, no longer than the limits
// and the context allow. The question is wiped.
func (p *Process) exchange(ctx context.Context, question *frame) (*frame, error) {
	defer question.wipe()
	call := calls[question.kind()]
	ctx, cancel := context.WithTimeout(ctx, p.limits.of(question))
	defer cancel()
	if ctx.Err() != nil {
		return nil, ctx.Err() // nothing was asked
	}
	stop := context.AfterFunc(ctx, p.End) // also while the question is being written
	answer, err := p.put(ctx, question)
	switch {
	case !stop():
		return nil, &Hung{Call: call, Cause: context.Cause(ctx)}
	case errors.Is(err, errFrame):
		return nil, err
	case err != nil:
		p.End()
		return nil, &Crashed{Call: call, Reason: p.reason(ctx)}
	}
	return answer, nil
}

var errGone = errors.New("the child has ended")

func (p *Process) put(ctx context.Context, question *frame) (*frame, error) {
	if err := question.writeTo(p.questions); err != nil {
		return nil, err
	}
	select {
	case answer := <-p.answers:
		return answer, nil
	case <-p.gone:
		return nil, errGone
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// reason says how a child that is dead or dying ended.
func (p *Process) reason(ctx context.Context) string {
	select {
	case <-p.gone:
		return p.command.ProcessState.String()
	case <-ctx.Done():
		return "it cannot be ended"
	}
}

// nonsense ends a child whose answer cannot be read.
func (p *Process) nonsense(question *frame) error {
	p.End()
	return &Crashed{Call: calls[question.kind()], Reason: errFrame.Error()}
}

var _ cryptoki.Library = (*Process)(nil)
