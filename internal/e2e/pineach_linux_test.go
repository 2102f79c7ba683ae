package e2e

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/ttytest"
	"github.com/vanthu/vanthu/internal/virtualcard"
)

// TestAKeyThatWantsThePINEachTime signs a whole batch after one entry, or asks
// each time where it shall not be kept. A wrong PIN costs one try of the card and
// ends the batch, which goes on when the command is given again; at the last try
// nothing is sent without the explicit yes.
func TestAKeyThatWantsThePINEachTime(t *testing.T) {
	const count = 4
	typed := func(o *cardOffice, keys []string, more ...string) (status int, said string) {
		terminal := ttytest.Open(t)
		cmd, out := atTerminal(t, terminal, o.args(append(more, "--cert", "02", "--yes", "--json")...)...)
		for _, key := range keys {
			require.True(t, terminal.Hidden(), "%s", out)
			terminal.Type(key + "\r")
		}
		return ends(t, cmd), out.String()
	}
	o := newCardOffice(t, count)
	each := issue(t, pkitest.RSA2048)
	require.NoError(t, o.card.Load(virtualcard.Signature, each.Key, each.Certificate))
	again := func() { require.NoError(t, os.RemoveAll(o.path("out"))) }
	before := 0
	signed := func() int { n := o.card.Signed() - before; before += n; return n }

	status, said := typed(o, []string{cardPIN})
	assert.Zero(t, status, said)
	assert.Equal(t, count, signed(), said)

	again()
	status, said = typed(o, []string{cardPIN, cardPIN, cardPIN, "111111"}, "--pin-each")
	assert.Equal(t, 3, status, said)
	assert.Contains(t, said, `"code":"token.pin_incorrect`)
	assert.Equal(t, 2, signed())
	assert.Equal(t, 1, o.card.Wrong())
	status, said = typed(o, []string{cardPIN, cardPIN, cardPIN}, "--pin-each")
	assert.Zero(t, status, said)
	assert.Equal(t, count-2, signed(), "what was signed is not signed again")
	assert.Equal(t, 1, o.card.Wrong())

	again()
	o.card.SetLeft(1)
	status, said = typed(o, nil)
	assert.Equal(t, 3, status, said)
	assert.Contains(t, said, `"code":"token.final_try"`)
	assert.Equal(t, []int{1, 0, 1}, []int{o.card.Left(), signed(), o.card.Wrong()}, "nobody is asked, nothing is sent")
	status, said = typed(o, []string{cardPIN}, "--last-try")
	assert.Zero(t, status, said)
	assert.Equal(t, count, signed())
}
