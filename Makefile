# Two commands do everything on a fresh Debian machine with Swift: `make demo` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Debian packages: what is built against, what generates, and the stock tools that documents and tests use.
LIBRARIES := libuv1-dev libsodium-dev libsqlite3-dev pkg-config
TOOLS := protobuf-compiler libprotobuf-dev minisign jq netcat-openbsd sqlite3 systemd python3 python3-venv python3-cryptography openssl
RELEASE := .build/release
# Where `make plugins` puts built and signed instruments.
PLUGINS := .build-plugins/instruments

.PHONY: help setup build plugins demo explore clients test bench lint format generate clean

help: ## Shows this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Installs the Debian packages that are missing
	@missing=(); \
	for package in $(LIBRARIES) $(TOOLS); do \
	    [ "$$(dpkg-query -W -f '$${db:Status-Status}' "$$package" 2>/dev/null)" = installed ] || missing+=("$$package"); \
	done; \
	if [ "$${#missing[@]}" -gt 0 ]; then \
	    echo "installing $${missing[*]}"; \
	    root=(); [ "$$(id -u)" = 0 ] || root=(sudo); \
	    "$${root[@]}" apt-get update -qq; \
	    DEBIAN_FRONTEND=noninteractive "$${root[@]}" apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null; \
	fi

build: setup ## Builds the daemon, the client and the scorer for use
	swift build -c release --product xinyud
	swift build -c release --product xinyu
	swift build -c release --product xinyu-scorer

plugins: setup ## Builds the shipped instruments, signs them with a key of this machine
	$(MAKE) --no-print-directory -C Plugins OUT=$(abspath $(PLUGINS))

demo: build plugins ## A whole screening of a made-up school, a crisis and a recovery, as each role sees them
	config/demo/run

explore: build plugins ## Starts the daemon on the demo's data and opens a shell
	config/demo/explore

clients: ## Fetches the third-party JSON-RPC clients that a test calls the daemon with
	@[ -x .build-clients/bin/python3 ] || python3 -m venv .build-clients
	@.build-clients/bin/python3 -c 'import aiorpcx, jsonrpcclient' 2>/dev/null \
	    || .build-clients/bin/pip install --quiet aiorpcX==0.25.0 jsonrpcclient==4.0.3 \
	    || echo 'no package index: the test with third-party clients is skipped'

test: setup plugins clients ## Builds everything with warnings as errors and runs every test
	swift build --build-tests
	# One after another: many tests start processes and hash passwords, and two cores are soon full.
	swift test --skip-build --no-parallel
	/usr/bin/python3 Tests/VaultTests/Vectors/check_vectors.py

bench: setup plugins ## Prints speed as ratios to the limit, measured in the same run
	Tests/Benchmarks/run

lint: ## Checks the format of the sources
	swift format lint --strict --recursive --parallel Package.swift Sources Plugins Tests

format: ## Formats the sources
	swift format --in-place --recursive --parallel Package.swift Sources Plugins Tests

generate: setup ## Makes the generated code again from proto/
	proto/generate

clean: ## Removes what was built and the demo's data
	rm -rf .build .build-plugins .build-clients .build-bench .demo
