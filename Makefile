# Two commands do everything: `make report YEAR=2022` and `make test`.
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
YEAR ?= 2022
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# The graph database: Neo4j where NEO4J_URI says so, else an embedded one in a folder. The address
# goes through the environment and is not echoed: somebody may have put a password into it.
DATABASE := "$${NEO4J_URI:-out/graph}"

.PHONY: help setup report test bench docs pins clean

help: ## show what can be done
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1	/'

setup: $(VENV)/.ready ## install Backchannel and its exact dependencies into .venv

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Backchannel needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(PIP) hatchling editables
	$(PIP) --no-build-isolation --editable '.[embedded,test]'
	@touch $@

report: setup ## load the database, read the facts back from it and write out/YEAR
	$(BIN)/backchannel load $(if $(NEO4J_URI),,out/graph)
	BACKCHANNEL_DATA=$(DATABASE) $(BIN)/backchannel report $(YEAR) -o out/$(YEAR)

test: setup ## run every check and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist worksteal

bench: setup ## measure how the work grows, into benchmarks/results.json (QUICK=--quick: smaller)
	$(BIN)/python -m benchmarks $(QUICK)

docs: setup ## write the generated parts of the documentation and the data package anew
	$(BIN)/python docs/generate.py

pins: ## write constraints.txt anew from the newest versions that fit
	rm -rf out/pins && $(PYTHON) -m venv out/pins
	out/pins/bin/python -m pip install --quiet --disable-pip-version-check hatchling editables
	out/pins/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[embedded,test]'
	{ grep '^#' constraints.txt; out/pins/bin/python -m pip freeze --exclude-editable; } > out/pins.txt && mv out/pins.txt constraints.txt

clean: ## remove what was built
	rm -rf out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
