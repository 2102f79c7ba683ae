package signature_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/signature"
)

// TestWhatTheDocumentSaysAgainstIt is told and keeps nobody from signing.
func TestWhatTheDocumentSaysAgainstIt(t *testing.T) {
	warned := func(change func(*signature.Order)) []error {
		order, _ := sealing(t, "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>")
		order.Role, order.Number, order.Text = signature.Person, nil, text(block(130))
		change(&order)
		made, err := signature.Make(t.Context(), order)
		require.NoError(t, err)
		return made.Warnings
	}
	warnings := warned(func(*signature.Order) {})
	require.Len(t, warnings, 1)
	assert.ErrorIs(t, warnings[0], desk.ErrOtherName)
	assert.Empty(t, warned(func(o *signature.Order) { o.Role = signature.Initial }), "a draft is initialled by others")
	numbered := func(code string) func(*signature.Order) {
		return func(o *signature.Order) { o.Role, o.Text, o.Code = signature.Agency, blankNumber, code }
	}
	assert.Empty(t, warned(numbered("06/QĐ-UBND")), "its number is still blank")
	printed := func(code string) func(*signature.Order) {
		pages, _ := blankNumber(t.Context(), "")
		pages[0].Lines[3].Text, pages[0].Lines[3].Right = "Số: 05/QĐ-UBND", 83
		pages[0].Lines = append(pages[0].Lines[:4], pages[0].Lines[5:]...)
		return func(o *signature.Order) { o.Role, o.Text, o.Code = signature.Appendix, text(pages), code }
	}
	assert.Empty(t, warned(printed("05/QĐ-UBND")))
	assert.Empty(t, warned(printed("")))
	warnings = warned(printed("06/QĐ-UBND"))
	require.Len(t, warnings, 1)
	assert.ErrorIs(t, warnings[0], signature.ErrOtherCode)
}
