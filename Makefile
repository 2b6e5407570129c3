# Prassi's everyday commands: `make help` lists them. The work is done by the scripts in tests/tools, each of which
# also runs on its own.
#
# CARGO_TARGET_DIR moves cargo's folder, PRASSI_DATA_DIR the server's, ARGS goes to the command underneath.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

ARGS ?=

.PHONY: run dev build assets test check bench clean help

run: ## Build what is missing and start the server (data in data/, or in PRASSI_DATA_DIR)
	@exec tests/tools/run $(ARGS)

dev: ## Start a debug server; rebuild, restart and reload the pages on every change
	@exec tests/tools/dev

build: assets ## Build the release binary with its styles and scripts inside
	@tests/tools/build

assets: ## Install the npm packages of the lock file and bundle styles and scripts
	@tests/tools/assets

test: ## Run every test on both databases and in a browser (ARGS=name: the Rust tests of that name only)
	@exec tests/tools/test $(ARGS)

check: ## Check format, lints, types, scripts, licences and duplicates of dependencies
	@exec tests/tools/check

bench: assets ## Print the figures, as ratios to the floor measured in the same run (ARGS=name: one of them)
	@tests/tools/install postgres
	@exec tests/tools/with-postgres cargo bench --bench figures -- $(ARGS)

clean: ## Remove what was built or installed here; data/ stays
	@tests/tools/clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'
