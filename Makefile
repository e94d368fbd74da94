# Two commands on a fresh machine: `make demo` and `make test`. Both set up what they need first.
PYTHON ?= python3
BIN := .venv/bin
SET_UP := .set-up
ATK := 1.1.17
WORKERS ?= 4
SOURCES := technology_map sharepoint_lists bot teams_app local_tenant tests docs bench
CLIENT := $(shell find teams_app/tab/client local_tenant/teams/client -type f 2>/dev/null)
# Compiled files are kept, whatever the machine says: each process that a test starts would compile all anew.
export PYTHONDONTWRITEBYTECODE :=
export NODE_OPTIONS := --use-system-ca
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help demo test test-all soak test-fast check format lint types contracts set-up screenshots bench load sbom package-check clean

help: ## Show what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: set-up ## Start the little tenant and the app; says where to look and as whom
	@$(BIN)/teknologikort demo

test: set-up ## Play every story and law, a real browser included, and each sweep's short form
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -m "not sweep" --hypothesis-profile=short $(ARGS)

test-all: set-up ## The same with the sweeps: every page, card, route and operation in every theme, width and fault
	@$(BIN)/python -m pytest -q -n 4 --dist worksteal $(ARGS)

test-fast: set-up ## The inner loop: rules and laws without a browser or a running town, within a minute
	@$(BIN)/python -m pytest -q -n 2 tests/technology_map tests/sharepoint_lists/mapping tests/sharepoint_lists/schema tests/bot/adaptive_cards tests/teams_app/tab/map $(ARGS)

soak: set-up ## Every operation under every fault, 500 random schedules, 200 kill -9: hours; SOAK="--schedules 50" for less
	@$(BIN)/python -m tests.trust.soak $(SOAK)

check: set-up format-check lint types contracts test-all ## Everything that must pass before a change lands

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

load: set-up ## Let a town work for ten minutes twice, and measure it: make load ARGS="2 1000" for less
	@$(BIN)/python -m bench.load $(ARGS)

contracts: set-up ## Check that imports point down
	@$(BIN)/lint-imports

screenshots: set-up ## Take the pictures in docs/ from a demo of its own
	@$(BIN)/python -m docs.screenshots

sbom: set-up $(SET_UP)/production $(SET_UP)/sbom ## Write what a release is made of (CycloneDX): build/sbom/*.cdx.json
	@mkdir -p build/sbom
	@PYTHONWARNINGS=ignore $(SET_UP)/sbom/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible -o build/sbom/python.cdx.json $(SET_UP)/production/bin/python
	@$(BIN)/npm sbom --silent --package-lock-only --sbom-type application --sbom-format cyclonedx > build/sbom/browser.cdx.json
	@$(BIN)/python -m docs.sbom build/sbom

package-check: set-up $(SET_UP)/atk ## Let Microsoft's own tool check the Teams package (fetches 450 MB the first time)
	@$(BIN)/python -m docs.sample_package build/package
	@$(SET_UP)/atk/node_modules/.bin/atk validate --manifest-file build/package/manifest.json --interactive false --telemetry false

$(SET_UP)/atk:
	@echo "Setting up Microsoft 365 Agents Toolkit in $@ …"
	@$(BIN)/npm install --silent --no-audit --no-fund --ignore-scripts --prefix $@ @microsoft/m365agentstoolkit-cli@$(ATK) || { rm -rf $@; exit 1; }

$(SET_UP)/production: requirements/production.txt
	@echo "Setting up the packages of a release in $@ …"
	@rm -rf $@ && $(PYTHON) -m venv --without-pip $@
	@$(BIN)/python -m pip --python $@ install --quiet --disable-pip-version-check --require-hashes -r requirements/production.txt
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir $@/wheel .
	@$(BIN)/python -m pip --python $@ install --quiet --disable-pip-version-check --no-index --no-deps $@/wheel/*.whl
	@rm -rf build/lib build/bdist.*

$(SET_UP)/sbom: requirements/sbom.txt
	@echo "Setting up the tool for bills of materials in $@ …"
	@rm -rf $@ && $(PYTHON) -m venv --without-pip $@
	@$(BIN)/python -m pip --python $@ install --quiet --disable-pip-version-check --require-hashes -r requirements/sbom.txt

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
