package apitest

import (
	"fmt"
	"regexp"
	"strings"
)

var placeholder = regexp.MustCompile(`\\\{[^}]+\\\}`)

// escape makes a key part of a JSON pointer in a URL fragment; unescape undoes it.
var (
	escaper  = strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	unescape = strings.NewReplacer("~1", "/", "~0", "~", "%7B", "{", "%7D", "}")
)

// operation finds the JSON pointer of a path and method.
func (c *Contract) operation(method, path string) (string, error) {
	for template, item := range c.Paths() {
		pattern := placeholder.ReplaceAllString(regexp.QuoteMeta(template), `[^/]+`)
		if !regexp.MustCompile("^" + pattern + "$").MatchString(path) {
			continue
		}
		if _, ok := item.(map[string]any)[strings.ToLower(method)]; ok {
			return "#/paths/" + escape(template) + "/" + strings.ToLower(method), nil
		}
	}
	return "", fmt.Errorf("%s %s is not in the contract", method, path)
}

// content finds the schema of a request body or response of one media type.
func (c *Contract) content(op, at, kind string) (pointer string, has bool) {
	at = c.follow(at) + "/content/" + escape(kind) + "/schema"
	return at, c.lookup(at) != nil
}

// follow goes where a $ref leads.
func (c *Contract) follow(pointer string) string {
	if item, ok := c.lookup(pointer).(map[string]any); ok {
		if ref, ok := item["$ref"].(string); ok {
			return ref
		}
	}
	return pointer
}

// lookup gives what stands at a pointer, nil for nothing.
func (c *Contract) lookup(pointer string) any {
	var keys []string
	for key := range strings.SplitSeq(strings.TrimPrefix(pointer, "#/"), "/") {
		keys = append(keys, unescape.Replace(key))
	}
	return c.at(keys...)
}

func (c *Contract) at(keys ...string) any {
	var here any = c.doc
	for _, key := range keys {
		m, ok := here.(map[string]any)
		if !ok {
			return nil
		}
		here = m[key]
	}
	return here
}

func escape(key string) string { return escaper.Replace(key) }
