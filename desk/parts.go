package desk

import "github.com/vanthu/vanthu/internal/i18n"

// Banner is a message that stands in a screen. The zero value is none.
type Banner struct {
	Level   Level
	Heading string
	What    string
	Do      string
	Action  string // label of the banner's button, empty for none
}

// Shown tells whether there is a message.
func (b Banner) Shown() bool { return b.Heading != "" }

// Explain is the banner of an error; no error gives none. action is the label of
// what can be done about it here.
func (w Words) Explain(err error, action string) Banner {
	if err == nil {
		return Banner{}
	}
	m := i18n.Explain(w.Lang, err)
	return Banner{Level: Bad, Heading: m.Heading, What: m.What, Do: m.Do, Action: action}
}

// Action is a button. What is not possible now is greyed, with the reason.
type Action struct {
	Label   string
	Enabled bool
	Why     string // why not, when not enabled
	Hidden  bool
}

// Offer is an action that is possible unless a reason is given.
func Offer(label, why string) Action {
	return Action{Label: label, Enabled: why == "", Why: why}
}

// Fact is a labelled value.
type Fact struct {
	Label string
	Value string
	Level Level
}

// Choice is an entry of a list to choose from.
type Choice struct {
	ID    string
	Label string
}

// Labels gives the labels of choices, in order.
func Labels(choices []Choice) []string {
	labels := make([]string, len(choices))
	for i, c := range choices {
		labels[i] = c.Label
	}
	return labels
}

// LabelOf is the label of an id, empty when it is not among the choices.
func LabelOf(choices []Choice, id string) string {
	for _, c := range choices {
		if c.ID == id {
			return c.Label
		}
	}
	return ""
}

// IDOf is the id of a label, empty when it is not among the choices.
func IDOf(choices []Choice, label string) string {
	for _, c := range choices {
		if c.Label == label {
			return c.ID
		}
	}
	return ""
}
