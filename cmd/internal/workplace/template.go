package workplace

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/appearance"
)

// templateFolder of a workplace holds the agency's own templates, named after
// the roles: HOME/templates/agency.json.
const templateFolder = "templates"

// ErrTemplate: the file {file} is no template that can be used; {part} is what is
// wrong in it.
var ErrTemplate = fault.Define("workplace.template")

// maxTemplate is far more than any template has, in bytes.
const maxTemplate = 1 << 20

// ReadTemplate reads how a signature looks from a file.
func ReadTemplate(path string) (*appearance.Profile, error) {
	file, err := open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxTemplate+1))
	if err != nil {
		return nil, fault.New(ErrFileUnreadable, fault.Args{"file": path}, err)
	}
	profile, err := appearance.ParseProfile(data)
	if err != nil {
		_, args, _ := fault.Of(err)
		return nil, fault.New(ErrTemplate, fault.Args{"file": path, "part": args["part"]}, err)
	}
	return &profile, nil
}

// OwnTemplate is what a workplace keeps for a role; nil where it keeps none.
func OwnTemplate(home string, role signature.Role) (*appearance.Profile, error) {
	path := filepath.Join(home, templateFolder, string(role)+".json")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return ReadTemplate(path)
}
