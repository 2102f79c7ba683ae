package main

import "image/color"

// blueInk is the colour that Decree 30/2020 asks of a person's signature.
var blueInk = color.NRGBA{R: 0x1B, G: 0x3A, B: 0x9C, A: 0xFF}

// Small letters, each from where the letter before leaves off.
var (
	letterU = []point{{0.05, 0.25}, {0.32, 1.0}, {0.27, 0.3}, {0.48, 0.0}, {0.82, 0.42}, {0.98, 1.02}, {0.93, 0.3}, {1.1, 0.03}}
	letterO = []point{{0.62, 0.98}, {0.22, 0.86}, {0.1, 0.35}, {0.4, 0.0}, {0.76, 0.4}, {0.64, 0.95}, {0.74, 0.78}, {1.02, 0.85}}
	letterN = []point{{0.12, 0.98}, {0.18, 0.5}, {0.14, 0.02}, {0.3, 0.66}, {0.6, 1.0}, {0.74, 0.7}, {0.72, 0.2}, {0.9, 0.03}}
	letterG = []point{{0.75, 0.92}, {0.32, 0.92}, {0.12, 0.4}, {0.4, 0.03}, {0.72, 0.45}, {0.86, 1.0}, {0.72, 0.0}, {0.5, -1.0}, {0.15, -1.3}, {0.08, -0.95}, {0.7, -0.25}, {1.15, 0.2}}
	letterH = []point{{0.2, 0.8}, {0.5, 1.7}, {0.52, 2.3}, {0.3, 2.1}, {0.2, 1.0}, {0.1, 0.02}, {0.3, 0.66}, {0.58, 1.0}, {0.74, 0.7}, {0.72, 0.2}, {0.9, 0.03}}
	letterI = []point{{0.1, 0.4}, {0.28, 1.0}, {0.22, 0.3}, {0.4, 0.03}}
	letterA = []point{{0.75, 0.92}, {0.32, 0.92}, {0.12, 0.4}, {0.4, 0.03}, {0.72, 0.45}, {0.86, 1.0}, {0.8, 0.3}, {0.98, 0.03}}
)

// join puts letters side by side into one stroke and adds how it ends.
func join(start float64, letters [][]point, widths []float64, end ...point) []point {
	var stroke []point
	for i, letter := range letters {
		stroke = append(stroke, moved(letter, start, 0)...)
		start += widths[i]
	}
	return append(stroke, moved(end, start, 0)...)
}

func moved(points []point, x, y float64) []point {
	out := make([]point, len(points))
	for i, p := range points {
		out[i] = point{p.x + x, p.y + y}
	}
	return out
}

// drawHuong writes "Hường" with a line drawn back under it.
func drawHuong() *inkLayer {
	layer := newLayer(590, 300, blueInk)
	h := hand{size: 56, slant: 0.32, nib: 5, left: 62, base: 178}
	h.write(layer, []point{{-0.35, 1.75}, {0.0, 2.35}, {0.42, 2.4}, {0.32, 1.2}, {0.1, 0.1}, {-0.3, -0.1}, {-0.45, 0.3}})
	h.write(layer, []point{{1.75, 2.55}, {1.5, 1.6}, {1.3, 0.3}, {1.5, 0.0}, {1.85, 0.4}})
	h.write(layer, []point{{-0.4, 0.95}, {0.3, 1.32}, {0.9, 1.2}, {1.55, 1.3}, {2.1, 1.6}})
	rest := join(1.8, [][]point{letterU, letterO, letterN, letterG}, []float64{1.2, 1.12, 1.05, 1.1},
		point{0.6, 0.5}, point{1.1, 0.35}, point{0.9, -0.25}, point{-1.6, -0.62}, point{-4.4, -0.68}, point{-5.6, -0.5},
		point{-4.6, -0.42}, point{-1.0, -0.5}, point{1.7, -0.1})
	h.write(layer, rest)
	h.write(layer, []point{{2.76, 1.02}, {3.0, 1.12}, {3.02, 1.38}}) // the horn of ư
	h.write(layer, []point{{3.7, 0.98}, {3.92, 1.1}, {3.92, 1.34}})  // the horn of ơ
	h.write(layer, []point{{3.2, 1.95}, {3.42, 1.72}, {3.68, 1.55}}) // the falling tone
	return layer
}

// drawNghia writes "Nghĩa" larger and steeper, with a hook under it.
func drawNghia() *inkLayer {
	layer := newLayer(590, 310, blueInk)
	h := hand{size: 52, slant: 0.42, nib: 5.6, left: 46, base: 188}
	h.write(layer, []point{{-0.5, 0.45}, {-0.25, -0.05}, {0.15, 0.3}, {0.5, 1.7}, {0.62, 2.4}, {0.78, 1.7}, {1.15, 0.15}, {1.3, 0.0}, {1.5, 1.2}, {1.75, 2.4}, {2.3, 3.0}, {2.6, 2.75}})
	rest := join(1.75, [][]point{letterG, letterH, letterI, letterA}, []float64{1.15, 1.1, 0.6, 1.1},
		point{0.4, 0.6}, point{1.9, 1.1}, point{2.5, 0.7}, point{1.3, -0.15}, point{-1.6, -0.75}, point{-3.9, -0.95},
		point{-4.5, -0.7}, point{-3.2, -0.55}, point{0.9, -0.75})
	h.write(layer, rest)
	h.write(layer, []point{{4.0, 1.55}, {4.2, 1.85}, {4.45, 1.62}, {4.75, 1.95}}) // the tilde
	return layer
}
