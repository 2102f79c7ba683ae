// Package reading finds what an administrative document says of itself: code,
// date, type, subject, agency, signatory, marks and recipients, by the form of
// Decree 30/2020/NĐ-CP annex I (and Circular 01/2011/TT-BNV before it). It works
// on lines of text with their places and does no I/O; what it does not find
// stays zero, for a person to fill in.
package reading
