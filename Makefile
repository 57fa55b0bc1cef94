# Needs git, make, python3 (3.11 or newer) and python3-venv. Another Python: make run PYTHON=python3.12
PYTHON ?= python3
SCENARIO ?= scenarios/weihai-2018/startup.yaml
RESULTS ?= $(addprefix weihai-2018/,startup deregistration hookups real-estate project commitment customs tax-matters complaints) \
    $(addprefix maoming-2023/,startup hookups project) $(addprefix jingdezhen-2022/,startup project appeals) \
    $(addprefix jiangmen-2023/,startup hookups project real-estate) $(addprefix qingyang-2023/,landing problems)
SYSTEMS ?= 2000
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip --quiet --quiet
CREATED := $(VENV)/.created
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.PHONY: help run test identity lint docs results bench intervals theory wasm notebooks lock clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: $(RUNTIME)  ## simulate SCENARIO, by default business start-up in Weihai, and print the verdict
	@echo "Simulating $(SCENARIO): the year as it was and as reformed, $(or $(ARGS),as often as the file asks)" >&2
	@$(BIN)/adminsim run $(SCENARIO) $(ARGS)
	@printf '%s\n' "" "A city of your own, next:" "  . $(BIN)/activate" "  adminsim new my-city" "  adminsim run my-city.yaml" >&2

# Python keeps what it compiles, wherever it is told not to: the tests start hundreds of processes.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(DEVELOPMENT)  ## run all tests, on all cores; with ARGS (ARGS="-k name") those alone, at once
	@$(BIN)/python -m pytest $(or $(ARGS),--numprocesses=auto --dist=loadgroup)

identity: $(DEVELOPMENT)  ## compare both engines on thousands of random systems, SYSTEMS of each of three kinds
	@ADMINSIM_EXAMPLES=$(SYSTEMS) $(BIN)/python -m pytest tests/properties/test_two_engines.py -k agree_on_random $(ARGS)

lint: $(DEVELOPMENT)  ## check style, types and the layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

docs: $(DEVELOPMENT)  ## build docs/_build/html and run the examples of the documentation; warnings are errors
	@$(BIN)/python -m pytest --doctest-modules src/adminsim
	@$(BIN)/sphinx-build -q -W --keep-going -b doctest -d docs/_build/read docs docs/_build/doctest
	@$(BIN)/sphinx-build -q -W --keep-going -b html -d docs/_build/read docs docs/_build/html
	@echo "docs/_build/html/index.html"

results: $(RUNTIME)  ## rewrite and verify the folders of results/ that RESULTS names
	@set -e; for study in $(RESULTS); do \
	    rm -rf results/$$study; mkdir -p $$(dirname results/$$study); \
	    $(BIN)/adminsim run scenarios/$$study.yaml --out results/$$study; \
	    $(BIN)/adminsim verify results/$$study; \
	done

bench: $(DEVELOPMENT)  ## measure speed and memory; ARGS=--help says what else can be measured
	@$(BIN)/python benchmarks/bench.py $(ARGS)

intervals: $(DEVELOPMENT)  ## measure how often intervals hold the true value; writes benchmarks/intervals.json
	@$(BIN)/python benchmarks/intervals.py

theory: $(DEVELOPMENT)  ## simulate queues with a closed form for the documentation; writes benchmarks/theory_rows.json
	@$(BIN)/python benchmarks/theory_rows.py

wasm: $(DEVELOPMENT)  ## compile the kernel for browsers, after each change of it; needs wasm-ld (Debian: apt install lld)
	@$(BIN)/python scripts/kernel_as_wasm.py

notebooks: $(DEVELOPMENT)  ## execute all notebooks; every figure must show
	@$(BIN)/python docs/notebooks.py

# Locked for all supported versions of Python at once; both locks agree on what they share.
COMPILE = build/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
    --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "make lock" $(ARGS) pyproject.toml --group build

lock: build/lock/bin/uv  ## renew requirements.lock and requirements-dev.lock (ARGS=--upgrade for newer versions)
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --group dev --group docs --constraints requirements.lock --output-file requirements-dev.lock

build/lock/bin/uv:
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --quiet install uv==0.13.8

clean:  ## remove everything that make has made, save results/
	@rm -rf $(VENV) build dist docs/_build docs/reference/generated .mypy_cache .pytest_cache .ruff_cache \
	    .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(CREATED):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "adminsim needs Python 3.11 or newer, and '$(PYTHON)' is not. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "'$(PYTHON)' cannot make virtual environments. On Debian: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV), once; this needs the network" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@touch $@

$(RUNTIME): $(CREATED) requirements.lock pyproject.toml
	@echo "Installing adminsim and what it needs to run; this may take a minute" >&2
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPMENT): $(RUNTIME) requirements-dev.lock
	@echo "Installing the tools for tests and documentation; this may take a minute" >&2
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
