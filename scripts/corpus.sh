#!/usr/bin/env bash
# corpus.sh CORPUS GATE: signs every PDF of a folder with vanthuctl and a soft
# token's key, invisible and visible, and lets foreign tools judge the results;
# then has our own verifier judge what was signed twice.
# Share of good results wanted: CORPUS_MIN percent (99.5); every CORPUS_EVERY-th file (1).
set -euo pipefail
corpus=$1 gate=$2
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
go build -tags sqlite_fts5 -o "$scratch/" ./cmd/vanthuctl ./scripts/softtoken
"$scratch/softtoken" --dir "$scratch/token" --pin-file "$scratch/pin" >/dev/null
export SOFTHSM2_CONF=$scratch/token/softhsm2.conf
judge() { python3 "$gate" --corpus "$corpus" --min "${CORPUS_MIN:-99.5}" --every "${CORPUS_EVERY:-1}" --sign "$scratch/vanthuctl sign --token Demo --pin-file $scratch/pin {in} -o {out} $*"; }
judge --invisible
judge --page 1 --at 120,230,50,26 --image assets/signature/nguyen-thi-huong.png
go test ./signing/verify -count=1 -run TestForeignFilesSignedTwice -corpus "$(cd "$corpus" && pwd)"
