// Package apitest checks messages against the contract in tests of client and
// server: JSON against a schema of openapi.yaml, requests and answers against
// the path and method they belong to. It is used by tests only.
package apitest

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/vanthu/vanthu/sync/api"
)

// root is the address under which the contract is known to the compiler; nothing
// is ever fetched from it.
const root = "urn:vanthu:openapi"

// Contract is the parsed contract.
type Contract struct {
	doc      map[string]any
	compiler *jsonschema.Compiler
}

// Load parses the contract; a broken one ends the test.
func Load(t testing.TB) *Contract {
	t.Helper()
	var doc map[string]any
	require.NoError(t, yaml.Unmarshal(api.OpenAPI, &doc))
	c := &Contract{doc: doc, compiler: jsonschema.NewCompiler()}
	c.compiler.DefaultDraft(jsonschema.Draft2020)
	c.compiler.AssertFormat()
	require.NoError(t, c.compiler.AddResource(root, any(doc)))
	return c
}

// Schemas gives the schemas by name.
func (c *Contract) Schemas() map[string]any {
	return c.at("components", "schemas").(map[string]any)
}

// Paths gives the paths by their template.
func (c *Contract) Paths() map[string]any { return c.at("paths").(map[string]any) }

// Check compares JSON with a schema of components/schemas.
func (c *Contract) Check(schema string, raw []byte) error {
	return c.check("#/components/schemas/"+schema, raw)
}

// CheckRequest compares a request's body with what the contract says of its
// path and method; ok is false when the contract has no such request.
func (c *Contract) CheckRequest(method, path string, body []byte) error {
	op, err := c.operation(method, path)
	if err != nil {
		return err
	}
	pointer, has := c.content(op, op+"/requestBody", "application/json")
	if !has {
		if len(body) > 0 && c.lookup(op+"/requestBody") == nil {
			return fmt.Errorf("%s %s: a body that the contract does not know", method, path)
		}
		return nil
	}
	return c.check(pointer, body)
}

// CheckResponse compares an answer with what the contract says of its path,
// method and status.
func (c *Contract) CheckResponse(method, path string, answer *http.Response, body []byte) error {
	op, err := c.operation(method, path)
	if err != nil {
		return err
	}
	response := fmt.Sprintf("%s/responses/%d", op, answer.StatusCode)
	if c.lookup(response) == nil {
		response = op + "/responses/default"
		if answer.StatusCode < 400 {
			return fmt.Errorf("%s %s: status %d is not in the contract", method, path, answer.StatusCode)
		}
	}
	kind, _, _ := strings.Cut(answer.Header.Get("Content-Type"), ";")
	pointer, has := c.content(op, response, kind)
	if !has {
		return c.bare(response, method, path, kind, body)
	}
	return c.check(pointer, body)
}

// bare judges an answer for which the contract names no schema: bytes, or none.
func (c *Contract) bare(response, method, path, kind string, body []byte) error {
	content, _ := c.lookup(c.follow(response) + "/content").(map[string]any)
	if _, named := content[kind]; named || len(body) == 0 || content == nil {
		return nil
	}
	return fmt.Errorf("%s %s: content type %q is not in the contract", method, path, kind)
}

func (c *Contract) check(pointer string, raw []byte) error {
	schema, err := c.compiler.Compile(root + pointer)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("%s: not JSON: %w", pointer, err)
	}
	return schema.Validate(value)
}
