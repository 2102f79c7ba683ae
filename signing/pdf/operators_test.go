package pdf

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

func TestOperators(t *testing.T) {
	file := pdftest.Build(pdftest.Options{})
	d, err := Open(bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	for content, want := range map[string]string{
		"q 1 0 0 1 5 6 cm /F 12 Tf [(a) -20 (b)] TJ Q": "q[] cm[1 0 0 1 5 6] Tf[F 12] TJ[[[97] -20 [98]]] Q[] ",
		"BI /W 8 /H 8 ID \x00(EI<</ \nEI Q":            "BI[] EI[W 8 H 8] Q[] ",
		"/OC <</A [1 2]>> BDC null true x":             "BDC[OC map[A:[1 2]]] x[{} true] ",
		"1 2 3":                                        "",
		"(unclosed":                                    "",
		"BI ID no end":                                 "BI[] ",
		"[[[[[[ ":                                      "",
		"":                                             "",
	} {
		said := ""
		for name, operands := range d.Operators([]byte(content)) {
			said += fmt.Sprintf("%s%v ", name, operands)
		}
		assert.Equal(t, want, said, content)
	}
	for range d.Operators([]byte("q Q q Q")) {
		break // a caller may stop
	}
}
