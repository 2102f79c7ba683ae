// Package e2e runs the real programs against one another: tokens, files, server,
// crashes. It holds tests only and may import whatever they need.
package e2e
