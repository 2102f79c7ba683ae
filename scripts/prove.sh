#!/usr/bin/env bash
# The proofs that are too slow for every run: every fuzz target for FUZZTIME
# (60s), trouble at every write of every command, files beyond 4 GiB. Fails on
# the first crash. FUZZ=pattern picks targets ("signing/pdf").
set -euo pipefail
cd "$(dirname "$0")/.."
time=${FUZZTIME:-60s}
export GOMEMLIMIT=${GOMEMLIMIT:-2GiB}
CRASH=all go test -tags sqlite_fts5 -count 1 -timeout 60m ./internal/e2e/crash/
echo "pulling the token during document 120 of 300"
go test -tags sqlite_fts5 -count 1 -timeout 30m -run TestTokenIsPulled ./internal/e2e -documents 300 -pulled-at 120
echo "memory while 1,000 documents are signed"
scripts/bench/memory.sh
BENCH_LARGE=1 scripts/bench/run.sh
count=0
while IFS=: read -r file target; do
  package=./$(dirname "$file")
  echo "fuzzing $package $target for $time"
  go test -tags sqlite_fts5 -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 1x "$package"
  count=$((count + 1))
done < <(git grep -oE 'func (Fuzz[A-Za-z0-9]+)' -- '*_test.go' | sed -E 's/:func /:/' | grep -E "${FUZZ:-.}")
echo "cutting each document short in 100 places"
go test -tags sqlite_fts5 -count 1 -run TestCutDocuments ./signing/pades -cuts 100
echo "reading the foreign documents, where they are there, with both readers"
go test -tags sqlite_fts5 -count 1 -timeout 60m -run TestOwnReaderAgreesWithPDFium ./cmd/internal/workplace -every 1
echo "make prove: $count fuzz targets, $time each, no crash."
