package forge

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/internal/pkitest"
)

// Record is what NAME.json holds beside NAME.pdf.
type Record struct {
	File string `json:"file"`
	Name string `json:"name"`
	// Honest: nobody deceives here; the file must pass.
	Honest bool   `json:"honest"`
	Expect Answer `json:"expect"`
	Pdfsig string `json:"pdfsig,omitempty"`
}

// Write makes all files, their answers and the folder of trust below a folder.
func (w *Workshop) Write(folder string) error {
	trust := filepath.Join(folder, "trust")
	if err := os.MkdirAll(trust, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(trust, "root.pem"), pkitest.PEM(w.PKI.Root.Certificate), 0o644); err != nil {
		return err
	}
	for _, c := range Attacks() {
		if err := w.write(folder, c, false); err != nil {
			return err
		}
	}
	for _, c := range Honest() {
		if err := w.write(folder, c, true); err != nil {
			return err
		}
	}
	return nil
}

func (w *Workshop) write(folder string, c Case, honest bool) error {
	file, err := c.Make(w)
	if err != nil {
		return err
	}
	name := c.FileName()
	record, err := json.MarshalIndent(Record{name + ".pdf", c.Name, honest, c.Answer, c.Pdfsig}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, name+".json"), append(record, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name+".pdf"), file, 0o644)
}
