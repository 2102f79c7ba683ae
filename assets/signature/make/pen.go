package main

import "math"

// point is a place on paper in heights of a small letter: x to the right, y up
// from the line that is written on.
type point struct{ x, y float64 }

// hand is how a person writes.
type hand struct {
	size  float64 // of a small letter, in pixels
	slant float64 // to the right, for each height
	nib   float64 // mean width of the line, in pixels
	left  float64 // where x = 0 is, in pixels
	base  float64 // where y = 0 is, in pixels
}

func (h hand) place(p point) point {
	return point{h.left + (p.x+h.slant*p.y)*h.size, h.base - p.y*h.size}
}

// write draws one stroke: a smooth curve through the points. Going down presses
// harder than going up, and the pen is lifted at both ends.
func (h hand) write(layer *inkLayer, points []point) {
	path := smooth(points)
	width := h.nib * 0.3
	for i := 1; i < len(path); i++ {
		a, b := h.place(path[i-1]), h.place(path[i])
		length := math.Hypot(b.x-a.x, b.y-a.y)
		if length == 0 {
			continue
		}
		wanted := h.nib * (0.72 + 0.55*math.Max(0, (b.y-a.y)/length))
		if left := len(path) - i; left < liftedSamples {
			wanted *= 0.35 + 0.65*float64(left)/liftedSamples
		}
		width += (wanted - width) * math.Min(1, length/(3*h.nib))
		stamp(layer, b, width/2)
	}
}

// Samples of the curve between two points, and those at which the pen lifts.
const (
	samplesPerPart = 160
	liftedSamples  = 120
)

// stamp is a round spot with a soft edge of one pixel.
func stamp(layer *inkLayer, at point, radius float64) {
	for y := int(at.y - radius - 1); y <= int(at.y+radius+1); y++ {
		for x := int(at.x - radius - 1); x <= int(at.x+radius+1); x++ {
			distance := math.Hypot(float64(x)+0.5-at.x, float64(y)+0.5-at.y)
			layer.blot(x, y, radius-distance+0.5)
		}
	}
}

// smooth samples a centripetal Catmull-Rom curve, which neither overshoots nor
// makes loops of its own.
func smooth(p []point) []point {
	before := point{2*p[0].x - p[1].x, 2*p[0].y - p[1].y}
	n := len(p)
	after := point{2*p[n-1].x - p[n-2].x, 2*p[n-1].y - p[n-2].y}
	p = append(append([]point{before}, p...), after)
	var path []point
	for i := 1; i+2 < len(p); i++ {
		for s := range samplesPerPart {
			path = append(path, between(p[i-1:i+3], float64(s)/samplesPerPart))
		}
	}
	return append(path, p[len(p)-2])
}

// between gives the curve at u from 0 to 1 between the middle two of four points.
func between(p []point, u float64) point {
	var knot [4]float64
	for i := 1; i < 4; i++ {
		knot[i] = knot[i-1] + math.Sqrt(math.Hypot(p[i].x-p[i-1].x, p[i].y-p[i-1].y)) + 1e-6
	}
	t := knot[1] + u*(knot[2]-knot[1])
	level := append([]point{}, p...)
	for width := 1; width < 4; width++ {
		for i := 0; i+width < 4; i++ {
			from, to := knot[i], knot[i+width]
			if width == 3 {
				from, to = knot[1], knot[2]
			}
			level[i] = mix(level[i], level[i+1], (t-from)/(to-from))
		}
	}
	return level[0]
}

func mix(a, b point, share float64) point {
	return point{a.x + (b.x-a.x)*share, a.y + (b.y-a.y)*share}
}
