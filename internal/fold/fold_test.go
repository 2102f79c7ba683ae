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
