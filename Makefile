# make run, make test, make long, make check, make bench, make rehearse: each makes its own
# environment first.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
HOST ?= 127.0.0.1
OUT ?= instance/rehearsal
SCRIPT ?= mi_in_peer_support
PEOPLE ?= 0
ONLY ?=
RUNS ?= 5
export PORT HOST
# Python keeps what it has read: a start would otherwise read all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test long check bench rehearse browser

run: $(VENV)/.run
	$(BIN)/python -m workshop.cli serve --sample --finished

test: $(VENV)/.dev browser
	$(BIN)/python -m pytest -q -n 3 --dist worksteal -m "not long"

long: $(VENV)/.dev browser
	LONG=1 $(BIN)/python -m pytest -q -n 2 --dist worksteal

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m bench --only "$(ONLY)" --runs "$(RUNS)"

rehearse: $(VENV)/.dev
	$(BIN)/python -m workshop.cli rehearse --script "$(SCRIPT)" --people "$(PEOPLE)" --out "$(OUT)"

browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "No Chromium on the PATH: browser tests will be skipped."; fi; }

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run
