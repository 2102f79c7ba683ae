package appearance

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"regexp"
	"strconv"

	"github.com/vanthu/vanthu/assets"
	"github.com/vanthu/vanthu/internal/fault"
)

// Profile says how a kind of signature looks: rows from top to bottom. It is
// data, kept as JSON (assets/templates), which an agency may edit.
type Profile struct {
	ID        string            `json:"id"`
	Name      map[string]string `json:"name"` // by language: vi, en
	Box       BoxRule           `json:"box"`
	Place     *Place            `json:"place,omitempty"`
	PaddingMM float64           `json:"padding_mm,omitempty"` // around each text and image
	Border    *Stroke           `json:"border,omitempty"`
	Style     Style             `json:"style"`
	Rows      []Row             `json:"rows"`
}

// BoxRule gives the size of the box; 0 means: as the content needs.
type BoxRule struct {
	WidthMM    float64 `json:"width_mm,omitempty"`
	HeightMM   float64 `json:"height_mm,omitempty"`
	MaxWidthMM float64 `json:"max_width_mm,omitempty"` // of a derived width
}

// Style is how text looks. In a row, what is not set comes from the profile.
type Style struct {
	SizePt    float64 `json:"size_pt,omitempty"`
	MinSizePt float64 `json:"min_size_pt,omitempty"` // text shrinks to this, not below
	Leading   float64 `json:"leading,omitempty"`     // from line to line, in font sizes
	Align     Align   `json:"align,omitempty"`
	Colour    Colour  `json:"colour,omitempty"`
	Bold      bool    `json:"bold,omitempty"`
	Italic    bool    `json:"italic,omitempty"`
}

// Align is where lines stand in their box.
type Align string

// The alignments.
const (
	Left   Align = "left"
	Centre Align = "centre"
	Right  Align = "right"
)

// Stroke is a line's look.
type Stroke struct {
	WidthPt float64 `json:"width_pt"`
	Colour  Colour  `json:"colour"`
}

// Row is one thing: Text, Picture, Columns or Line.
type Row struct {
	Text      string    `json:"text,omitempty"` // with {placeholders}
	WhenEmpty WhenEmpty `json:"when_empty,omitempty"`
	Style     *Style    `json:"style,omitempty"`

	Picture     string  `json:"picture,omitempty"` // the name of an image
	TrueSize    bool    `json:"true_size,omitempty"`
	MinHeightMM float64 `json:"min_height_mm,omitempty"`
	Required    bool    `json:"required,omitempty"`

	Columns []Column `json:"columns,omitempty"`
	Divider *Stroke  `json:"divider,omitempty"` // between columns

	Line *Stroke `json:"line,omitempty"` // across the whole width

	Grow bool `json:"grow,omitempty"` // takes a share of the height left over
}

// Column is a part of a row, as wide as its share among its neighbours' shares.
type Column struct {
	Share float64 `json:"share"`
	Rows  []Row   `json:"rows"`
}

// WhenEmpty says what becomes of a text some of whose values are not given.
type WhenEmpty string

// Drop leaves the text out (what is done when nothing is said), Keep shows what
// there is, Fail gives ErrValueMissing.
const (
	Drop WhenEmpty = "drop"
	Keep WhenEmpty = "keep"
	Fail WhenEmpty = "fail"
)

// maxProfileBytes bounds a profile; the ones we ship have about 1 kB.
const maxProfileBytes = 1 << 20

// ParseProfile reads and checks a profile. Unknown keys are refused: a typing
// error must not silently change how a signature looks.
func ParseProfile(data []byte) (Profile, error) {
	var p Profile
	if len(data) > maxProfileBytes {
		return p, invalid("size")
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&p); err != nil {
		return p, fault.New(ErrProfileInvalid, fault.Args{"part": err.Error()}, err) // names the key or the byte
	}
	if _, err := decoder.Token(); err != io.EOF {
		return p, invalid("JSON")
	}
	return p, p.check()
}

var profileID = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,31}$`)

// BuiltIn gives a profile that is part of the program: person, agency, copy,
// appendix, incoming, initial.
func BuiltIn(id string) (Profile, error) {
	if !profileID.MatchString(id) {
		return Profile{}, invalid("id " + strconv.Quote(id))
	}
	data, err := fs.ReadFile(assets.FS, "templates/"+id+".json")
	if err != nil {
		return Profile{}, fault.New(ErrProfileInvalid, fault.Args{"part": "id " + id}, err)
	}
	return ParseProfile(data)
}

func invalid(part string) error {
	return fault.New(ErrProfileInvalid, fault.Args{"part": part}, nil)
}
