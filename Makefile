# Two commands on a fresh machine: `make demo` and `make test`. Both set up what they need first.
PYTHON ?= python3
BIN := .venv/bin
SET_UP := .set-up
SOURCES := technology_map sharepoint_lists bot teams_app local_tenant tests docs bench
CLIENT := $(shell find teams_app/tab/client local_tenant/teams/client -type f 2>/dev/null)
export NODE_OPTIONS := --use-system-ca
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help demo test soak test-fast check format lint types contracts set-up screenshots bench clean

help: ## Show what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: set-up ## Start the little tenant and the app; says where to look and as whom
	@$(BIN)/teknologikort demo

test: set-up ## Run the tests, those in a real browser included
	@$(BIN)/python -m pytest -q -n 3 --dist worksteal $(ARGS)

test-fast: set-up ## The inner loop: rules and laws without a browser or a running town, within a minute
	@$(BIN)/python -m pytest -q -n 2 tests/technology_map tests/sharepoint_lists/mapping tests/sharepoint_lists/schema tests/bot/adaptive_cards tests/teams_app/tab/map $(ARGS)

soak: set-up ## Every operation under every fault, 500 random schedules, 200 kill -9: hours; SOAK="--schedules 50" for less
	@$(BIN)/python -m tests.trust.soak $(SOAK)

check: set-up format-check lint types contracts test ## Everything that must pass before a change lands

format: set-up ## Write the code in the one format
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)

.PHONY: format-check
format-check: set-up
	@$(BIN)/ruff format --check $(SOURCES)

lint: set-up ## Look for mistakes in the code
	@$(BIN)/ruff check $(SOURCES)

types: set-up ## Check the types, strictly
	@$(BIN)/mypy

bench: set-up ## Measure what docs/performance.md promises; fails where a ratio is not kept
	@$(BIN)/python -m bench

contracts: set-up ## Check that imports point down
	@$(BIN)/lint-imports

screenshots: set-up ## Take the pictures in docs/ from a demo of its own
	@$(BIN)/python -m docs.screenshots

set-up: $(SET_UP)/python $(SET_UP)/node $(SET_UP)/bundles

$(SET_UP)/python: requirements/development.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Teknologikort needs Python 3.11 or newer. Name it so: make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python has no venv. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Setting up Python packages in .venv …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@mkdir -p $(SET_UP) && touch $@

$(SET_UP)/node: $(SET_UP)/python package.json package-lock.json
	@echo "Setting up browser packages in node_modules …"
	@$(BIN)/npm ci --silent
	@mkdir -p $(SET_UP) && touch $@

$(SET_UP)/bundles: $(SET_UP)/node bundle.mjs $(CLIENT)
	@$(BIN)/node bundle.mjs
	@touch $@

clean: ## Remove what was set up; the demo's rows in .data stay
	rm -rf .venv node_modules $(SET_UP) .mypy_cache .ruff_cache .pytest_cache teams_app/tab/static/dist local_tenant/teams/static/dist
