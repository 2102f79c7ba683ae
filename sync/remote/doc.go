// Package remote speaks to the central e-office over HTTPS (sync/api/openapi.yaml).
//
// A Client holds no state of the sync: each method is one request, or for files
// one upload or download that goes on where an earlier one was cut off. It never
// waits and tries again by itself; that is sync/engine's part, which knows what
// a repeat means. Every method ends when its context does. Answers are bounded
// in size and mistrusted. Errors are typed: ErrOffline is worth trying again
// later, ErrTLS is not; a problem that the server names keeps its own code
// (api.ErrResync, office.ErrSecret …). A Client is safe for many goroutines.
package remote
