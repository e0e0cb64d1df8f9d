# Every target sets up its own environment: Python 3.11 or newer and make are all that is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
MINUTES ?= 60
SEED ?= 1

.DEFAULT_GOAL := help
.PHONY: help run test check format fuzz soak bench docs clean

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1	/' | expand -t 14

run: $(VENV)/.installed ## open the reader; ARGS="FOLDER..." opens these folders
	@$(BIN)/ainews $(ARGS)

test: $(VENV)/.dev ## run the tests
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.dev ## format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

format: $(VENV)/.dev ## put the code in its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

fuzz: $(VENV)/.dev ## try inputs by chance for a minute; ARGS="feed query --seconds 3600" for others
	$(BIN)/python -m tests.fuzzing $(ARGS)

soak: $(VENV)/.dev ## all faults and kills, then a monkey for an hour; MINUTES=5 SEED=7 for other ones
	$(BIN)/pytest --soak tests/faults tests/hostile tests/digests/marks/test_processes.py
	AINEWS_MONKEY_MINUTES=$(MINUTES) AINEWS_MONKEY_SEEDS=$(SEED) $(BIN)/pytest tests/tui/test_monkey.py

bench: $(VENV)/.bench ## print the measurements; ARGS="FOLDER search" measures search on a folder
	$(BIN)/python -m benchmarks $(ARGS)

docs: $(VENV)/.dev ## write the tables of the documents and draw their pictures again
	$(BIN)/python -m docs.tables
	$(BIN)/python -m docs.screenshot

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'ainews needs Python 3.11 or newer: make PYTHON=python3.12 ...' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@ $(VENV)/.installed

$(VENV)/.bench: pyproject.toml $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	@touch $@
