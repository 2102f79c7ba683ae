package verify

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// checkChanges judges what was added behind the covered bytes.
func (f *file) checkChanges(ctx context.Context, j *judging) error {
	blank, err := f.blank(ctx, j.cover.end, f.size)
	if err != nil {
		return err
	}
	if blank {
		j.LaterChanges = NoChanges
		return nil
	}
	if err := f.checkTail(ctx, j); err != nil {
		return err
	}
	if j.Coverage.Revision == 0 {
		j.uncompared()
		return nil
	}
	return f.compareRevision(ctx, j)
}

func (j *judging) uncompared() {
	j.LaterChanges = OtherChanges
	j.doubt(SigConstraintsFailure, ChangesUncompared, nil)
}

// checkTail doubts bytes at the file's end that belong to no revision: another
// reader may make something of them.
func (f *file) checkTail(ctx context.Context, j *judging) error {
	if len(f.revisions) == 0 {
		return nil
	}
	end := max(f.revisions[len(f.revisions)-1].End, j.cover.end)
	blank, err := f.blank(ctx, end, f.size)
	if err != nil || blank {
		return err
	}
	j.LaterChanges = OtherChanges
	j.doubt(SigConstraintsFailure, UnsignedTail, fault.Args{"bytes": f.size - end})
	return nil
}

// blank tells that a run of bytes is white space and zeros only.
func (f *file) blank(ctx context.Context, from, to int64) (bool, error) {
	buffer := make([]byte, 32<<10)
	for from < to {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		n, err := f.reader.ReadAt(buffer[:min(to-from, int64(len(buffer)))], from)
		if n == 0 && err != nil {
			return false, fault.New(ErrUnreadable, nil, err)
		}
		for _, b := range buffer[:n] {
			if dropSpace(rune(b)) != -1 {
				return false, nil
			}
		}
		from += int64(n)
	}
	return true, nil
}

// compareRevision opens the file as the signer saw it and compares it with what
// it is now.
func (f *file) compareRevision(ctx context.Context, j *judging) error {
	end := j.cover.end
	then, err := pdf.Open(io.NewSectionReader(f.reader, 0, end), end)
	if err != nil || then.Repaired() || f.doc.Repaired() || f.graph.partial || f.graph.aliases {
		j.uncompared()
		return nil
	}
	c, err := compare(ctx, then, f.doc, f.graph, f.standing, f.places)
	if err == nil {
		f.weigh(j, c)
		err = f.checkAmbiguity(j)
	}
	if errors.Is(err, pdf.ErrTooComplex) || then.Repaired() || f.doc.Repaired() {
		j.uncompared()
		return nil
	}
	return err
}

// checkAmbiguity doubts revisions that other readers may read in another way.
func (f *file) checkAmbiguity(j *judging) error {
	found, err := f.doc.Ambiguous(j.cover.end)
	if found && err == nil {
		j.uncompared()
	}
	return err
}

// weigh turns a comparison into findings: what nobody may change, what the
// signature itself forbids (ISO 32000-2 §12.8.2.2, §12.8.2.4), and what is only
// to be known.
func (f *file) weigh(j *judging, c *comparison) {
	if j.LaterChanges != OtherChanges { // a tail may have made it so
		j.LaterChanges = c.class
	}
	j.Changes = c.list
	if change, found := c.first(func(c Change) bool { return c.Kind == ChangeOther }); found {
		j.fail(FormatFailure, ChangedAfterSigning, fault.Args{"where": change.Name})
	}
	if change, found := c.first(func(c Change) bool { return c.Kind == ChangeFieldAppearance }); found {
		j.fail(FormatFailure, AppearanceChanged, fault.Args{"field": change.Name})
	}
	certified := f.allowed(j.field)
	if certified != nil && certified.p == 1 && !c.evidenceOnly() {
		j.fail(FormatFailure, CertificationBroken, nil)
	}
	f.weighAnnotations(j, c, certified)
	f.weighFields(j, c)
	if c.has(ChangeStructure) {
		j.warn(StructureChanged, nil)
	}
}

// evidenceOnly tells that nothing came but evidence and document time stamps,
// which even a final certification allows (EN 319 142-1 §5.4.3, §5.5).
func (c *comparison) evidenceOnly() bool {
	return !slices.ContainsFunc(c.list, func(n Change) bool {
		switch n.Kind {
		case ChangeEvidence, ChangeTimeStamp:
			return false
		case ChangeCatalog:
			return n.Name != "Version" && n.Name != "Extensions"
		}
		return true
	})
}

// weighAnnotations: a certification says whether they are allowed; where none
// does, they may not cover what was signed.
func (f *file) weighAnnotations(j *judging, c *comparison, own *certification) {
	if c.class != AnnotationChanges && !c.has(ChangeAnnotationAdded, ChangeAnnotationEdited, ChangeAnnotationRemoved) {
		return
	}
	note := func(over bool) (fault.Args, bool) {
		change, found := c.first(func(n Change) bool { return classOf(n) == AnnotationChanges && (n.OverContent || !over) })
		return fault.Args{"kind": change.Name, "page": change.Page}, found
	}
	first, _ := note(false)
	over, covering := note(true)
	switch {
	case own != nil && own.p < 3:
		j.fail(FormatFailure, CertificationBroken, nil)
	case own != nil || f.allowsAnnotations(j):
		if covering {
			first = over
		}
		j.warn(AnnotationsAllowed, first)
	case covering:
		j.fail(FormatFailure, AnnotationOverContent, over)
	default:
		j.doubt(SigConstraintsFailure, AnnotationsAdded, first)
	}
}

// allowsAnnotations tells that an earlier certification, by somebody who is
// trusted, lets everybody annotate the document.
func (f *file) allowsAnnotations(j *judging) bool {
	for _, other := range f.judgings {
		if other == j {
			return false
		}
		if c := f.certification(other.field.Value); c != nil && c.p == 3 && other.Result == TotalPassed {
			return true
		}
	}
	return false
}

// weighFields holds form filling and signing to the locks, and names what later
// signatures bring with them.
func (f *file) weighFields(j *judging, c *comparison) {
	for _, l := range f.locks(j.field) {
		for _, name := range c.filled {
			if l.covers(name) {
				j.fail(FormatFailure, LockBroken, fault.Args{"field": readable(name)})
			}
		}
	}
	if change, found := c.first(func(n Change) bool { return n.Kind == ChangeSignatureBroken }); found {
		j.doubt(SigConstraintsFailure, LaterSignatureBroken, fault.Args{"field": change.Name})
	}
	if change, found := c.first(func(n Change) bool { return n.Kind == ChangeFormDisplay }); found {
		j.doubt(SigConstraintsFailure, FormDisplayChanged, fault.Args{"field": change.Name})
	}
	if change, found := c.first(func(n Change) bool { return n.Kind == ChangeSignature && n.OverContent && n.stranger }); found {
		j.doubt(SigConstraintsFailure, StrangerOverContent, fault.Args{"field": change.Name, "page": change.Page})
	}
	if c.large.share > 0 {
		j.warn(LargeSignature, fault.Args{"field": c.large.field, "page": c.large.page, "percent": int(c.large.share * 100)})
	}
}
