package batch

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
)

// ErrJournal: the journal {file} cannot be read or written.
var ErrJournal = fault.Define("batch.journal")

// Journal is a batch on disk: a line with what was reviewed, then a line for
// each document that was signed. It outlives a crash of the program at any
// point: a line that is cut off or was not written yet is made good by looking
// at the files themselves.
type Journal struct{ file *os.File }

// plan is the first line, and signed each other one.
type (
	plan struct {
		Order     json.RawMessage `json:"order"`
		Documents []Document      `json:"documents"`
	}
	signed struct {
		Signed int `json:"signed"` // index of the document
	}
)

// NewJournal writes the journal of a batch that begins. The order is what the
// caller needs to go on after a crash; a PIN is no part of it.
func NewJournal(path string, order any, documents []Document) (*Journal, error) {
	about, err := json.Marshal(order)
	if err != nil {
		return nil, err
	}
	line, err := json.Marshal(plan{about, documents})
	if err == nil {
		err = atomicfile.Write(path, bytes.NewReader(append(line, '\n')))
	}
	if err != nil {
		return nil, fault.New(ErrJournal, fault.Args{"file": path}, err)
	}
	return reopen(path)
}

// ReadJournal takes up a batch that did not end, and puts its order into the
// value pointed to. Documents that failed wait again.
func ReadJournal(path string, order any) (*Journal, []Outcome, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fault.New(ErrJournal, fault.Args{"file": path}, err)
	}
	outcomes, err := parse(text, order)
	if err != nil {
		return nil, nil, fault.New(ErrJournal, fault.Args{"file": path}, err)
	}
	j, err := reopen(path)
	return j, outcomes, err
}

func parse(text []byte, order any) ([]Outcome, error) {
	lines := bytes.Split(text, []byte("\n"))
	var p plan
	if err := json.Unmarshal(lines[0], &p); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(p.Order, order); err != nil {
		return nil, err
	}
	outcomes := New(p.Documents)
	for _, line := range lines[1:] {
		one := signed{Signed: -1}
		if json.Unmarshal(line, &one) == nil && one.Signed >= 0 && one.Signed < len(outcomes) {
			outcomes[one.Signed].State = Already
		}
	}
	for i := range outcomes {
		if outcomes[i].State == Waiting && outcomes[i].Stands() {
			outcomes[i].State = Already
		}
	}
	return outcomes, nil
}

func reopen(path string) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if err == nil {
		err = mend(file)
	}
	if err != nil {
		return nil, fault.New(ErrJournal, fault.Args{"file": path}, err)
	}
	return &Journal{file}, nil
}

// mend ends a last line that was cut off, so that the next one stands alone.
func mend(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	last := make([]byte, 1)
	if _, err := file.ReadAt(last, info.Size()-1); err != nil || last[0] == '\n' {
		return err
	}
	_, err = file.WriteString("\n")
	return err
}

// Signed notes that a document was signed.
func (j *Journal) Signed(index int) error {
	line, err := json.Marshal(signed{index})
	if err == nil {
		_, err = j.file.Write(append(line, '\n'))
	}
	if err != nil {
		return fault.New(ErrJournal, fault.Args{"file": j.file.Name()}, err)
	}
	return nil
}

// Close keeps the journal, for the batch to go on later.
func (j *Journal) Close() error { return j.file.Close() }

// End closes and removes the journal of a batch in which nothing waits.
func (j *Journal) End() error {
	err := os.Remove(j.file.Name())
	if errors.Is(err, os.ErrNotExist) { // another run of the same job ended before
		err = nil
	}
	return errors.Join(j.file.Close(), err)
}
