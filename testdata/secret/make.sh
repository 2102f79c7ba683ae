#!/bin/sh
# Makes the documents of testdata/secret from document.html. It needs chromium and python3; dates and identifiers are fixed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# print NAME MARK SUBJECT
print() {
	sed -e "s/@MARK@/$2/" -e "s/@SUBJECT@/$3/" "$here/document.html" >"$here/.$1.html"
	chromium --headless --no-sandbox --disable-gpu "--user-data-dir=$work/chromium" --no-pdf-header-footer \
		"--print-to-pdf=$work/$1.pdf" "file://$here/.$1.html" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
	rm "$here/.$1.html"
	python3 "$here/../documents/make/fix_dates.py" "$work/$1.pdf" 20261124010000
	cp "$work/$1.pdf" "$here/"
}

print mat "MẬT" "kiểm tra"
print toi-mat "TỐI MẬT" "kiểm tra"
print tuyet-mat "TUYỆT MẬT" "kiểm tra"
print noi-ve-bao-mat "" "bảo mật, bảo vệ bí mật nhà nước"
