# `make demo` sets up and traces a sample; `make test` sets up and runs the tests. Python 3.11 or newer, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Python compiles a module when it is first imported; to compile all beforehand takes as long as to install.
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check --no-compile
SAMPLE ?= sample_graphs/crab-third-country

.PHONY: help demo test check wheel ci clean

help:
	@echo "make demo    set up and trace a sample graph (SAMPLE=folder for another)"
	@echo "make test    set up and run the tests"
	@echo "make check   style, types, layers, generated files"
	@echo "make wheel   build the wheel and try it in a fresh environment"
	@echo "make ci      all of these"

demo: $(VENV)/.ready
	$(BIN)/clew trace $(SAMPLE)

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q -n 2

check: $(VENV)/.ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/clew schema --check
	$(BIN)/python tools/pictures.py --check

wheel: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q tests/wheel/wheel_checks.py

ci: test check wheel

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("clew needs Python 3.11 or newer: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml | $(VENV)/bin/python
	$(INSTALL) -e '.[fast]'
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(VENV)/bin/python
	$(INSTALL) -e '.[dev]'
	@touch $@ $(VENV)/.ready

clean:
	rm -rf $(VENV) dist build
