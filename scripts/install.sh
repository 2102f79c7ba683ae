#!/usr/bin/env bash
# install.sh GROUP...: installs the Debian packages of the groups that are not
# there yet, saying which. Uses sudo only when not root.
set -euo pipefail

declare -A groups=(
  [build]="gcc libgl1-mesa-dev xorg-dev"
  [test]="softhsm2 libnss3 opensc opensc-pkcs11 pcscd vsmartcard-vpcd poppler-utils qpdf mupdf-tools python3 xvfb openbox imagemagick xdotool xclip chromium procps gdb"
  [demo]="softhsm2 opensc poppler-utils python3"
  [windows]="gcc-mingw-w64-x86-64 g++-mingw-w64-x86-64"
  [documents]="libreoffice-writer-nogui chromium ghostscript texlive-xetex fonts-liberation2 poppler-utils qpdf imagemagick python3"
)

missing=()
for group in "$@"; do
  for package in ${groups[$group]:?no such group: $group}; do
    # apt-cache knows virtual names; a package counts when dpkg has it installed.
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=(env)
[ "$(id -u)" -eq 0 ] || as_root=(sudo env)
echo "Installing Debian packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
