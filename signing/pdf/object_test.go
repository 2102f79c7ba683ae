package pdf

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func parse(t testing.TB, text string) Object {
	t.Helper()
	o, err := newParser(memory([]byte(text), &budget{1 << 30}), 0, Limits{}.filled(1)).object()
	require.NoError(t, err)
	return o
}

func TestParseObjects(t *testing.T) {
	for text, want := range map[string]Object{
		"12":                            Integer(12),
		"-7 ":                           Integer(-7),
		"--7":                           Integer(-7),
		"+.5":                           Real(.5),
		"4.":                            Real(4),
		"-9223372036854775808":          Integer(-1 << 63),
		"-":                             Integer(0),
		"99999999999999999999":          Real(1e20),
		"true":                          Bool(true),
		"null":                          Null{},
		"nonsense":                      Null{},
		"/A#20B":                        Name("A B"),
		"/A#zz":                         Name("A#zz"),
		"/":                             Name(""),
		"(a(b)c)":                       String("a(b)c"),
		`(\(\)\\\n\101\8\12x)`:          String("()\\\nA8\nx"),
		"(a\\\r\nb\r\nc)":               String("ab\nc"),
		"<48 65 6>":                     String("He`"),
		"12 0 R":                        Ref{12, 0},
		"[1 2 0 R 3]":                   Array{Integer(1), Ref{2, 0}, Integer(3)},
		"[1 2 3]":                       Array{Integer(1), Integer(2), Integer(3)},
		"<</A 1/B/C>>":                  Dict{"A": Integer(1), "B": Name("C")},
		"<</A 1 /A 2>>":                 Dict{"A": Integer(2)},
		"<</A 1 endobj":                 Dict{"A": Integer(1)},
		"<</A [1 2 /B 3>>":              Dict{"A": Array{Integer(1), Integer(2), Name("B"), Integer(3)}},
		"<</A % note >>\n(x)>>":         Dict{"A": String("x")},
		"<</A/B junk /C 1 0 R>>":        Dict{"A": Name("B"), "C": Ref{1, 0}},
		"<</Long " + longName() + " >>": Dict{"Long": Name(longName()[1:])},
	} {
		assert.Equal(t, want, parse(t, text), text)
	}
}

// longName crosses the lexer's window.
func longName() string { return "/" + strings.Repeat("x", lexWindow+100) }

func TestDepthIsBounded(t *testing.T) {
	deep := strings.Repeat("[", 1<<20)
	_, err := newParser(memory([]byte(deep), &budget{1 << 30}), 0, Limits{}.filled(1)).object()
	require.ErrorIs(t, err, ErrTooComplex)
}

// What is written reads back as it was, whatever the bytes.
func TestAppendReadsBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		want := anyObject(3).Draw(r, "object")
		text := Append(nil, want)
		got, err := newParser(memory(text, &budget{1 << 30}), 0, Limits{}.filled(1)).object()
		if err != nil {
			r.Fatalf("%s: %v", text, err)
		}
		assert.Equal(r, want, got, "%s", text)
	})
}

func anyObject(depth int) *rapid.Generator[Object] {
	kinds := []*rapid.Generator[Object]{
		rapid.Custom(func(r *rapid.T) Object { return Integer(rapid.Int64().Draw(r, "i")) }),
		rapid.Custom(func(r *rapid.T) Object { return Real(rapid.Float64Range(-1e6, 1e6).Draw(r, "f") + 0.5) }),
		rapid.Custom(func(r *rapid.T) Object { return Name(rapid.StringN(0, 20, 60).Draw(r, "n")) }),
		rapid.Custom(func(r *rapid.T) Object {
			return String(append([]byte{}, rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(r, "s")...))
		}),
		rapid.Custom(func(r *rapid.T) Object {
			return Ref{rapid.IntRange(0, 1e6).Draw(r, "n"), rapid.IntRange(0, 9).Draw(r, "g")}
		}),
		rapid.Just(Object(Null{})), rapid.Just(Object(Bool(true))),
	}
	if depth > 0 {
		kinds = append(kinds,
			rapid.Custom(func(r *rapid.T) Object {
				return append(Array{}, rapid.SliceOfN(anyObject(depth-1), 0, 5).Draw(r, "a")...)
			}),
			rapid.Custom(func(r *rapid.T) Object {
				d := Dict{}
				for k, v := range rapid.MapOfN(rapid.StringN(0, 8, 24), anyObject(depth-1), 0, 5).Draw(r, "d") {
					d[Name(k)] = v
				}
				return d
			}))
	}
	return rapid.OneOf(kinds...)
}

func TestText(t *testing.T) {
	for _, s := range []string{"", "plain", "Nguyễn Thị Hường", "Trần Văn Nghĩa", "𝄞 clef"} {
		assert.Equal(t, s, Text(s).Text())
		assert.Equal(t, Text(s), parse(t, string(Append(nil, Text(s)))))
	}
	assert.Equal(t, "Hường", String("\xEF\xBB\xBFHường").Text())
	assert.Equal(t, "hé", String("h\xE9").Text())
}
