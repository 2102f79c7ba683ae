package inbox

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

func TestListsGoOnFromTheLastOne(t *testing.T) {
	s := newHome(t)
	var changes []api.Change
	for n := range 25 {
		a := arrivalNo(n)
		a.ReceivedAt = morning // all at the same instant: the id decides
		changes = append(changes, changeOf(t, api.ArrivalRecord, string(a.ID), int64(n+1), a))
	}
	pull(t, s, feedOf("c1", false, changes...))
	seen := map[office.ArrivalID]bool{}
	f := office.ArrivalFilter{Limit: 10}
	for _, size := range []int{10, 10, 5, 0} {
		page := arrivals(t, s, f)
		require.Len(t, page, size)
		for _, a := range page {
			assert.False(t, seen[a.ID])
			seen[a.ID] = true
			f.After = a.ID
		}
	}
	assert.Len(t, seen, 25)
	assert.Empty(t, arrivals(t, s, office.ArrivalFilter{After: "not here"}))
}

func TestFiltersChoose(t *testing.T) {
	s := newHome(t)
	old, refused := arrivalNo(1), arrivalNo(2, office.StatusRefused)
	old.ReceivedAt = morning.AddDate(-1, 0, 0)
	pull(t, s, feedOf("c1", false,
		changeOf(t, api.ArrivalRecord, string(old.ID), 1, old), changeOf(t, api.ArrivalRecord, string(refused.ID), 2, refused)))
	assert.Len(t, arrivals(t, s, office.ArrivalFilter{Year: 2025}), 1)
	assert.Len(t, arrivals(t, s, office.ArrivalFilter{Year: 2026}), 1)
	assert.Len(t, arrivals(t, s, office.ArrivalFilter{Waiting: true}), 1)
	assert.Empty(t, arrivals(t, s, office.ArrivalFilter{Waiting: true, Year: 2026}))

	id := sealed(t, s, "Kế hoạch")
	for _, row := range []struct {
		f office.DocumentFilter
		n int
	}{
		{office.DocumentFilter{}, 1},
		{office.DocumentFilter{Stages: []office.Stage{office.Draft, office.Sealed}}, 1},
		{office.DocumentFilter{Stages: []office.Stage{office.Issued}}, 0},
		{office.DocumentFilter{Year: 2026, Text: "153"}, 1},
		{office.DocumentFilter{Year: 2025}, 0},
		{office.DocumentFilter{After: id}, 0},
	} {
		got, err := s.Documents(ctx, row.f)
		require.NoError(t, err)
		assert.Len(t, got, row.n, "%+v", row.f)
	}
}

func TestSearchFindsWithoutDiacriticsAndFollowsChanges(t *testing.T) {
	s := newHome(t)
	a := arrivalNo(1)
	a.Info.Subject = "Về việc điều hành Đội ứng cứu sự cố được thành lập"
	a.Info.Code = office.DocumentCode{Number: 7, Notation: "QĐ-UBND"}
	pull(t, s, feedOf("c1", false, changeOf(t, api.ArrivalRecord, string(a.ID), 1, a)))
	for text, n := range map[string]int{
		"dieu hanh": 1, "Điều HÀNH": 1, "đieu hanh": 1, "doi ung cuu": 1, "duoc": 1, "dư": 1, "du thanh": 1,
		"qd": 1, "07/QĐ-UBND": 1, "7/qd-ubnd": 0, "07 qd ubnd": 1, norm.NFD.String("sự cố"): 1, "Nội vụ": 1, "su co hong": 0, "": 1, "  -/ ": 1,
		`" OR 1`: 0, `thanh" NOT "lap`: 0, "lap*": 1, "words:lap": 0, "NEAR(lap)": 0, "\x00": 1,
	} {
		assert.Len(t, arrivals(t, s, office.ArrivalFilter{Text: text}), n, "%q", text)
	}
	a.Info.Subject = "Giấy mời họp"
	pull(t, s, feedOf("c2", false, changeOf(t, api.ArrivalRecord, string(a.ID), 2, a)))
	assert.Empty(t, arrivals(t, s, office.ArrivalFilter{Text: "dieu hanh"}), "the old words are gone")
	assert.Len(t, arrivals(t, s, office.ArrivalFilter{Text: "giay moi"}), 1)
}

func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"điều hành", `"`, "a*", "x OR y", "^a", "{a}:b", "\xff\xfe", "Ⅷ ² ½", "𝕬"} {
		f.Add(seed)
	}
	s := newHome(f)
	f.Fuzz(func(t *testing.T, text string) {
		_, err := s.Arrivals(ctx, office.ArrivalFilter{Text: text})
		assert.NoError(t, err, fmt.Sprintf("%q → %q", text, matching(text)))
	})
}
