package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/batch"
)

// errDeclined: the person did not say yes.
var errDeclined = fault.Define("ctl.declined")

// manyFlags are the flags of sign for many files.
type manyFlags struct {
	plan, yes bool
	tokenWait int    // seconds; -1: as long as is usual
	report    string // file to write what became of each
}

func (f *manyFlags) declare(p *program, flags *pflag.FlagSet) {
	text := func(name string) string { return p.text("ctl.flag."+name, nil) }
	flags.BoolVar(&f.plan, "plan", false, text("plan"))
	flags.BoolVar(&f.yes, "yes", false, text("yes"))
	flags.StringVar(&f.report, "report", "", text("batch-report"))
	flags.IntVar(&f.tokenWait, "token-wait", -1, text("token-wait"))
}

// planOnly tells what the command would sign, and touches nothing.
func (f *signFlags) planOnly(j *signJob, inputs, outputs []string) error {
	l, err := j.ledgerIn(f.outDir)
	if err != nil {
		return err
	}
	plan, err := j.plan(inputs, outputs, l)
	if err != nil {
		return err
	}
	return j.showPlan(plan)
}

// runMany reviews the files, asks a person at the terminal whether to go on, and
// signs them with one PIN.
func (f *signFlags) runMany(j *signJob, inputs, outputs []string) error {
	if err := f.makeFolders(outputs); err != nil {
		return err
	}
	l, err := j.ledgerIn(f.outDir)
	if err != nil {
		return err
	}
	release, err := l.hold()
	if err != nil {
		return err
	}
	defer release()
	plan, err := j.plan(inputs, outputs, l)
	if err != nil {
		return err
	}
	outcomes, left := j.take(plan)
	if left > 0 {
		if err := f.agree(j, plan); err != nil {
			return err
		}
		if err := j.key.open(j.ctx, true); err != nil {
			return err
		}
	}
	j.patience = patienceOf(f.many.tokenWait, j.key.flags.secret.typed(j.p))
	if err := j.open(l, outcomes); err != nil {
		return err
	}
	return j.run(outcomes)
}

// take tells of the files that will not be signed, and counts those that wait.
func (j *signJob) take(plan []planned) (outcomes []batch.Outcome, left int) {
	j.reviews = map[string]*signature.Review{}
	for _, one := range plan {
		outcomes = append(outcomes, one.Outcome)
		switch one.State {
		case batch.Waiting:
			j.reviews[one.Out] = one.review
			var stands plannedFile
			stands.stand(j.order.Visible, one.review.Visible)
			j.remarkOn(one, stands)
			left++
		case batch.Failed:
			j.p.explain(one.In, one.Err)
			j.worst = worseStatus(j.worst, statusOf(one.Err))
		}
	}
	return outcomes, left
}

// tellEnd says in a line what became of many files.
func (j *signJob) tellEnd(outcomes []batch.Outcome) {
	if j.journal == nil || j.p.json {
		return
	}
	states := map[batch.State]int{}
	for _, o := range outcomes {
		states[o.State]++
	}
	fmt.Fprintln(j.p.stderr, j.p.text("ctl.summary", i18n.Args{
		"signed": states[batch.Signed], "already": states[batch.Already], "failed": states[batch.Failed] + len(j.unread), "waiting": states[batch.Waiting],
	}))
}

// agree shows the summary, and asks for a yes.
func (f *signFlags) agree(j *signJob, plan []planned) error {
	if !j.p.json {
		fmt.Fprintln(j.p.stderr, j.summary(plan))
	}
	if f.many.yes {
		return nil
	}
	yes, err := j.p.agreed(j.ctx, j.p.text("ctl.ask.sign", nil))
	if err == nil && !yes {
		err = errDeclined
	}
	return err
}
