# make demo   set up what is missing and run the main job on the demonstration article
# make test   set up what is missing and run every test: lint, types, suite
# make setup  only set up: .venv with everything, and the Debian packages

.PHONY: setup demo test lint format

setup:
	@scripts/setup

# The demonstration article has planted errors, so `compare` finds some and exits with 1: that is its job.
demo: setup
	@.venv/bin/toolkit compare --config configs/demo.yaml --out runs/summit || [ $$? -eq 1 ]

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint
	.venv/bin/pytest

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
