// Package i18n holds every text a person reads, in Vietnamese (first) and
// English. Texts live in texts/<language>/<area>.json, flat objects from key to
// text; "{name}" in a text is replaced by the argument of that name. Errors
// (internal/fault) have three texts each: error.<code>.heading, .what, .do.
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"sort"
	"strings"
	"sync"

	"github.com/vanthu/vanthu/internal/fault"
)

// Language is a language the program speaks.
type Language string

// The languages, Vietnamese first.
const (
	Vietnamese Language = "vi"
	English    Language = "en"
)

// Languages lists them in the order of a menu.
var Languages = []Language{Vietnamese, English}

//go:embed texts
var files embed.FS

// texts of a language are read when the first of them is wanted: a program that
// runs for a moment speaks one.
var texts = map[Language]func() map[string]string{
	Vietnamese: sync.OnceValue(func() map[string]string { return load(Vietnamese) }),
	English:    sync.OnceValue(func() map[string]string { return load(English) }),
}

// load reads the embedded texts; a broken or doubled one cannot be shipped, so
// it panics, which any test of the package shows.
func load(lang Language) map[string]string {
	merged := map[string]string{}
	dir := path.Join("texts", string(lang))
	entries, err := files.ReadDir(dir)
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		raw, err := files.ReadFile(path.Join(dir, entry.Name()))
		if err != nil {
			panic(err)
		}
		var area map[string]string
		if err := json.Unmarshal(raw, &area); err != nil {
			panic(fmt.Sprintf("i18n: %s/%s: %v", lang, entry.Name(), err))
		}
		for key, text := range area {
			if _, twice := merged[key]; twice {
				panic(fmt.Sprintf("i18n: %s: %q stands twice", lang, key))
			}
			merged[key] = text
		}
	}
	return merged
}

// of gives the texts of a language; none of one that is not spoken.
func of(lang Language) map[string]string {
	if read, ok := texts[lang]; ok {
		return read()
	}
	return nil
}

// Args are the values put in place of "{name}".
type Args = fault.Args

// Text gives a key's text in a language. A key without a text gives the key
// itself in brackets, so that the gap is seen; a test forbids gaps.
func Text(lang Language, key string, args Args) string {
	text, ok := of(lang)[key]
	if !ok {
		return "[" + key + "]"
	}
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Has tells whether a language has a text for the key.
func Has(lang Language, key string) bool {
	_, ok := of(lang)[key]
	return ok
}

// Keys lists all keys of a language, sorted.
func Keys(lang Language) []string {
	keys := make([]string, 0, len(of(lang)))
	for key := range of(lang) {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// Message is an error as a person reads it.
type Message struct {
	Heading string // a few words
	What    string // what happened, one sentence
	Do      string // what to do next, one sentence
}

// String gives the message on one line, for a terminal.
func (m Message) String() string { return m.Heading + ". " + m.What + " " + m.Do }

// Explain turns an error into its message. An error without a code is shown as
// internal, with its own words as the detail.
func Explain(lang Language, err error) Message {
	code, args, ok := fault.Of(err)
	if !ok {
		code, args = ErrInternal, Args{"detail": errorText(err)}
	}
	key := "error." + string(code) + "."
	return Message{
		Heading: Text(lang, key+"heading", args),
		What:    Text(lang, key+"what", args),
		Do:      Text(lang, key+"do", args),
	}
}

// ErrInternal stands for an error that nobody gave a code.
var ErrInternal = fault.Define("internal")

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
