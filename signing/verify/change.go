package verify

import "slices"

// LaterChanges is what was added after the covered bytes.
type LaterChanges string

// The classes of changes. Whatever cannot be told is Other.
const (
	NoChanges         LaterChanges = "none"
	SigningAndForms   LaterChanges = "signing_and_forms"
	AnnotationChanges LaterChanges = "annotations"
	OtherChanges      LaterChanges = "other"
	ChangesUnknown    LaterChanges = "not_checked" // coverage is broken: nothing to compare
)

// ChangeKind is what became of one thing after signing.
type ChangeKind string

// The kinds. The texts "verify.change.<kind>" say them to people.
const (
	ChangeSignature         ChangeKind = "signature"          // somebody signed; Name is the field
	ChangeTimeStamp         ChangeKind = "time_stamp"         // of the document; Name is the field
	ChangeSignatureBroken   ChangeKind = "signature_broken"   // a signature that is not intact; Name is the field
	ChangeEmptyField        ChangeKind = "empty_field"        // a signature field that shows nothing
	ChangeFormFilled        ChangeKind = "form_filled"        // Name is the field
	ChangeFieldLocked       ChangeKind = "field_locked"       // made read-only; Name is the field
	ChangeFormDisplay       ChangeKind = "form_display"       // whether viewers draw fields anew
	ChangeFieldAppearance   ChangeKind = "field_appearance"   // a field shows something else and holds the same
	ChangeAnnotationAdded   ChangeKind = "annotation_added"   // Name is its subtype
	ChangeAnnotationEdited  ChangeKind = "annotation_changed" // Name is its subtype
	ChangeAnnotationRemoved ChangeKind = "annotation_removed" // Name is its subtype
	ChangeEvidence          ChangeKind = "security_store"     // certificates and evidence of revocation
	ChangeInformation       ChangeKind = "information"        // title, author and the like; Name lists the keys
	ChangeMetadata          ChangeKind = "metadata"           // of the document
	ChangeStructure         ChangeKind = "structure"          // for reading aloud
	ChangeCatalog           ChangeKind = "catalog"            // version, extensions, permissions; Name is the key
	ChangeOther             ChangeKind = "other"              // Name says where
)

// ChangeKinds lists them all.
var ChangeKinds = []ChangeKind{
	ChangeSignature, ChangeTimeStamp, ChangeSignatureBroken, ChangeEmptyField, ChangeFormFilled, ChangeFieldLocked,
	ChangeFormDisplay, ChangeFieldAppearance, ChangeAnnotationAdded, ChangeAnnotationEdited, ChangeAnnotationRemoved,
	ChangeEvidence, ChangeInformation, ChangeMetadata, ChangeStructure, ChangeCatalog, ChangeOther,
}

// Change is one thing that is not as it was when the signature was made.
type Change struct {
	Kind ChangeKind `json:"kind"`
	Name string     `json:"name,omitempty"`
	Page int        `json:"page,omitempty"` // from 1; 0 where it is on none
	// OverContent: it covers text or pictures of the page that were signed, or
	// takes away what was shown.
	OverContent bool `json:"over_content,omitempty"`

	stranger bool // who signed is not known to be trusted
}

// maxChanges is how many a report names; at least one of each kind is there.
const maxChanges = 64

// changeList holds the changes that a comparison found.
type changeList struct {
	class LaterChanges
	list  []Change
}

func (l *changeList) note(change Change) {
	l.class = graver(l.class, classOf(change))
	alike := func(n Change) bool { return n.Kind == change.Kind && n.OverContent == change.OverContent }
	if slices.Contains(l.list, change) || len(l.list) >= maxChanges && slices.ContainsFunc(l.list, alike) {
		return
	}
	l.list = append(l.list, change)
}

// first gives the first change that a question is true of.
func (l *changeList) first(is func(Change) bool) (Change, bool) {
	i := slices.IndexFunc(l.list, is)
	if i < 0 {
		return Change{}, false
	}
	return l.list[i], true
}

func (l *changeList) has(kinds ...ChangeKind) bool {
	_, found := l.first(func(c Change) bool { return slices.Contains(kinds, c.Kind) })
	return found
}

func classOf(change Change) LaterChanges {
	switch change.Kind {
	case ChangeAnnotationAdded, ChangeAnnotationEdited, ChangeAnnotationRemoved:
		return AnnotationChanges
	case ChangeOther, ChangeFieldAppearance:
		return OtherChanges
	}
	return SigningAndForms
}

// graver gives the class that weighs more.
func graver(a, b LaterChanges) LaterChanges {
	for _, class := range []LaterChanges{OtherChanges, AnnotationChanges, SigningAndForms} {
		if a == class || b == class {
			return class
		}
	}
	return NoChanges
}
