// Package pagetext reads the text on a page of a PDF by itself: it goes through
// the page's content (ISO 32000-2 §9.4) for the characters that are shown and
// their places, and gives them as the lines that office/reading works on. Images
// are not read, font programs neither, so that a page costs about a millisecond
// and its own bytes in memory, however large the file is. Where anything on the
// page cannot be read for certain, it says so: somebody with a whole engine has
// to look then. A Reader serves one goroutine at a time.
package pagetext
