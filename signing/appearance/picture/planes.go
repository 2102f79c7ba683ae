package picture

import "image"

// planes parts an image into its colours (one byte a pixel if all are grey,
// else three) and its opacity; alpha is nil for an opaque image. Pixels that
// cannot be seen take the colour of their left neighbour: it compresses better,
// and a reader that smooths the picture finds no foreign colour at the edges.
func planes(img *image.NRGBA) (colour, alpha []byte) {
	n := img.Rect.Dx() * img.Rect.Dy()
	colour, alpha = make([]byte, 0, 3*n), make([]byte, 0, n)
	grey, opaque := true, true
	hidden := firstVisible(img)
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		row := img.Pix[img.PixOffset(img.Rect.Min.X, y):][:4*img.Rect.Dx()]
		for ; len(row) > 0; row = row[4:] {
			if row[3] > 0 {
				hidden = [3]byte(row[:3])
			}
			colour = append(colour, hidden[:]...)
			alpha = append(alpha, row[3])
			grey = grey && hidden[0] == hidden[1] && hidden[1] == hidden[2]
			opaque = opaque && row[3] == 0xFF
		}
	}
	if grey {
		colour = everyThird(colour)
	}
	if opaque {
		alpha = nil
	}
	return colour, alpha
}

// firstVisible is the colour of the first pixel that is not wholly transparent.
func firstVisible(img *image.NRGBA) [3]byte {
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		row := img.Pix[img.PixOffset(img.Rect.Min.X, y):][:4*img.Rect.Dx()]
		for ; len(row) > 0; row = row[4:] {
			if row[3] > 0 {
				return [3]byte(row[:3])
			}
		}
	}
	return [3]byte{}
}

func everyThird(samples []byte) []byte {
	for i := range len(samples) / 3 {
		samples[i] = samples[3*i]
	}
	return samples[:len(samples)/3]
}
