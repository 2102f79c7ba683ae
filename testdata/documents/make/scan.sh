#!/bin/sh
# Turns a letter into the scan of its signed and stamped paper: colour, 200 dpi, a little askew and noisy, always the same.
# The ink and the stamp are drawn here and are nobody's; the stamp says MẪU (sample). Usage: scan.sh LETTER.pdf OUT.pdf
set -eu
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
export MAGICK_THREAD_LIMIT=1

# paper PAGE DEGREES: scanner light, skew, blur and grain over the page image.
paper() {
	convert "$work/$1.png" -colorspace sRGB -type TrueColor -background white -rotate "$2" -gravity center -extent "$(identify -format '%wx%h' "$work/$1.png")" +repage \
		\( +clone -fill '#f6f3ea' -colorize 100 \) -compose multiply -composite -blur 0x0.6 \
		-seed 30 -attenuate 0.22 +noise Gaussian -type TrueColor -strip -units PixelsPerInch -density 200 -sampling-factor 2x2 -quality 42 "$work/$1.jpg"
}

pdftoppm -r 200 -png "$1" "$work/p"
mv "$work/p-1.png" "$work/1.png"
# On page 2 the signature stands under "PHÓ CHỦ TỊCH" and the stamp covers a third of it on its left; 7.874 pixels are a millimetre.
convert "$work/p-2.png" -fill none -stroke '#1d3fa8' -strokewidth 5 \
	-draw "path 'M 985,985 C 1010,900 1060,880 1065,940 C 1070,1010 1010,1060 1040,980 C 1070,910 1120,900 1110,960 C 1105,1000 1150,960 1165,930 C 1185,900 1195,985 1225,945 C 1250,910 1265,990 1300,940 C 1330,905 1400,930 1370,965 C 1300,1040 1080,1030 1000,1050'" \
	-stroke '#d21f26' -strokewidth 6 -draw "circle 935,965 935,825" -strokewidth 3 -draw "circle 935,965 935,845" \
	-stroke none -fill '#d21f26' -font Liberation-Serif-Bold -pointsize 64 -draw "text 863,986 'MẪU'" "$work/2.png"
# The landscape sheet went through the feeder upright; the file says how to turn it.
convert "$work/p-3.png" -rotate 90 +repage "PNG24:$work/3.png"
paper 1 0.35
paper 2 -0.3
paper 3 0.2
python3 "$here/images_to_pdf.py" "$2" 200 "D:20260109023000Z" "$work/1.jpg" "$work/2.jpg" "$work/3.jpg:270"
