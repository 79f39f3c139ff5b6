# The commands of the project; `make run` and `make test` set up all that they need.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
# Folder of parallel text to score the bare models on too: its eval/ holds *.tsv.xz, English, tab, French.
CORPUS ?=
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/messages.po))
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url
COMPILE := $(LOCK) pyproject.toml --overrides requirements/overrides.txt

.PHONY: run test lint bench bench-clients bench-pages evaluate messages lock clean

run: $(VENV)/.runtime $(CATALOGUES)
	$(BIN)/translator setup
	exec $(BIN)/translator serve --host $(HOST) --port $(PORT)

test: $(VENV)/.dev $(CATALOGUES) lint
	$(BIN)/python -m pytest -n auto --maxprocesses 2 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

bench-clients: $(VENV)/.dev $(CATALOGUES)
	$(BIN)/python -m benchmarks.clients

bench-pages: $(VENV)/.dev $(CATALOGUES)
	$(BIN)/python -m benchmarks.pages

evaluate: $(VENV)/.bench
	$(BIN)/python -m benchmarks.fidelity $(ARGS)
ifneq ($(CORPUS),)
	$(BIN)/python -m models.training evaluate --corpus $(CORPUS) $(MODEL_ARGS)
endif

messages: $(VENV)/.dev
	$(BIN)/pybabel -q extract -F locales/babel.cfg -k FieldError:2 -k ConflictError:1 --omit-header \
		--sort-by-file --add-location=file --width=100 \
		-o locales/messages.pot .
	$(BIN)/pybabel -q update -i locales/messages.pot -d locales --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --width=100
	$(BIN)/pybabel -q compile -d locales
	$(BIN)/python -m tests.pages.catalogue_faults

lock: $(VENV)/.dev
	$(COMPILE) --group build -o requirements/runtime.lock
	$(COMPILE) --group build --group dev -c requirements/runtime.lock -o requirements/dev.lock
	$(COMPILE) --group bench -c requirements/runtime.lock -o requirements/bench.lock
	$(LOCK) --group train -o requirements/train.lock

clean:
	rm -rf $(VENV) var .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vis-à-vis needs Python 3.11 or later; name one: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --no-deps --require-hashes -r $<
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.runtime
	$(PIP) --no-deps --require-hashes -r $<
	@touch $@

$(VENV)/.bench: requirements/bench.lock $(VENV)/.runtime
	$(PIP) --no-deps --require-hashes -r $<
	@touch $@

%.mo: %.po $(VENV)/.runtime
	$(BIN)/pybabel -q compile -i $< -o $@
