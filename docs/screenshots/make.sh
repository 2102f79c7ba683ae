#!/usr/bin/env bash
# Takes the pictures of docs/screenshots: the real program under Xvfb, on a real
# central e-office and a SoftHSM token, driven by keyboard and mouse through the
# whole main job; then states from the gallery that are hard to come by. Needs
# the programs in bin/ (make build). DIR=... writes elsewhere.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${DIR:-docs/screenshots}
bin=$PWD/bin work=$(mktemp -d) processes=()
cleanup() {
  for p in "${processes[@]}"; do kill "$p" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT
mkdir -p "$out"

DISPLAY= WAYLAND_DISPLAY= scripts/demo.sh >"$work/demo.log" 2>&1 || { tail -20 "$work/demo.log"; exit 1; }
demo=$PWD/.demo
export SOFTHSM2_CONF=$demo/token/softhsm2.conf
password=$(cat "$demo/password") pin=$(cat "$demo/pin")
url=$(grep -om1 'https://[0-9.:]*' "$demo/central.log")
"$bin/vanthu-central" user add ld.ubnd --data "$demo/central" --agency H37.01 --role leader --full-name "Nguyễn Thị Hường" --password-file "$demo/password" >/dev/null
"$bin/vanthu-central" serve --data "$demo/central" --listen "${url#https://}" >"$work/central.log" 2>&1 & processes+=($!)
mkdir -p "$demo/lãnh đạo"
cp -r "$demo/trust" "$demo/nơi gửi/images" "$demo/lãnh đạo/"

# A display of our own.
display=90
while [ -e "/tmp/.X11-unix/X$display" ]; do display=$((display + 1)); done
export DISPLAY=:$display FYNE_THEME=light
Xvfb "$DISPLAY" -screen 0 1280x800x24 >/dev/null 2>&1 & processes+=($!)
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
openbox >/dev/null 2>&1 & processes+=($!)

window() {
  "$bin/vanthu" "$@" >>"$work/window.log" 2>&1 & program=$!
  processes+=("$program")
  for _ in $(seq 100); do # an empty screen has one colour
    [ "$(import -window root "$work/empty.png" && identify -format %k "$work/empty.png")" -gt 50 ] && break
    sleep 0.3
  done
  settle
}
close() { kill "$program"; wait "$program" 2>/dev/null || true; }
# settle waits until two pictures in a row are the same, for 15 s at most.
settle() {
  sleep 1
  import -window root "$work/before.png"
  for _ in $(seq 15); do
    sleep 0.7
    import -window root "$work/after.png"
    [ "$(compare -metric AE "$work/before.png" "$work/after.png" null: 2>&1 || true)" = 0 ] && return
    mv "$work/after.png" "$work/before.png"
  done
}
shrink() { convert "$1" +dither -colors 96 -define png:compression-level=9 -strip "$2"; }
shot() { settle; import -window root "$work/shot.png"; shrink "$work/shot.png" "$out/$1.png"; echo "$out/$1.png"; }
key() { xdotool key "$@"; settle; }
paste() { printf '%s' "$1" | xclip -selection clipboard; sleep 0.3; xdotool key ctrl+v; sleep 0.4; }
click() { xdotool mousemove "$1" "$2" click 1 mousemove 640 300; settle; }

# The leader's machine: connect, draft, sign.
window --home "$demo/lãnh đạo"
shot 01-chua-ket-noi
click 1243 46
for text in "$url" .demo/central/tls/ca.pem ld.ubnd "$password" "Máy lãnh đạo"; do paste "$text"; xdotool key Tab; done
shot 02-ket-noi
key ctrl+Return
close
window --home "$demo/lãnh đạo" testdata/documents/chua-so-quyet-dinh.pdf
shot 03-van-ban-moi
key ctrl+Return
key Return
paste 00000000; key ctrl+Return
shot 04-sai-pin
paste "$pin"
shot 05-ky
key ctrl+Return
close

# The clerk of the sender: number, seal, send.
window --home "$demo/nơi gửi"
key ctrl+2
key Return
shot 06-cap-so
key ctrl+Return
key Return
paste "$pin"
key ctrl+Return
key Return
paste "thong tin"; key Return
shot 07-gui
key ctrl+Return
shot 08-van-ban-di
close

# The clerk of the recipient: look, register.
window --home "$demo/nơi nhận"
shot 09-van-ban-den
key F4
shot 10-toan-trang
key F4
click 1240 755
shot 11-tu-choi
key Escape
key Return
shot 12-da-vao-so
click 970 782
shot 13-thiet-bi-ky
key Escape
click 1090 782
shot 14-mang
key Escape
click 1200 782
shot 15-dong-bo
key Escape
key ctrl+l
shot 16-english
close

# States of the gallery: without display, in our dark look too.
"$bin/vanthu" --gallery --shots "$work/shots" --scene incoming >/dev/null
"$bin/vanthu" --gallery --shots "$work/shots" --scene sign-ready >/dev/null
for name in incoming-not-valid incoming-offline; do
  shrink "$work/shots/$name.vi.light.png" "$out/gallery-$name.png"
done
shrink "$work/shots/incoming-full.vi.dark.png" "$out/gallery-incoming-full-dark.png"
shrink "$work/shots/sign-ready.en.dark.png" "$out/gallery-sign-ready-dark-en.png"
du -ch "$out"/*.png | tail -1
