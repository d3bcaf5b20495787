# make help lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help

GOLANGCI_LINT_VERSION := v2.15.0
GOFUMPT_VERSION := v0.12.0

TOOLS := $(CURDIR)/bin/tools
GOLANGCI_LINT := $(TOOLS)/golangci-lint-$(GOLANGCI_LINT_VERSION)
GOFUMPT := $(TOOLS)/gofumpt-$(GOFUMPT_VERSION)

# The program says what it was built from. Go's own stamp is off: it fails in a checkout of another user.
GIT := git -c safe.directory='*'
VERSION := $(shell $(GIT) describe --tags --dirty 2>/dev/null)
COMMIT := $(shell $(GIT) rev-parse --short HEAD 2>/dev/null)
STAMP := $(if $(VERSION),-X main.version=$(VERSION)) $(if $(COMMIT),-X main.commit=$(COMMIT))
export GOFLAGS := -buildvcs=false $(GOFLAGS)

.PHONY: help run build test needs check format lint bench fmt

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build and start: the sandbox without a token, the real bot with one in .env
	@bin/alliancebot

build: ## build bin/alliancebot
	@CGO_ENABLED=0 go build -trimpath -ldflags '$(STAMP)' -o bin/alliancebot ./cmd/alliancebot

# --- tests -------------------------------------------------------------------------------------------------------------

# What the tests use where it is there. The C compiler is what -race needs; it is tried, since one without its headers is of
# no use.
HAS_REDIS := command -v redis-server
HAS_BROWSER := { command -v chromium || command -v chromium-browser || command -v google-chrome; }
HAS_COMPILER := printf '\#include <pthread.h>\nint main(void){return 0;}' | $$(go env CC) -x c -o /dev/null -

# -count=1: what a test starts (servers, browsers, the program itself) is nothing that Go's test cache knows of.
test: needs ## run all tests, under the race detector
	@race=; if $(HAS_COMPILER) >/dev/null 2>&1; then race=-race CGO_ENABLED=1; export CGO_ENABLED; fi; \
	go test $$race -count=1 -timeout 13m ./...; status=$$?; \
	skipped=$$( \
		[ "$$race" ] || echo '  - the race detector: no C compiler'; \
		$(HAS_REDIS) >/dev/null || echo '  - everything on a real Redis: no redis-server (the same tests ran on the embedded store)'; \
		$(HAS_BROWSER) >/dev/null || echo '  - the chat page in a real browser: no chromium, chromium-browser or google-chrome'); \
	[ "$$skipped" ] || exit $$status; \
	printf '\n*** NOT TESTED ON THIS MACHINE ***\n%s\n' "$$skipped"; \
	[ -z "$$CI" ] || { echo 'CI is set: nothing may be skipped.'; exit 1; }; \
	exit $$status

APT_INSTALL := DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -qq -y --no-install-recommends -o Acquire::Retries=1 -o Acquire::http::Timeout=20

# Without root, apt-get or a network this installs nothing and is no error; make test says then what it left out.
needs:
	@missing=$$( \
		$(HAS_COMPILER) >/dev/null 2>&1 || echo gcc libc6-dev; \
		$(HAS_REDIS) >/dev/null || echo redis-server; \
		$(HAS_BROWSER) >/dev/null || echo chromium); \
	[ "$$missing" ] || exit 0; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "*** missing, and not installed (that needs root and apt-get):" $$missing; exit 0; \
	fi; \
	echo "installing:" $$missing; \
	timeout 120 apt-get update -qq >/dev/null 2>&1; \
	for package in $$missing; do \
		timeout 300 env $(APT_INSTALL) $$package >/dev/null 2>&1 || echo "*** apt-get could not install $$package"; \
	done

bench: ## measure; BENCHMARKS.md has the numbers
	@go run ./cmd/bench -out BENCHMARKS.md

# --- form --------------------------------------------------------------------------------------------------------------

check: format lint ## everything that needs no running program: format, lint, vet, go.mod
	@go vet ./...
	@go mod tidy -diff

format: $(GOFUMPT)
	@unformatted=$$($(GOFUMPT) -l .); [ -z "$$unformatted" ] || { echo "not formatted (make fmt mends it):"; echo "$$unformatted"; exit 1; }

lint: $(GOLANGCI_LINT) ## golangci-lint with .golangci.yml
	@$(GOLANGCI_LINT) run

fmt: $(GOFUMPT) ## format all Go files
	@$(GOFUMPT) -w .

$(GOLANGCI_LINT):
	@echo "installing golangci-lint $(GOLANGCI_LINT_VERSION) into bin/tools"
	@GOBIN=$(TOOLS) CGO_ENABLED=0 go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)
	@mv $(TOOLS)/golangci-lint $@

$(GOFUMPT):
	@echo "installing gofumpt $(GOFUMPT_VERSION) into bin/tools"
	@GOBIN=$(TOOLS) CGO_ENABLED=0 go install mvdan.cc/gofumpt@$(GOFUMPT_VERSION)
	@mv $(TOOLS)/gofumpt $@
