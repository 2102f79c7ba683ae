package office

// ArrivalFilter chooses incoming documents; the zero value chooses all. Lists
// are newest first and go on from After (keyset, not offset).
type ArrivalFilter struct {
	Waiting bool      // only those neither accepted nor refused
	Text    string    // words of code, subject, issuer; diacritics may be left out
	Year    int       // of receipt
	After   ArrivalID // the last one of the page before
	Limit   int       // 0: 200
}

// DocumentFilter chooses outgoing documents, in the same way.
type DocumentFilter struct {
	Stages []Stage
	Text   string
	Year   int
	After  DocumentID
	Limit  int
}
