#!/usr/bin/env bash
# Cross-builds the three programs for Windows into dist/windows.
set -euo pipefail
cd "$(dirname "$0")/.."
export GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc CXX=x86_64-w64-mingw32-g++
mkdir -p dist/windows
go build -tags sqlite_fts5 -ldflags "-s -w -H windowsgui" -o dist/windows/vanthu.exe ./cmd/vanthu
go build -tags sqlite_fts5 -ldflags "-s -w" -o dist/windows/ ./cmd/vanthuctl ./cmd/vanthu-central
ls -l dist/windows
echo "make windows: the three programs are in dist/windows."
