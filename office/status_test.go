package office_test

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/office"
)

var morning = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func event(minute int, s office.Status) office.StatusEvent {
	return office.StatusEvent{ID: office.EventID(s), Status: s, At: morning.Add(time.Duration(minute) * time.Minute)}
}

func TestStatusFollowsTheTable(t *testing.T) {
	assert.NoError(t, office.Follow(office.StatusNone, office.StatusArrived))
	assert.NoError(t, office.Follow(office.StatusArrived, office.StatusAccepted))
	assert.ErrorIs(t, office.Follow(office.StatusAccepted, office.StatusRefused), office.ErrTransition)
	assert.ErrorIs(t, office.Follow(office.StatusNone, office.StatusAccepted), office.ErrTransition)
	assert.ErrorIs(t, office.Follow(office.StatusRefused, office.StatusRecall), office.ErrTransition)
}

func TestStatusPassesOverWhatMayNotFollow(t *testing.T) {
	events := []office.StatusEvent{event(0, office.StatusArrived), event(1, office.StatusAccepted), event(2, office.StatusRefused)}
	assert.Equal(t, office.StatusAccepted, office.StatusOf(events))
}

// The shown status depends on the set of events only: order of arrival and
// repeats change nothing.
func TestStatusIsAFunctionOfTheSet(t *testing.T) {
	all := []office.Status{
		office.StatusArrived, office.StatusRefused, office.StatusAccepted, office.StatusAssigned,
		office.StatusInProgress, office.StatusDone, office.StatusRecall, office.StatusAgreed,
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(t, "n")
		var events []office.StatusEvent
		for i := range n {
			events = append(events, event(i, rapid.SampledFrom(all).Draw(t, "status")))
		}
		want := office.StatusOf(events)
		shuffled := rapid.Permutation(events).Draw(t, "order")
		assert.Equal(t, want, office.StatusOf(shuffled))
	})
}

func TestRecipientsAreNamedOnce(t *testing.T) {
	assert.ErrorIs(t, office.CheckRecipients(nil), office.ErrRecipients)
	assert.ErrorIs(t, office.CheckRecipients([]office.AgencyCode{"H37", "H37"}), office.ErrRecipients)
	assert.NoError(t, office.CheckRecipients([]office.AgencyCode{"H37", "H38"}))
}

func TestSecretDocumentsAreNotAdmitted(t *testing.T) {
	assert.NoError(t, office.Ordinary.Admit())
	for _, s := range []office.Secrecy{office.Secret, office.TopSecret, office.Supreme, 9, -1} {
		assert.ErrorIs(t, office.Info{Subject: "x", Secrecy: s}.Check(), office.ErrSecret)
	}
	assert.ErrorIs(t, office.Info{Subject: "  "}.Check(), office.ErrSubject)
}

func TestDateIsADayInVietnam(t *testing.T) {
	newYear := time.Date(2026, 12, 31, 17, 30, 0, 0, time.UTC)
	assert.Equal(t, office.Date{Year: 2027, Month: 1, Day: 1}, office.DateOf(newYear))
	d, err := office.ParseDate("16/11/2018")
	require.NoError(t, err)
	assert.Equal(t, "2018-11-16", d.String())
	assert.Equal(t, "16/11/2018", d.Shown())
	for _, bad := range []string{"", "31/02/2020", "2018-13-01", "hôm nay"} {
		_, err := office.ParseDate(bad)
		assert.ErrorIs(t, err, office.ErrDate, bad)
	}
}

func TestIDsSortByTimeAndDeliveriesAreFixed(t *testing.T) {
	now := morning
	source := office.IDSource{Clock: clock.Func(func() time.Time { return now }), Random: rand.NewChaCha8([32]byte{1})}
	first := source.New()
	now = now.Add(time.Millisecond)
	second := source.New()
	assert.Regexp(t, `^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, first)
	assert.Less(t, first, second)
	assert.Panics(t, func() { office.IDSource{Clock: clock.System{}, Random: &bytes.Buffer{}}.New() })

	d := office.DeliveryOf("018f", "H37.02")
	assert.Equal(t, d, office.DeliveryOf("018f", "H37.02"))
	assert.NotEqual(t, d, office.DeliveryOf("018f", "H37.03"))
	assert.NotEqual(t, d, office.DeliveryOf("0190", "H37.02"))
}

func TestOnlySealedDocumentsAreIssued(t *testing.T) {
	ready := office.Document{
		Info:  office.Info{Subject: "x", Code: office.DocumentCode{Number: 1, Notation: "TB-UBND"}, Date: office.Date{Year: 2026, Month: 11, Day: 23}},
		Stage: office.Sealed, Files: []office.File{{Role: office.MainFile}},
	}
	assert.NoError(t, ready.MayIssue())
	for want, change := range map[error]func(*office.Document){
		office.ErrNotSealed:    func(d *office.Document) { d.Stage = office.Numbered },
		office.ErrDocumentCode: func(d *office.Document) { d.Info.Code = office.DocumentCode{} },
		office.ErrDateMissing:  func(d *office.Document) { d.Info.Date = office.Date{} },
		office.ErrFile:         func(d *office.Document) { d.Files = []office.File{{Role: office.Attachment}} },
		office.ErrSecret:       func(d *office.Document) { d.Info.Secrecy = office.Secret },
	} {
		d := ready
		change(&d)
		assert.ErrorIs(t, d.MayIssue(), want)
	}
	unsigned := ready
	unsigned.Stage, unsigned.Info.Unsigned = office.Draft, true
	assert.NoError(t, unsigned.MayIssue())
}

func TestPaperNeedsWhatItsRegisterSays(t *testing.T) {
	ready := office.Arrival{Info: office.Info{Subject: "Thư mời", IssuerName: "Hội Nông dân", Date: office.Date{Year: 2026, Month: 11, Day: 23}}}
	assert.NoError(t, ready.CheckPaper(), "not every paper has a code")
	for want, change := range map[error]func(*office.Info){
		office.ErrIssuer:      func(i *office.Info) { i.IssuerName = "  " },
		office.ErrDateMissing: func(i *office.Info) { i.Date = office.Date{} },
		office.ErrSubject:     func(i *office.Info) { i.Subject = "" },
		office.ErrSecret:      func(i *office.Info) { i.Secrecy = office.Secret },
	} {
		a := ready
		change(&a.Info)
		assert.ErrorIs(t, a.CheckPaper(), want)
	}
}
