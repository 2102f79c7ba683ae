#!/bin/sh
# Makes the same documents again with other inner structures, small and repeatable. Usage: variants.sh DOCUMENTS-DIR WORK-DIR
set -eu
here=$(dirname "$0")
from=$1
work=$2
out=$from/variants
mkdir -p "$out"
letter=$from/12-UBND-VX-cong-van-chu-ky-so.pdf

qpdf --deterministic-id --linearize "$letter" "$out/cong-van-linearised.pdf"
qpdf --deterministic-id --object-streams=generate "$letter" "$out/cong-van-object-streams.pdf"
qpdf --deterministic-id --object-streams=disable "$from/215-QD-UBND-quyet-dinh-quy-che.pdf" "$out/quyet-dinh-xref-table.pdf"
# Reading needs no password, changing needs the owner's: an office's "locked" file. Only static identifiers make it repeatable.
qpdf --static-id --static-aes-iv --encrypt "" mau 128 --use-aes=y --modify=none -- "$letter" "$out/cong-van-locked.pdf"
qpdf --deterministic-id --object-streams=disable "$from/chua-so-quyet-dinh.pdf" "$work/plain.pdf"
python3 "$here/hybrid.py" "$work/plain.pdf" "$out/quyet-dinh-hybrid.pdf"
