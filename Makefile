# Each target is one line of real work. `make run` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check eval gate bench openapi notebook train image lock golden clean

run: .venv/run.stamp ## serve HTTP on 127.0.0.1:8000
	$(BIN)/readout serve

test: .venv/dev.stamp ## all tests
	$(BIN)/python -m pytest

check: .venv/dev.stamp ## lint, format, types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

eval: .venv/dev.stamp ## score on gold records
	$(BIN)/python -m evaluation --misses

ANNOTATED := ../shared/corpora/annotations/articles.jsonl
gate: .venv/dev.stamp ## no measure below its floor; unseen articles too where they lie beside the checkout
	$(BIN)/python -m evaluation --gate
	test ! -f $(ANNOTATED) || $(BIN)/python -m evaluation $(ANNOTATED) --fold 3 --gate

bench: .venv/dev.stamp ## words a second
	$(BIN)/python -m benchmarks.pipeline --peers

openapi: .venv/run.stamp ## rewrite openapi.yaml, docs/record.md and the Python client's types from the schemas
	$(BIN)/readout schema --openapi > openapi.yaml && $(BIN)/readout schema --markdown > docs/record.md
	$(BIN)/python clients/python/generate_types.py

notebook: .venv/notebook.stamp ## run the example notebook
	$(BIN)/python -m pytest tests/examples/test_notebook.py

golden: .venv/dev.stamp ## rewrite the golden records, to be read before they are committed
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

train: .venv/train.stamp ## from named public assets to the installed model
	$(BIN)/python -m weasel run all training

image: ## container image
	docker build --tag readout .

lock: ## pin every dependency with its hashes (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --output-file requirements.lock

clean: ## forget the environment
	rm -rf .venv

.venv/run.stamp: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --editable .
	touch $@

.venv/dev.stamp: .venv/run.stamp
	$(PIP) install --editable '.[dev]'
	touch $@

.venv/notebook.stamp: .venv/dev.stamp
	$(PIP) install --editable '.[notebook]'
	touch $@

.venv/train.stamp: .venv/dev.stamp
	$(PIP) install --editable '.[train]'
	touch $@
