# make demo: build the example knowledge base and open its start page (OPEN=0: do not open it).
# make test: style, types and tests. Each makes its own virtual environment and installs into it.
# make lint, make types: the parts of make test.   make lock: renew requirements.lock.

PYTHON ?= python3
OPEN   ?= 1
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test lint types install lock clean

demo: install
	$(BIN)/policycascade demo -o demo-kb $(if $(filter 0,$(OPEN)),--no-open,)

test: install lint types
	$(BIN)/python -m pytest -n auto

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

# Strict: mypy finds the rooms through links made at install time, so they are made anew each time.
install: $(READY)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e . -C editable_mode=strict

lock: $(READY)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --extra dev pyproject.toml -o requirements.lock

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("policycascade needs Python 3.11 or newer: make PYTHON=python3.x") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	touch $(READY)

clean:
	rm -rf $(VENV) build demo-kb
