// Package levels follows a signature through the years: made, stamped, proven,
// sealed and renewed by signing/pades against services that run in the test,
// then judged by signing/verify. It holds tests only.
package levels
