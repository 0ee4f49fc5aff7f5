# Two commands do everything: `make run` and `make test`. `make` alone lists the rest.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# What make names itself stays out of the way of a shell that has its own settings.
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help run test setup check docs wheel bench fuzz crash clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

setup: $(VENV)/.test  ## make the environment with everything for development

run: $(VENV)/.run  ## build the graph from data/, validate it, show it answering
	@$(BIN)/kg build
	@echo
	@$(BIN)/kg info
	@echo
	@$(BIN)/kg ask partners guangdong --period 2019-01
	@echo
	@echo "Try next (or put $(BIN) on your PATH):"
	@echo "  $(BIN)/kg ask                            # every question the graph answers"
	@echo "  $(BIN)/kg show ding-xiaozhi              # a person: the post, and what was said"
	@echo "  $(BIN)/kg ask causes                     # who explains what by what"
	@echo "  $(BIN)/kg new-sheet S999 > my-facts.yaml   # a template to write facts in; then: kg check my-facts.yaml"

test: $(VENV)/.test check  ## lint, types and every test, with branch coverage
	$(BIN)/python -m pytest -n 3 --dist worksteal --cov --cov-report=term --cov-report=xml:build/coverage.xml

check: $(VENV)/.test  ## format, lint, types
	$(BIN)/ruff format --check kg tests
	$(BIN)/ruff check kg tests
	$(BIN)/mypy

docs: $(VENV)/.test  ## write the pages that are generated from their sources
	$(BIN)/python -m kg.questions.pages docs/questions.md
	$(BIN)/python -m kg.gate.pages docs/findings.md
	$(BIN)/python tests/bad/pages.py docs/bad-inputs.md

wheel: $(VENV)/.test  ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

bench: $(VENV)/.test  ## measure start-up and checking against peers
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/incremental.py

fuzz: $(VENV)/.test  ## hold the check of a change to that of the whole graph, and mutated files to an answer, 100,000 times
	$(BIN)/python tests/gate/incremental/fuzzing.py --checks 100000 --seed 1
	KG_ROUNDS=200 $(BIN)/python -m pytest -n 2 tests/gate/incremental/test_real.py
	$(BIN)/python tests/reading/fuzzing.py --inputs 100000 --seed 1

crash: $(VENV)/.test  ## kill a writer 2,000 times at random instants, and fault every disk operation
	KG_KILLS=2000 KG_SEED=1 $(BIN)/python -m pytest -s tests/ledger/test_crashes.py tests/ledger/test_faults.py tests/ledger/test_writers.py

clean:  ## remove what the other targets made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
