// Package ttytest gives tests a real terminal with a person at it who waits for
// the echo to go off before typing a secret. It knows Linux only.
package ttytest
