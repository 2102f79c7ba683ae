package fold_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fold"
)

func TestTextDropsAllMarks(t *testing.T) {
	for in, want := range map[string]string{
		"Sở Nội vụ":                    "so noi vu",
		"Điều hành":                    "dieu hanh",
		"đối ứng cứu":                  "doi ung cuu",
		norm.NFD.String("Được ượng ễ"): "duoc uong e",
		"QyĐ-UBND":                     "qyd-ubnd",
		"":                             "",
	} {
		assert.Equal(t, want, fold.Text(in), in)
	}
}

func TestContainsAsksForEveryWord(t *testing.T) {
	name := "Sở Thông tin và Truyền thông tỉnh Mẫu"
	assert.True(t, fold.Contains(name, "thong TIN mau"))
	assert.True(t, fold.Contains(name, "Truyền"))
	assert.True(t, fold.Contains(name, ""))
	assert.False(t, fold.Contains(name, "so noi"))
}

// TestEveryLetterIsFoldedAlike: letters beside such as need the longer way.
func TestEveryLetterIsFoldedAlike(t *testing.T) {
	const greek = "Ω"
	for r := rune(1); r < 0x2000; r++ {
		if s := string(r); fold.Text(s)+fold.Text(greek) != fold.Text(s+greek) {
			t.Fatalf("%U: %q, %q", r, fold.Text(s), fold.Text(s+greek))
		}
	}
}
