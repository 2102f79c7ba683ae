package api

import _ "embed"

// OpenAPI is the contract: OpenAPI 3.1 in YAML.
//
//go:embed openapi.yaml
var OpenAPI []byte
