#!/usr/bin/env bash
# memory.sh: what vanthuctl holds in memory while it signs 1,000 documents
# (BENCH_DOCUMENTS) of one folder, sampled from /proc when 100, 200 … are signed.
# Fails where it grows by more than 10 MB from 100 to the end.
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${BENCH_DOCUMENTS:-1000}
scratch=$(mktemp -d -p "${BENCH_DIR:-/tmp}")
trap 'rm -rf "$scratch"' EXIT
go build -tags sqlite_fts5 -o "$scratch/" ./cmd/vanthuctl ./scripts/softtoken
"$scratch/softtoken" --dir "$scratch/token" --trust "$scratch/trust" --pin-file "$scratch/pin" >/dev/null
export SOFTHSM2_CONF=$scratch/token/softhsm2.conf
mkdir "$scratch/in"
for i in $(seq "$count"); do cp testdata/documents/07-GM-SNV-giay-moi-hop.pdf "$scratch/in/$(printf %05d "$i").pdf"; done
"$scratch/vanthuctl" sign "$scratch/in" --out-dir "$scratch/out" --home "$scratch/home" --token Demo --pin-file "$scratch/pin" >"$scratch/said" 2>&1 &
pid=$!
first= last=0 next=100
while kill -0 "$pid" 2>/dev/null; do
  signed=$(grep -c → "$scratch/said" || true)
  rss=$(awk '/^VmRSS/ { print $2 }' "/proc/$pid/status" 2>/dev/null || true)
  if [ -n "$rss" ] && [ "$signed" -ge "$next" ]; then
    echo "$signed documents: $((rss / 1024)) MB"
    first=${first:-$rss} last=$rss next=$((signed - signed % 100 + 100))
  fi
  sleep 0.02
done
wait "$pid"
echo "from 100 to $count documents: $(((last - first) / 1024)) MB more"
[ $((last - first)) -le 10240 ]
