#!/bin/sh
# Rebuilds every document of testdata/documents. Dates and identifiers are fixed: with the same versions of the programs the
# files come out the same, byte for byte. Usage: testdata/documents/make/all.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(dirname "$here")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TZ=UTC LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

# need COMMAND PACKAGE: notes the Debian package of a command that is not there.
missing=
need() {
	command -v "$1" >/dev/null || missing="$missing $2"
}
need python3 python3
need soffice libreoffice-writer-nogui
need xelatex "texlive-xetex texlive-latex-recommended"
need chromium chromium
need gs ghostscript
need qpdf qpdf
need pdftoppm poppler-utils
need mutool mupdf-tools
need convert imagemagick
fc-list 2>/dev/null | grep -q LiberationSerif-Regular || missing="$missing fontconfig fonts-liberation2"
if [ -n "$missing" ]; then
	echo "These Debian packages are needed:$missing" >&2
	echo "Install them with: sudo apt-get install --no-install-recommends$missing" >&2
	exit 3
fi

# libreoffice SOURCE NAME STAMP [OPTION]: a Python source writes OpenDocument, LibreOffice prints it as a tagged PDF.
libreoffice() {
	python3 "$here/$1.py" "$work/$2.fodt" ${4:-}
	soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to \
		'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportFormFields":{"type":"boolean","value":"true"}}' \
		--outdir "$work" "$work/$2.fodt" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
	python3 "$here/fix_dates.py" "$work/$2.pdf" "$3"
}

# The document's identifier is made of the file's path, so TeX runs inside the work directory.
tex() {
	(cd "$work" && TEXINPUTS="$here:" SOURCE_DATE_EPOCH=$3 FORCE_SOURCE_DATE=1 \
		xelatex -interaction=nonstopmode -halt-on-error "-jobname=$2" "$1.tex" >"$work/log" 2>&1) || { tail -30 "$work/log" >&2; exit 1; }
}

# The sandbox needs a user namespace that containers refuse to root; the page is our own and local.
print_html() {
	chromium --headless --no-sandbox --disable-gpu "--user-data-dir=$work/chromium" --no-pdf-header-footer \
		"--print-to-pdf=$work/$2.pdf" "file://$here/$1.html" >"$work/log" 2>&1
	[ -s "$work/$2.pdf" ] || { cat "$work/log" >&2; exit 1; }
	python3 "$here/fix_dates.py" "$work/$2.pdf" "$3"
}

ghostscript() {
	gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pdfwrite -dCompatibilityLevel=1.4 -o "$work/$2.pdf" "$work/$1.pdf"
	python3 "$here/fix_dates.py" "$work/$2.pdf" "$3"
}

libreoffice ke_hoach_153 153-KH-UBND-ke-hoach-ung-dung-cntt-2019 20181116010000
tex quyet_dinh_215 215-QD-UBND-quyet-dinh-quy-che 1770080400
print_html cong_van_12 12-UBND-VX-cong-van-chu-ky-so 20260108010000
libreoffice giay_moi_07 giay-moi-libreoffice 20261120010000
ghostscript giay-moi-libreoffice 07-GM-SNV-giay-moi-hop 20261120010000
rm "$work/giay-moi-libreoffice.pdf"
libreoffice quyet_dinh_chua_so chua-so-quyet-dinh 20261123010000
libreoffice quyet_dinh_chua_so chua-so-quyet-dinh-bieu-mau 20261123010000 --form
"$here/scan.sh" "$work/12-UBND-VX-cong-van-chu-ky-so.pdf" "$work/12-UBND-VX-cong-van-ban-quet.pdf"
"$here/variants.sh" "$work" "$work/chromium"
"$here/check.sh" "$work"

mkdir -p "$out/variants"
cp "$work"/*.pdf "$out/"
cp "$work"/variants/*.pdf "$out/variants/"
echo "$(ls "$out"/*.pdf "$out"/variants/*.pdf | wc -l) documents are in $out"
