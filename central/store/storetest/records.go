package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

func id[T ~string](n int) T { return T(fmt.Sprintf("0192f000-0000-7000-8000-%012d", n)) }

func document(n int, code string) office.Document {
	d := office.Document{
		ID: id[office.DocumentID](n), Agency: sender, Stage: office.Draft, CreatedAt: noon.Add(time.Duration(n) * time.Minute),
		Info: office.Info{
			Subject: fmt.Sprintf("Ứng dụng công nghệ thông tin, đợt %d", n), IssuerName: "Ủy ban nhân dân tỉnh Mẫu",
			Issuer: sender, Date: office.Date{Year: 2018, Month: 11, Day: 16}, Type: "Kế hoạch",
		},
		Files: []office.File{{Name: "a.pdf", SHA256: "aa", Size: 3, MediaType: "application/pdf", Role: office.MainFile}},
	}
	if code != "" {
		d.Info.Code, _ = office.ParseDocumentCode(code)
	}
	return d
}

func testDocuments(t *testing.T, s store.Store) {
	cast(t, s)
	d := document(1, "153/KH-UBND")
	write(t, s, func(tx store.Tx) {
		v, err := tx.PutDocument(d, laptop)
		require.NoError(t, err)
		assert.EqualValues(t, 1, v)
		d.Stage = office.Sealed
		v, err = tx.PutDocument(d, laptop)
		require.NoError(t, err)
		assert.EqualValues(t, 2, v)
	})
	read(t, s, func(v store.View) {
		got, err := v.Document(sender, d.ID)
		require.NoError(t, err)
		assert.Equal(t, d, got.Document)
		assert.Equal(t, store.Stamp{Version: 2, Device: laptop}, got.Stamp)
		_, err = v.Document(recipient, d.ID)
		assert.ErrorIs(t, err, store.ErrAbsent, "another agency has no such document")
	})
	other := document(1, "153/KH-UBND")
	other.Agency = recipient
	write(t, s, func(tx store.Tx) {
		_, err := tx.PutDocument(other, desktop)
		assert.NoError(t, err, "ids and codes of two agencies do not meet")
	})
}

func testCodes(t *testing.T, s store.Store) {
	cast(t, s)
	write(t, s, func(tx store.Tx) {
		for n := range 3 {
			_, err := tx.PutDocument(document(n, ""), laptop)
			require.NoError(t, err, "documents without a code do not collide")
		}
		_, err := tx.PutDocument(document(10, "153/KH-UBND"), laptop)
		require.NoError(t, err)
		for n, code := range map[int]string{11: "153/QĐ-UBND", 12: "153a/KH-UBND"} {
			_, err := tx.PutDocument(document(n, code), laptop)
			assert.NoError(t, err, code)
		}
		next := document(13, "153/KH-UBND")
		next.Info.Date.Year = 2019
		_, err = tx.PutDocument(next, laptop)
		assert.NoError(t, err, "another year")
		assert.ErrorIs(t, tx.Savepoint(func() error {
			_, err := tx.PutDocument(document(14, "153/KH-UBND"), laptop)
			return err
		}), store.ErrTaken)
	})
	read(t, s, func(v store.View) {
		holder, err := v.CodeHolder(sender, 2018, office.DocumentCode{Number: 153, Notation: "KH-UBND"})
		require.NoError(t, err)
		assert.Equal(t, id[office.DocumentID](10), holder)
		_, err = v.CodeHolder(sender, 2017, office.DocumentCode{Number: 153, Notation: "KH-UBND"})
		assert.ErrorIs(t, err, store.ErrAbsent)
		for number, want := range map[int]bool{153: true, 154: false, 0: false} {
			used, err := v.NumberUsed(sender, 2018, number)
			require.NoError(t, err)
			assert.Equal(t, want, used, number)
		}
	})
}

func testSearch(t *testing.T, s store.Store) {
	cast(t, s)
	write(t, s, func(tx store.Tx) {
		for n := 1; n <= 5; n++ {
			_, err := tx.PutDocument(document(n, fmt.Sprintf("%d/KH-UBND", 150+n)), laptop)
			require.NoError(t, err)
		}
	})
	ids := func(f office.DocumentFilter) (got []office.DocumentID) {
		read(t, s, func(v store.View) {
			all, err := v.Documents(sender, f)
			require.NoError(t, err)
			for _, d := range all {
				got = append(got, d.ID)
			}
		})
		return got
	}
	of := func(numbers ...int) (want []office.DocumentID) {
		for _, n := range numbers {
			want = append(want, id[office.DocumentID](n))
		}
		return want
	}
	for name, row := range map[string]struct {
		filter office.DocumentFilter
		want   []office.DocumentID
	}{
		"all, newest first":    {office.DocumentFilter{}, of(5, 4, 3, 2, 1)},
		"a page":               {office.DocumentFilter{Limit: 2}, of(5, 4)},
		"the next page":        {office.DocumentFilter{Limit: 2, After: id[office.DocumentID](4)}, of(3, 2)},
		"a code":               {office.DocumentFilter{Text: "153/kh"}, of(3)},
		"words without marks":  {office.DocumentFilter{Text: "dot 2 UNG DUNG"}, of(2)},
		"a word not there":     {office.DocumentFilter{Text: "quyết định"}, nil},
		"a pattern is no word": {office.DocumentFilter{Text: "%"}, nil},
		"a stage":              {office.DocumentFilter{Stages: []office.Stage{office.Draft}}, of(5, 4, 3, 2, 1)},
		"another stage":        {office.DocumentFilter{Stages: []office.Stage{office.Issued}}, nil},
		"its year":             {office.DocumentFilter{Year: 2026, Limit: 1}, of(5)},
		"another year":         {office.DocumentFilter{Year: 2025}, nil},
	} {
		assert.Equal(t, row.want, ids(row.filter), name)
	}
	read(t, s, func(v store.View) {
		n, err := v.CountDocuments(sender, office.DocumentFilter{Text: "dot"})
		require.NoError(t, err)
		assert.Equal(t, 5, n)
		n, err = v.CountDocuments(recipient, office.DocumentFilter{})
		require.NoError(t, err)
		assert.Zero(t, n)
	})
}
