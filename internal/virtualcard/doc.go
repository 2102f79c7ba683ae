// Package virtualcard is a smart card of software: a PIV applet (NIST SP 800-73-4)
// that a real PC/SC daemon sees in a reader, through vsmartcard's virtual reader.
// OpenSC then offers it as a PKCS#11 token like any USB token, so that tests can
// do to it what happens to tokens: pull it, put it back, make it slow, use up its
// tries. It is for tests only; its keys lie in memory.
//
// A Card is made with New, put into a Reader with Insert and taken out with Pull.
// Its methods may be called from any goroutine, also while the card is working.
package virtualcard
