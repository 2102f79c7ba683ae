#!/usr/bin/env bash
# The main job from end to end, on real programs: sign with a token, seal, send,
# carry, receive, check, register, and see it arrived. Everything it makes is in
# .demo, which each run makes anew. DEMO_PDF=file adds a document of yours.
set -euo pipefail
cd "$(dirname "$0")/.."
demo=$PWD/.demo bin=$PWD/bin
step() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
value() { python3 -c 'import json,sys; v=json.loads(sys.stdin.readline()); [v:=v[int(k) if k.isdigit() else k] for k in sys.argv[1].split(".")]; print(v)' "$1"; }

rm -rf "$demo" && mkdir -p "$demo/out"
step "Token: khóa của lãnh đạo và của cơ quan, do CA thử nghiệm cấp / a leader's and an agency's key under a demo CA"
go run -tags sqlite_fts5 ./scripts/softtoken --dir "$demo/token" --trust "$demo/trust" --pin-file "$demo/pin"
export SOFTHSM2_CONF=$demo/token/softhsm2.conf
"$bin/vanthuctl" token list

step "Máy chủ văn phòng điện tử / central e-office"
central() { "$bin/vanthu-central" "$@" --data "$demo/central"; }
printf 'mau-khau-demo-2026' >"$demo/password"
central agency add H37.01 "Ủy ban nhân dân tỉnh Mẫu"
central agency add H37.02 "Sở Thông tin và Truyền thông tỉnh Mẫu"
central user add vt.ubnd --agency H37.01 --role clerk --full-name "Trần Văn Nghĩa" --password-file "$demo/password"
central user add vt.stttt --agency H37.02 --role clerk --full-name "Lý Thị Mẫn" --password-file "$demo/password"
"$bin/vanthu-central" serve --data "$demo/central" --listen 127.0.0.1:0 >"$demo/central.log" 2>&1 &
server=$!
finish() {
  local status=$?
  kill $server 2>/dev/null || true
  wait $server 2>/dev/null || true
  [ $status -eq 0 ] || echo "make demo: ended with status $status; the lines above say at what."
}
trap finish EXIT
for _ in $(seq 100); do grep -q 'https://' "$demo/central.log" && break; sleep 0.1; done
url=$(grep -om1 'https://[0-9.:]*' "$demo/central.log") || { cat "$demo/central.log"; echo "make demo: the server did not start."; exit 1; }
echo "$url"

sender() { "$bin/vanthuctl" "$@" --home "$demo/nơi gửi"; }
recipient() { "$bin/vanthuctl" "$@" --home "$demo/nơi nhận"; }
sender login --server "$url" --ca "$demo/central/tls/ca.pem" --user vt.ubnd --password-file "$demo/password"
recipient login --server "$url" --ca "$demo/central/tls/ca.pem" --user vt.stttt --password-file "$demo/password"
sender sync >/dev/null && recipient sync >/dev/null
echo "CA thử nghiệm là gốc tin cậy của hai nơi / both trust the demo CA:"
sender trust add "$demo/trust/"* && recipient trust add "$demo/trust/"* >/dev/null

# deliver FILE CODE DATE SUBJECT [PLACE...]: signs, seals, sends and receives one
# document under the code it bears; sets $document (at the sender), $arrival and
# $received.
deliver() {
  local name signed sealed
  name=$(basename "$1" .pdf) signed=$demo/out/$name.da-ky.pdf sealed=$demo/out/$name.da-dong-dau.pdf received=$demo/out/$name.nhan-duoc.pdf
  step "$2  $(basename "$1")"
  sender sign "$1" -o "$signed" --token Demo --pin-file "$demo/pin" --image assets/signature/nguyen-thi-huong.png "${@:5}"
  sender sign "$signed" -o "$sealed" --token Demo --pin-file "$demo/pin" --as agency --image assets/signature/con-dau-ubnd-tinh-mau.png
  document=$(sender send "$sealed" --to H37.02 --code "$2" --date "$3" --subject "$4" --signer "Nguyễn Thị Hường" --json | value document)
  sender sync
  recipient sync
  arrival=$(recipient inbox --find "$2" --limit 1 --json | value id)
  recipient inbox save "$arrival" -o "$received"
  cmp "$sealed" "$received"
  recipient verify "$received"
  judge "$received"
}

# job FILE CODE DATE SUBJECT [PLACE...]: one document, all the way.
job() {
  deliver "$@"
  recipient register accept "$arrival" --assign-to "Phòng Công nghệ thông tin"
  recipient sync
  sender sync
  echo "Nơi nhận / received: $(recipient inbox --find "$2" --limit 1 --json | value info.code)"
  echo "Nơi gửi thấy / the sender sees:"
  sender status "$document"
  jobs=$((jobs + 1))
}
jobs=0

