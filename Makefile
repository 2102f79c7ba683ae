# Two commands matter: make demo and make test. Both install what they lack.
TAGS  := -tags sqlite_fts5
GO    := go
TOOL  := $(GO) tool -modfile=tools/go.mod
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
CORPUS := ../shared/corpus
GATE   := ../shared/gate/sign_corpus.py
export LANG := C.UTF-8

.PHONY: build test demo lint corpus bench prove windows screenshots documents clean

build:
	@scripts/install.sh build
	@mkdir -p bin
	$(GO) build $(TAGS) -o bin/ ./cmd/...

test:
	@scripts/install.sh build test
	@$(MAKE) --no-print-directory lint
	$(GO) test $(TAGS) -timeout 20m ./...
	@$(MAKE) --no-print-directory corpus
	@echo "make test: everything passed."

lint:
	@unformatted=$$($(TOOL) gofumpt -l $$(git ls-files '*.go')); [ -z "$$unformatted" ] || { echo "gofumpt would change: $$unformatted"; exit 1; }
	$(GO) vet $(TAGS) ./... ./testdata/attacks/...
	$(TOOL) staticcheck $(TAGS) ./... ./testdata/attacks/...

# The gate over foreign PDFs, where they are there (they are never committed).
corpus:
	@if [ -d $(CORPUS) ]; then scripts/corpus.sh $(CORPUS) $(GATE); else echo "make corpus: no foreign PDFs here, nothing to do."; fi

demo:
	@scripts/install.sh build demo
	@$(MAKE) --no-print-directory build
	@scripts/demo.sh

bench:
	@scripts/install.sh build test
	scripts/bench/run.sh
	scripts/bench/faults.sh
	$(GO) test $(TAGS) -run '^$$' -bench . -benchmem ./...

# Proofs too slow for every run; FUZZTIME sets the length of each fuzz target.
prove:
	@scripts/install.sh build test
	@scripts/prove.sh

windows:
	@scripts/install.sh build windows
	@scripts/windows.sh

screenshots: build
	@scripts/install.sh test
	@docs/screenshots/make.sh

documents:
	@scripts/install.sh documents
	@testdata/documents/make/all.sh

clean:
	rm -rf bin dist .demo
