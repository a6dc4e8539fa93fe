# Tallybook. `make run` and `make test` set everything up first: they need Python 3.11 to 3.13 and make, and no more.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Containers often forbid Python to keep what it compiles. Every command would then compile Prefect anew, for seconds.
unexport PYTHONDONTWRITEBYTECODE

# The first Python that fits; `make PYTHON=/path/to/python run` overrides it.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 \
	&& { command -v $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
WAREHOUSE ?= var/examples.duckdb

.PHONY: help
help:  ## Show these targets
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

# ---- Setting up. Each stamp is younger than what it was made from, so a second run does nothing.

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Tallybook needs Python 3.11, 3.12 or 3.13 with venv; none was found. Install one, or name it: make PYTHON=/path/to/python run" >&2; exit 2; }
	@test -x $(BIN)/python || { echo "Making $(VENV) with $(PYTHON)" >&2; "$(PYTHON)" -m venv $(VENV); }
	@touch $@

# The lock files are whole, so pip has nothing to resolve: left to it, it would look at the newest release of a package
# that is pinned with an extra in one place and asked for without it in another, and stop there for want of a hash.
LOCKED := $(PIP) install --no-deps --require-hashes

# The project itself goes in last and editable, built by the pinned hatchling rather than by a newer one fetched aside.
$(VENV)/.runs: $(VENV)/.made requirements.txt requirements-build.txt pyproject.toml
	@echo "Installing the pinned packages (about a minute, once)" >&2
	@$(LOCKED) -r requirements-build.txt -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.develops: $(VENV)/.runs requirements-dev.txt
	@echo "Installing what tests and checks need" >&2
	@$(LOCKED) -r requirements-dev.txt
	@touch $@

$(VENV)/.documents: $(VENV)/.develops requirements-docs.txt
	@echo "Installing MkDocs" >&2
	@$(LOCKED) -r requirements-docs.txt
	@touch $@

$(VENV)/.audits: $(VENV)/.develops requirements-audit.txt
	@echo "Installing what audits need" >&2
	@$(LOCKED) -r requirements-audit.txt
	@touch $@

.PHONY: setup
setup: $(VENV)/.develops  ## Set up .venv with everything, for working on the project

# ---- What it is for

.PHONY: run
run: $(VENV)/.runs  ## Set up, read the example articles, print who reported how many
	@$(BIN)/tallybook run examples/articles --warehouse $(WAREHOUSE)
	@$(BIN)/tallybook answers --warehouse $(WAREHOUSE)

# What is put into the folder is read every quarter of an hour; Prefect's UI is at http://127.0.0.1:4200.
WATCH ?= var/incoming
.PHONY: serve
serve: $(VENV)/.runs  ## Start Prefect's server and a deployment that reads what is new in WATCH every 15 minutes
	@mkdir -p $(WATCH)
	@$(BIN)/tallybook serve --every 15m --watch $(WATCH) --warehouse var/ledger.duckdb $(SERVE_ARGS)

.PHONY: bench-start
bench-start: $(VENV)/.runs  ## Measure what Prefect's start costs a run
	@$(BIN)/python -m benchmarks.start

.PHONY: bench-imports
bench-imports: $(VENV)/.runs  ## Measure what each dependency costs at import, in time and memory (BENCH_ARGS)
	@$(BIN)/python -m benchmarks.imports $(BENCH_ARGS)

.PHONY: bench-accuracy
bench-accuracy: $(VENV)/.develops  ## Measure what is read right, on gold apart and beside other systems (BENCH_ARGS)
	@$(BIN)/python -m benchmarks.accuracy $(BENCH_ARGS)

.PHONY: bench-speed
bench-speed: $(VENV)/.develops  ## Measure articles and words a second, memory and growth, beside other systems (BENCH_ARGS)
	@$(BIN)/python -m benchmarks.speed $(BENCH_ARGS)

.PHONY: bench-copies
bench-copies: $(VENV)/.develops  ## Measure how well near-copies are found
	@$(BIN)/python -m benchmarks.copies $(BENCH_ARGS)

.PHONY: bench-incidents
bench-incidents: $(VENV)/.runs  ## Measure what a day's articles cost to bring together with those before (BENCH_ARGS)
	@$(BIN)/python -m benchmarks.incidents $(BENCH_ARGS)

.PHONY: bench-warehouse
bench-warehouse: $(VENV)/.develops  ## Measure loading, building, publishing and the dashboard's queries by size (BENCH_ARGS)
	@$(BIN)/python -m benchmarks.warehouse $(BENCH_ARGS)

.PHONY: bench-throughput
bench-throughput: $(VENV)/.develops  ## Measure articles a second from files to answers, Prefect's share, memory (BENCH_ARGS)
	@$(BIN)/python -m benchmarks.throughput $(BENCH_ARGS)

.PHONY: bench-report
bench-report: $(VENV)/.develops browser  ## Measure how long the report takes to build and to answer
	@$(BIN)/python -m benchmarks.report $(BENCH_ARGS)

# ---- Business intelligence. Superset and other clients stand on packages that Tallybook does not share: .venv-bi and
# .venv-clients are theirs. Superset 6.1 runs on Python 3.11 and 3.12 alone: its numpy and pandas have no wheels beyond.

BI_PYTHON ?= $(shell for p in $(PYTHON) python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' >/dev/null 2>&1 \
	&& { command -v $$p; break; }; done)
PUBLISHED = $(basename $(WAREHOUSE)).published/tallybook.duckdb
PORT ?= 8088

.venv-bi/.made: requirements-bi.txt
	@test -n "$(BI_PYTHON)" || { echo "Superset needs Python 3.11 or 3.12 with venv; none was found. Name one: make BI_PYTHON=/path/to/python bi" >&2; exit 2; }
	@test -x .venv-bi/bin/python || { echo "Making .venv-bi with $(BI_PYTHON)" >&2; "$(BI_PYTHON)" -m venv .venv-bi; }
	@echo "Installing Superset (two minutes, once)" >&2
	@.venv-bi/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements-bi.txt
	@touch $@

.venv-clients/.made: requirements-clients.txt $(VENV)/.made
	@test -x .venv-clients/bin/python || $(BIN)/python -m venv .venv-clients
	@echo "Installing the other clients (a minute, once)" >&2
	@.venv-clients/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements-clients.txt
	@touch $@

.PHONY: bi
bi: $(VENV)/.runs .venv-bi/.made  ## Start Superset with the dashboard 'Who reported what, where' (PORT=8088)
	@test -e $(PUBLISHED) || $(BIN)/tallybook run examples/articles --warehouse $(WAREHOUSE)
	@exec .venv-bi/bin/python -m bi --published $(PUBLISHED) --port $(PORT)

.PHONY: test-bi
test-bi: $(VENV)/.runs .venv-bi/.made .venv-clients/.made  ## Test Superset, its dashboard in Chromium, and other clients
	@bash scripts/install_browser.sh
	@.venv-clients/bin/python -m pytest -c tests/bi/pytest.ini tests/bi/clients
	@.venv-bi/bin/python -m pytest -c tests/bi/pytest.ini tests/bi/superset

.PHONY: lock-bi
lock-bi: $(VENV)/.develops  ## Resolve what Superset and the other clients need into their lock files
	@$(subst make lock,make lock-bi,$(LOCK)) bi/requirements.in -o requirements-bi.txt
	@$(subst make lock,make lock-bi,$(LOCK)) bi/clients.in -o requirements-clients.txt

# ---- Working on it

# The report's pages are looked at in Debian's Chromium; root installs it where it is missing.
.PHONY: browser
browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then bash scripts/install_browser.sh; \
	  else echo "The report's tests need Chromium: sudo apt-get install chromium" >&2; fi; }

# Two processes: the tests are many and short, and two cores are what most machines have at least.
.PHONY: test
test: $(VENV)/.develops browser  ## Set up and run every test
	@$(BIN)/python -m pytest -n 2 --dist worksteal --durations=10 $(PYTEST_ARGS)

# The folders whose tests are theirs; whoever falls below 90 % of branches stops it.
COVERED := tallybook/articles tallybook/extraction schemas warehouse
.PHONY: coverage
coverage: $(VENV)/.develops  ## Test with coverage by branch; at least 90 % of articles, extraction, schemas and warehouse
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal --cov --cov-report= \
		tests/articles tests/extraction tests/schemas tests/models tests/warehouse
	@for part in $(COVERED); do echo "$$part"; $(BIN)/coverage report --include="$$part/*" --skip-covered --fail-under=90; done

.PHONY: mutation
mutation: $(VENV)/.audits  ## Change the grammar and the counting rules bit by bit; what do no tests notice?
	@$(BIN)/mutmut run --max-children 2
	@$(BIN)/python -m scripts.judge_grammar
	@$(BIN)/python -m scripts.mutate_counting

.PHONY: audit
audit: $(VENV)/.audits  ## Licences of what Tallybook stands on, and known vulnerabilities (asks PyPI)
	@$(BIN)/pip-licenses --packages $$(grep -oE '^[A-Za-z0-9_.-]+==' requirements.txt | tr -d =) --summary
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.txt

ARTICLES ?= 200000
KILLS ?= 100
.PHONY: soak
soak: $(VENV)/.develops  ## Kill runs KILLS times while ARTICLES generated articles are read: is any row lost? (an hour)
	@$(BIN)/python -m benchmarks.soak --articles $(ARTICLES) --kills $(KILLS) $(SOAK_ARGS)

.PHONY: check
check: $(VENV)/.develops  ## Lint, format, types and import directions, in under a minute
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

.PHONY: format
format: $(VENV)/.develops  ## Put the code into its format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: docs
docs: $(VENV)/.documents reference  ## Build the documentation into site/, strictly
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Documentation: site/index.html"

.PHONY: reference
reference: $(VENV)/.develops  ## Write docs/reference/cli.md anew from the program
	@$(BIN)/python -m typer flows.cli utils docs --name tallybook --title "The command tallybook" --output docs/reference/cli.md

.PHONY: docs-measured
docs-measured: $(VENV)/.develops  ## Measure anew what README and documentation tell: errors, speed, imports
	@$(BIN)/python -m benchmarks.accuracy --no-peers --json docs/measured/accuracy.json
	@$(BIN)/python -m benchmarks.speed --no-peers --json docs/measured/speed.json
	@$(BIN)/python -m benchmarks.imports --json docs/measured/imports.json
	@$(BIN)/python -m scripts.readme_figures

.PHONY: lock
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --custom-compile-command "make lock"
lock: $(VENV)/.develops  ## Resolve the dependencies anew into the hashed lock files
	@$(LOCK) pyproject.toml -o requirements.txt
	@echo "hatchling" | $(LOCK) - -c requirements.txt -o requirements-build.txt
	@$(LOCK) pyproject.toml --group dev -c requirements.txt -c requirements-build.txt -o requirements-dev.txt
	@$(LOCK) --group docs -c requirements-dev.txt -o requirements-docs.txt
	@$(LOCK) --group audit -c requirements-dev.txt -o requirements-audit.txt

.PHONY: lock-peers
lock-peers: $(VENV)/.develops  ## Resolve anew what the benchmarks compare with (needs Python 3.12)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header \
		--override benchmarks/peers/overrides.txt benchmarks/peers/requirements.in -o requirements-peers.txt

.PHONY: dist
dist: $(VENV)/.runs  ## Build wheel and sdist into dist/, and run the example from each in an empty environment
	@rm -rf dist
	@$(BIN)/python -m hatchling build
	@bash scripts/try_dist.sh $(BIN)/python

.PHONY: container-steps
container-steps: $(VENV)/.made  ## Follow the Containerfile's steps without a container (two minutes)
	@$(BIN)/python scripts/container_steps.py

.PHONY: clean
clean:  ## Remove what was built (not .venv, not your warehouses)
	@rm -rf build dist site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage* mutants
