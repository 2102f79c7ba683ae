// Package pdftest makes small PDF files for tests, in every kind of
// cross-reference and with the parts a signer has to respect, and asks foreign
// tools (pdfsig, qpdf, mutool) what they think of a result. A missing tool
// fails the test: `make test` installs them.
package pdftest
