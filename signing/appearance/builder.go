package appearance

import (
	"github.com/vanthu/vanthu/internal/fault"
)

// builder turns rows into blocks with the content's values.
type builder struct {
	content Content
	faces   faces
	style   Style
	visible bool // something beside lines was found
}

func (b *builder) stack(rows []Row) (stack, error) {
	var blocks stack
	for _, row := range rows {
		made, err := b.block(row)
		if err != nil {
			return nil, err
		}
		if made != nil {
			blocks = append(blocks, made)
		}
	}
	return blocks, nil
}

// block is nil for a row that has nothing to show.
func (b *builder) block(row Row) (block, error) {
	switch {
	case row.Line != nil:
		return lineBlock{*row.Line}, nil
	case row.Picture != "":
		return b.picture(row)
	case len(row.Columns) > 0:
		return b.columns(row)
	}
	return b.text(row)
}

func (b *builder) text(row Row) (block, error) {
	style := b.style
	if row.Style != nil {
		style = row.Style.over(style)
	}
	text, err := b.content.fill(row)
	if err != nil || text == "" {
		return nil, err
	}
	face, err := b.faces.use(style, text)
	if err != nil {
		return nil, err
	}
	b.visible = true
	return &textBlock{text: text, style: style, face: face, padding: points(b.content.Profile.PaddingMM), grow: row.Grow}, nil
}

func (b *builder) picture(row Row) (block, error) {
	image := b.content.Images[row.Picture]
	if image.Picture == nil {
		if row.Required {
			return nil, fault.New(ErrPictureMissing, fault.Args{"name": row.Picture}, nil)
		}
		return nil, nil
	}
	b.visible = true
	p := pictureBlock{image: image.Picture, padding: points(b.content.Profile.PaddingMM), minHeight: points(row.MinHeightMM)}
	if !row.TrueSize {
		return p, nil
	}
	width, known := image.WidthMM, image.WidthMM > 0
	if !known {
		width, known = image.Picture.TrueWidth()
	}
	if !known || width > maxLengthMM {
		return nil, fault.New(ErrSealSizeUnknown, nil, nil)
	}
	p.trueSize = Size{points(width), points(width) * float64(p.image.Height) / float64(p.image.Width)}
	return p, nil
}

func (b *builder) columns(row Row) (block, error) {
	made := columnsBlock{divider: row.Divider, grow: row.Grow}
	total := 0.0
	for _, column := range row.Columns {
		total += column.Share
	}
	for _, column := range row.Columns {
		inner, err := b.stack(column.Rows)
		if err != nil {
			return nil, err
		}
		made.parts = append(made.parts, columnPart{column.Share / total, inner})
	}
	return made, nil
}
