# make demo       set up what is missing and run the main job on the demonstration article
# make test       set up what is missing and run every test that is not marked slow: lint, types, suite
# make test-slow  run the tests that are marked slow
# make setup      only set up: .venv with everything, and the Debian packages
# make setup-demo only set up what `make demo` needs

.PHONY: setup setup-demo demo test test-slow lint format

# Tests start Python many times; without its bytecode each of these starts takes seconds.
unexport PYTHONDONTWRITEBYTECODE
# More workers than four save little and want much memory.
WORKERS ?= auto --maxprocesses 4
PYTEST = .venv/bin/python -m pytest -n $(WORKERS) --dist worksteal

setup:
	@scripts/setup test

setup-demo:
	@scripts/setup demo

# The demonstration article has planted errors, so `compare` finds some and exits with 1: that is its job.
demo: setup-demo
	@.venv/bin/toolkit compare --config configs/demo.yaml --out runs/summit || [ $$? -eq 1 ]

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint
	$(PYTEST) -m "not slow"

test-slow: setup
	$(PYTEST) -m slow

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
