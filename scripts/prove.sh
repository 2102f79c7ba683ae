#!/usr/bin/env bash
# Runs every fuzz target for FUZZTIME (default 60s); fails on the first crash. Then the long forms of tests.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${FUZZTIME:-60s}
count=0
while IFS=: read -r file target; do
  package=./$(dirname "$file")
  echo "fuzzing $package $target for $time"
  go test -tags sqlite_fts5 -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 1x "$package"
  count=$((count + 1))
done < <(git grep -oE 'func (Fuzz[A-Za-z0-9]+)' -- '*_test.go' | sed -E 's/:func /:/')
echo "cutting each document short in 100 places"
go test -tags sqlite_fts5 -count 1 -run TestCutDocuments ./signing/pades -cuts 100
echo "make prove: $count fuzz targets, $time each, no crash."
