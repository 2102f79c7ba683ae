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
	answers   *os.File
	alive     *os.File      // never written to: the child ends when it is closed
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
	p := &Process{limits: limits, gone: make(chan struct{})}
	var files pipes
	defer files.closeTheirs()
	theirQuestions, questions := files.toChild()
	answers, theirAnswers := files.fromChild()
	theirAlive, alive := files.toChild()
	if files.err != nil {
		files.closeOurs()
		return nil, files.err
	}
	p.questions, p.answers, p.alive = questions, answers, alive
	waitInRead(answers)
	p.command = &exec.Cmd{Path: program(), Args: []string{os.Args[0], marker}}
	if err := bequeath(p.command, theirQuestions, theirAnswers, theirAlive); err != nil {
		files.closeOurs()
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		files.closeOurs()
		return nil, err
	}
	go func() {
		_ = p.command.Wait() // how it ended is in ProcessState
		close(p.gone)
		files.closeOurs()
	}()
	return p, nil
}

// End kills the child. Nothing waits for it: a process may hang in the kernel.
func (p *Process) End() {
	p.ended.Store(true)
	_ = p.command.Process.Kill()
	_ = p.alive.Close()
}

// Ended tells whether the Process is known to be of no use any more.
func (p *Process) Ended() bool { return p.ended.Load() }

// exchange puts a question and waits for its answer, no longer than the limits
// and the context allow. The question is wiped.
func (p *Process) exchange(ctx context.Context, question *frame) (*frame, error) {
	call := calls[question.kind()]
	if ctx.Err() != nil { // earlier calls took all the time there was
		question.wipe()
		p.End()
		return nil, &Hung{Call: call, Cause: context.Cause(ctx)}
	}
	ctx, cancel := context.WithTimeout(ctx, p.limits.of(question))
	defer cancel()
	said := make(chan answer, 1)
	go func() { said <- p.put(question) }()
	select {
	case a := <-said:
		if a.err != nil {
			p.End()
			return nil, &Crashed{Call: call, Reason: p.reason(ctx, a.err)}
		}
		return a.frame, nil
	case <-ctx.Done():
		p.End()
		return nil, &Hung{Call: call, Cause: context.Cause(ctx)}
	}
}

// answer is what the child said.
type answer struct {
	frame *frame
	err   error
}

// put is the exchange with the child. What it waits for may never come, as a
// child of the child may hold the pipes open.
func (p *Process) put(question *frame) answer {
	err := question.writeTo(p.questions)
	question.wipe()
	if err != nil {
		return answer{err: err}
	}
	f, err := readFrame(p.answers)
	return answer{f, err}
}

// reason says how a child that is dead or dying ended.
func (p *Process) reason(ctx context.Context, err error) string {
	if errors.Is(err, errFrame) {
		return err.Error()
	}
	select {
	case <-p.gone:
		return p.command.ProcessState.String()
	case <-ctx.Done():
		return err.Error()
	}
}

// nonsense ends a child whose answer cannot be read.
func (p *Process) nonsense(call string) error {
	p.End()
	return &Crashed{Call: call, Reason: errFrame.Error()}
}

var _ cryptoki.Library = (*Process)(nil)
