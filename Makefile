# make demo: build the example knowledge base and open its start page (OPEN=0: do not open it).
# make test: style, types and tests. Both use one virtual environment: the demo puts into it what
#   the program needs, with every format and the server; the tests what they need besides.
# make lint, make types: the parts of make test.   make lock: renew the two lists of packages.

PYTHON ?= python3
OPEN   ?= 1
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
RUNS   := $(VENV)/.runs
PIP    := $(BIN)/python -m pip install --quiet

.PHONY: demo test lint types install editable lock clean

demo: $(RUNS) editable
	$(BIN)/policycascade demo -o demo-kb $(if $(filter 0,$(OPEN)),--no-open,)

test: install lint types
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

install: $(READY) editable

# Strict: mypy finds the rooms through links made at install time, so they are made anew each time.
editable: $(RUNS)
	$(PIP) --no-deps --no-build-isolation -e . -C editable_mode=strict

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-annotate --no-header pyproject.toml

lock: $(READY)
	$(PIP) uv
	$(COMPILE) --extra dev -o requirements.lock
	echo 'setuptools>=77' | $(COMPILE) - --extra all -c requirements.lock -o requirements-demo.lock

$(RUNS): pyproject.toml requirements-demo.lock
	$(PYTHON) -c 'import sys; sys.exit("policycascade needs Python 3.11 or newer: make PYTHON=python3.x") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements-demo.lock
	touch $(RUNS)

$(READY): requirements.lock | $(RUNS)
	$(PIP) --require-hashes -r requirements.lock
	touch $(READY)

clean:
	rm -rf $(VENV) build demo-kb
