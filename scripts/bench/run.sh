#!/usr/bin/env bash
# run.sh: time and peak memory of signing and verifying one large PDF, beside the
# physical limit (one copy, one sync, one hash) and beside pdfsign and pdfsig.
# Size: BENCH_MB megabytes (400). Runs side by side: BENCH_RUNS (5). Folder for
# three files of that size: BENCH_DIR (a new one under /tmp). BENCH_LARGE=1 proves
# files beyond 4 GiB and files of a million objects instead.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d -p "${BENCH_DIR:-/tmp}")
trap 'rm -rf "$scratch"' EXIT
go build -tags sqlite_fts5 -o "$scratch/" ./cmd/vanthuctl ./scripts/softtoken ./scripts/bench
(cd scripts/bench/pdfsign && go build -o "$scratch/digitorus-pdfsign" .)
"$scratch/softtoken" --dir "$scratch/token" --trust "$scratch/trust" --pin-file "$scratch/pin" >/dev/null
export SOFTHSM2_CONF=$scratch/token/softhsm2.conf
if [ -n "${BENCH_LARGE:-}" ]; then
  "$scratch/bench" --dir "$scratch" --large
  exit
fi
"$scratch/bench" --dir "$scratch" --mb "${BENCH_MB:-400}" --runs "${BENCH_RUNS:-5}"
