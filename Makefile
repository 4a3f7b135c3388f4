# Two commands do everything: `make report YEAR=2022` and `make test`.
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
YEAR ?= 2022
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The graph database: Neo4j where NEO4J_URI says so, else an embedded one in a folder. The address
# goes through the environment and is not echoed: somebody may have put a password into it.
DATABASE := "$${NEO4J_URI:-out/graph}"

# Of these every line and every branch is tested. Measuring it takes the tests half as long again, so it is left to CI.
WHOLLY := src/backchannel/dates/*,src/backchannel/facts/*,src/backchannel/verdicts/*,src/backchannel/network/*,src/backchannel/losses/*,src/backchannel/scenarios/*

.PHONY: help setup report test .checks .tests bench docs site pins clean

help: ## show what can be done
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1	/'

setup: $(VENV)/.use ## install Backchannel and exactly what it needs into .venv

$(VENV)/.use: pyproject.toml pins/use.txt
	@$(PYTHON) -c 'import sys; sys.exit("Backchannel needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement pins/use.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@# What is installed from a wheel is compiled by pip. Of a checkout nothing is, where Python may
	@# write no bytecode, and each command would compile it anew: a third of its time.
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.test: $(VENV)/.use pins/test.txt
	$(PIP) --require-hashes --requirement pins/test.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.use pins/bench.txt
	$(PIP) --require-hashes --requirement pins/bench.txt
	@touch $@

report: setup ## load the database, read the facts back from it and write out/YEAR
	$(BIN)/backchannel load $(if $(NEO4J_URI),,out/graph)
	BACKCHANNEL_DATA=$(DATABASE) $(BIN)/backchannel report $(YEAR) -o out/$(YEAR)

test: $(VENV)/.test ## run every check and every test (CI=1: and measure what the tests cover)
	@# Side by side: the types are a minute's work of one core.
	@$(MAKE) --no-print-directory --jobs=2 .checks .tests

.checks: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

.tests: $(VENV)/.test
	@# What pytest made of a test file is kept, where Python may write no bytecode too: to make it anew takes each process
	@# five seconds.
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadgroup $(if $(CI),--cov --cov-report=)
	$(if $(CI),$(BIN)/coverage report --skip-covered --show-missing --fail-under=100 --include='$(WHOLLY)')
	$(if $(CI),$(BIN)/coverage report --skip-covered --fail-under=95)

bench: $(VENV)/.bench ## measure how the work grows, into benchmarks/results.json (SIZE=--quick or --large)
	$(BIN)/python -m benchmarks $(SIZE)

docs: $(VENV)/.test ## write the generated parts of the documentation and the data package anew
	$(BIN)/python docs/generate.py

site: $(VENV)/.test ## build the documentation as a site, out/site/docs/index.html
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going -b html -c docs -d out/doctrees . out/site

pins: ## write pins/ anew from the newest versions that fit, with the hash of each file
	rm -rf out/pins && $(PYTHON) -m venv out/pins
	out/pins/bin/python -m pip install --quiet --disable-pip-version-check uv
	@mkdir -p pins
	$(call lock,use,--extra embedded --extra survival)
	$(call lock,test,--extra embedded --extra survival --extra cluster --extra site --extra test --constraint pins/use.txt)
	$(call lock,bench,--extra bench --constraint pins/use.txt --constraint pins/test.txt)

# The build backend is pinned too, since the package itself is built from the checkout.
define lock
printf 'hatchling\neditables\n' | out/pins/bin/uv pip compile pyproject.toml - $(2) --quiet --universal \
	--python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate --output-file out/pins.txt
{ echo '# Exact versions of all that it takes to $(1) Backchannel, with their hashes. Written by `make pins`.'; cat out/pins.txt; } > pins/$(1).txt
endef

clean: ## remove what was built
	rm -rf out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
