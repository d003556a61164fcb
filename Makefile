# Two commands on a fresh machine: `make demo` and `make test`. Nothing but Python 3.11 or newer is needed.
PY ?= python3
BIN := .venv/bin

.PHONY: demo test lint clean help

help:
	@echo "make demo   install, read a real forum (or a synthetic one), fit it, compare two budgets, draw the pictures"
	@echo "make test   install and run all tests"
	@echo "make lint   check style"

.venv/.installed: requirements.lock pyproject.toml
	$(PY) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: .venv/.installed
	$(BIN)/gravity demo

test: .venv/.installed
	$(BIN)/python -m ruff check .
	$(BIN)/python -m pytest -n auto

lint: .venv/.installed
	$(BIN)/python -m ruff check .

clean:
	rm -rf .venv outputs runs
