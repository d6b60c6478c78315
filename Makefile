# The same words at home and in CI. `make demo` and `make test` set up .venv from nothing: python3 and pip suffice.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Exit code 1 says that some rows did not resolve: the demo shows such rows on purpose.
SOME_UNRESOLVED := || test $$? -eq 1

.DEFAULT_GOAL := help
.PHONY: help demo test judges check data messages bench docs

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

.venv/run.stamp: pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(PIP) install --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/dev.stamp: .venv/run.stamp
	$(PIP) install --editable ".[dev]"
	@touch $@

demo: .venv/run.stamp ## find, show and normalize on examples/
	@echo "== names in an English, a Japanese and a Russian text"
	$(BIN)/kurilnames find examples/ferry-en.txt
	$(BIN)/kurilnames find examples/ferry-ja.txt
	$(BIN)/kurilnames find examples/ferry-ru.txt
	@echo "== one island and one document, each name with its source"
	$(BIN)/kurilnames show kunashir-kunashiri
	$(BIN)/kurilnames show joint-declaration-1956
	@echo "== a messy column of a CSV, tidied"
	$(BIN)/kurilnames normalize examples/ports.csv --column place --to ja $(SOME_UNRESOLVED)

test: .venv/dev.stamp ## all tests that pip alone can bring
	$(BIN)/python -m pytest

.judges/run.stamp: tests/judges/package.json tests/judges/setup.sh
	@sh tests/judges/setup.sh

judges: .venv/dev.stamp .judges/run.stamp ## tests that need programs from Debian or npm; what is not installed is named as skipped
	$(BIN)/python -m pytest -m judges -rs tests

check: .venv/dev.stamp ## ruff, mypy --strict, data check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/kurilnames data check

data: .venv/run.stamp ## check and count the pages in data/, write build/ and the data dictionary
	$(BIN)/kurilnames data check
	$(BIN)/kurilnames data stats
	$(BIN)/kurilnames data export --output build
	$(BIN)/kurilnames data docs

messages: .venv/run.stamp ## extract the messages anew into the catalogs, where what is untranslated shows
	@mkdir -p build
	$(BIN)/pybabel -q extract --mapping pyproject.toml --no-location --sort-output \
		--project kurilnames --copyright-holder "the kurilnames authors" --output build/kurilnames.pot .
	$(BIN)/pybabel -q update --input-file build/kurilnames.pot --output-dir src/kurilnames/locale --domain kurilnames \
		--no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete --width 120

bench: .venv/run.stamp ## ratios against peers, measured in one run
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/find.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/transliteration.py
	$(BIN)/python benchmarks/columns.py

docs: ## where the documentation is
	@echo "docs: plain Markdown, nothing to build; begin with docs/index.md (its examples are run by make test)"
