// Package batch signs many reviewed documents with one key. A batch names each
// file by the SHA-256 that was reviewed, so that one changed since is not signed.
// Preparing and finishing run ahead of and behind the token, which is the slow
// part. Documents come to it in the order of the review, several at once where it
// is quick enough for that.
//
// A document that fails stops only itself. A token that is pulled stops nothing:
// the caller is asked, and the batch goes on with the very same document. A
// Journal on disk says after a crash what is done; a document whose signed file
// stands there is never signed again.
//
// Run may be called from any goroutine. Refused is called by one goroutine at a
// time, and so is Done; but the one may run while the other does, since documents
// are finished while the next one is at the token.
package batch
