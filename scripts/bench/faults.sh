#!/usr/bin/env bash
# faults.sh: what digitorus/pdfsign does to documents that an office has, and
# what vanthuctl does to the same ones; fails where vanthuctl does it too.
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
go build -tags sqlite_fts5 -o "$scratch/" ./cmd/vanthuctl ./scripts/softtoken ./scripts/bench/form
(cd scripts/bench/pdfsign && go build -o "$scratch/pdfsign" .)
go run ./testdata/attacks "$scratch/attacks" >/dev/null
cd "$scratch"
./softtoken --dir token --trust trust --pin-file pin >/dev/null
export SOFTHSM2_CONF=$scratch/token/softhsm2.conf
ours() { ./vanthuctl sign --token Demo --pin-file pin --invisible "$1" -o "$2" >/dev/null; }
theirs() { ./pdfsign sign "$@" 2>&1 || true; }
valid() { pdfsig -nocert "$1" 2>/dev/null | grep -c 'Signature is Valid' || true; }
fields() { qpdf --json=2 --json-key=acroform "$1" 2>/dev/null | grep -c '"fullname"' || true; }
failed=0
# row WHAT PDFSIGN VANTHUCTL WANTED
row() {
  printf '%-62s %-28s %s\n' "$1" "$2" "$3"
  [ "$3" = "$4" ] || { echo "  vanthuctl: wanted $4"; failed=1; }
}
row "" pdfsign vanthuctl vanthuctl

./form form.pdf
ours form.pdf once.pdf
theirs once.pdf theirs.pdf >/dev/null; ours once.pdf ours.pdf
row "valid signatures after signing a signed document again (of 2)" "$(valid theirs.pdf)" "$(valid ours.pdf)" 2

before=$(fields form.pdf)
theirs form.pdf theirs.pdf >/dev/null; ours form.pdf ours.pdf
row "form fields kept, of $before" "$(( $(fields theirs.pdf) - 1 ))" "$(( $(fields ours.pdf) - 1 ))" "$before"

theirs form.pdf theirs.pdf 'Trần Văn Nghĩa' >/dev/null
row "signer named Trần Văn Nghĩa: its own verifier" "$(./pdfsign verify theirs.pdf 2>&1 | tail -1 | cut -c1-27)" "$(./vanthuctl verify --trust trust ours.pdf >/dev/null && echo valid)" valid

forged=attacks/victims-certificate-bundled-beside-the-forgers.pdf
row "forger's own certificate, the victim's genuine one beside it" \
  "$(SSL_CERT_FILE=attacks/trust/root.pem ./pdfsign verify $forged 2>&1 | tail -1 | sed 's/pdfsign: //')" \
  "$({ ./vanthuctl verify --trust attacks/trust --json $forged || true; } | grep -q '"result":"TOTAL-PASSED"' && echo trusted || echo refused)" refused
exit $failed
