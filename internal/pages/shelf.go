package pages

// onShelf is how many documents stay open: the one that is looked at, and the one
// before it.
const onShelf = 2

// shelf holds the open documents, the last used at the end.
type shelf struct{ documents []*document }

// take gives the document, opening it when its file is not open in this state.
func (s *shelf) take(e *engine, id identity) (*document, error) {
	for i, d := range s.documents {
		if d.id == id {
			s.documents = append(append(s.documents[:i:i], s.documents[i+1:]...), d)
			return d, nil
		}
	}
	if len(s.documents) == onShelf {
		s.documents[0].close()
		s.documents = s.documents[1:]
	}
	d, err := openDocument(e.instance, id)
	if err != nil {
		return nil, err
	}
	s.documents = append(s.documents, d)
	return d, nil
}

// clear forgets them all, when the engine they are open in goes away.
func (s *shelf) clear() { s.documents = nil }
