// Package api is the contract between client and central e-office: the Go form
// of openapi.yaml, shared by sync/remote and central. It holds data only. A test
// compares both forms; openapi.yaml decides.
package api