# judge FILE: what a foreign verifier says; every signature must be valid and
# the last one must cover the whole file. Status 9 when it does not agree.
judge() {
  local said valid all
  said=$(pdfsig -nocert "$1")
  all=$(grep -c '^Signature #' <<<"$said") valid=$(grep -c 'Signature is Valid' <<<"$said")
  echo "pdfsig: $valid / $all signatures valid, the last: $(grep -o 'Total document signed' <<<"$said" | tail -1)"
  [ "$all" -ge 2 ] && [ "$all" -eq "$valid" ] && grep -q 'Total document signed' <<<"$said" || return 9
}

# yours FILE: the same with a document of yours, under the code and date it bears,
# else under ones of the demo. A refusal is an answer too: $yours tells it.
yours() {
  local said code date subject status
  said=$(sender read "$1" --json) || said='{}'
  read -r code date subject < <(python3 -c 'import json,sys; d=json.loads(sys.argv[1]); print(d.get("code") or "-", d.get("date") or "-", d.get("subject") or "")' "$said")
  [ "$date" != - ] || date=$(date +%F)
  [ "$code" != - ] || { code=99/UBND-VP; echo "Văn bản không có số, ký hiệu đọc được; đi dưới số $code. / No code could be read; it goes as $code."; }
  set +e
  (set -e; job "$1" "$code" "$date" "${subject:-Văn bản của bạn / your document: $(basename "$1")}") 2> >(tee "$demo/refusal" >&2)
  status=$?
  set -e
  case $status in
  0) jobs=$((jobs + 1)) yours="Văn bản của bạn đi hết đường dưới số $code. / Your document went all the way as $code." ;;
  1 | 3) yours="Văn bản của bạn không đi được / your document was refused: $(grep -v "^!" "$demo/refusal" | head -1)" ;;
  *) echo "make demo: FAILED on your document $1 (status $status)."; exit "$status" ;;
  esac
}

documents=testdata/documents
job $documents/153-KH-UBND-ke-hoach-ung-dung-cntt-2019.pdf 153/KH-UBND 16/11/2018 \
  "Ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước năm 2019" --page 7 --at 128.5,114,50,26
job $documents/07-GM-SNV-giay-moi-hop.pdf 07/GM-SNV 20/11/2026 \
  "Họp triển khai đăng ký, ký số và phát hành văn bản điện tử trên hệ thống mới" --page 1 --at 128.5,202,50,27
job $documents/12-UBND-VX-cong-van-ban-quet.pdf 12/UBND-VX 08/01/2026 \
  "V/v đánh giá kết quả gửi, nhận văn bản điện tử và sử dụng chữ ký số" --page 2 --at 128.5,112.5,50,26
deliver $documents/215-QD-UBND-quyet-dinh-quy-che.pdf 215/QĐ-UBND 03/02/2026 \
  "Ban hành Quy chế tiếp nhận, xử lý, phát hành văn bản điện tử của Ủy ban nhân dân tỉnh Mẫu" --page 2 --at 128.5,58,50,28
echo "Để lại cho bạn vào sổ trong cửa sổ. / Left for you to register in the window."
yours=
[ -z "${DEMO_PDF:-}" ] || yours "$DEMO_PDF"
mkdir -p "$demo/nơi gửi/images"
cp assets/signature/nguyen-thi-huong.png "$demo/nơi gửi/images/person.png"
cp assets/signature/con-dau-ubnd-tinh-mau.png "$demo/nơi gửi/images/agency.png"

step "Xong / done"
central_command="SOFTHSM2_CONF='$SOFTHSM2_CONF' '$bin/vanthu-central' serve --data '$demo/central' --listen '${url#https://}'"
window_command="LANG=vi_VN.UTF-8 SOFTHSM2_CONF='$SOFTHSM2_CONF' '$bin/vanthu' --home '$demo/nơi nhận'"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${DEMO_NO_WINDOW:-}" ]; then
  echo "Cửa sổ của nơi nhận đang mở; đóng cửa sổ là máy chủ dừng. / The recipient's window opens; closing it stops the server."
  LANG=vi_VN.UTF-8 "$bin/vanthu" --home "$demo/nơi nhận"
else
  echo "Không có màn hình, máy chủ dừng ở đây. / No display: the server stops here. To start both:"
  echo "  $central_command &"
  echo "  $window_command"
fi
[ -z "$yours" ] || echo "$yours"
echo "make demo: $jobs documents signed, sealed, sent, received, checked and registered. PIN $(cat "$demo/pin"), mật khẩu / password $(cat "$demo/password")"
