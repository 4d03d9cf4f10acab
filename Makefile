# Two commands do everything: `make run` and `make test`.
.POSIX:
.SUFFIXES:
.PHONY: help setup setup-check setup-test run test bench check lock lock-screens lock-studio pictures clean

BIN = .venv/bin
# Some machines forbid it. Without compiled modules every program takes twice as long to start.
export PYTHONDONTWRITEBYTECODE =

help: # what the targets do
	@awk -F': .*# |:# ' '/^[a-z-]+:.*# /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: # set up what running needs (.venv from the lock file; once, then instant)
	@sh scripts/setup run

run: setup # set up and start the whole platform; Ctrl-C stops it
	@FOODAPP_MODE=$${FOODAPP_MODE:-demo} $(BIN)/foodapp run

setup-check: # set up what checking needs, and tests without a browser (no Chromium, no nginx)
	@sh scripts/setup test

setup-test: setup-check # set up what all tests need (Chromium, nginx, PgBouncer as well)
	@sh scripts/chromium
	@sh scripts/nginx
	@sh scripts/pgbouncer

test: setup-check # run every test, on two cores; T names some: make test T=tests/foodapp/orders
	@[ -n "$$T" ] || $(MAKE) -s setup-test
	@$(BIN)/python -m pytest $${T:--n 3 --dist loadfile}

bench: setup-test # measure the running platform and write the table in README.md (10 minutes)
	@FOODAPP_MODE=demo $(BIN)/python -m benchmarks

check: setup-check # style, types, import contracts (half a minute)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy -n 2
	@$(BIN)/lint-imports

LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate -q

lock: setup # write the lock files again after a change of pyproject.toml
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) --extra test pyproject.toml -o requirements-test.lock

lock-screens: setup # write the lock of the screens' npm packages again, and build with it
	@$(BIN)/python -m foodapp.ui.build --lock

STUDIO = .venv-studio
STUDIO_PYTHON = $(STUDIO)/bin/python
STUDIO_READY = $(STUDIO)/ready

$(STUDIO)/ready: studio/requirements.lock
	@python3.11 -m venv $(STUDIO) || { echo "The studio needs Python 3.11: Blender's module is made for it alone." >&2; exit 1; }
	@$(STUDIO)/bin/pip install -q --require-hashes -r studio/requirements.lock
	@touch $@

pictures: $(STUDIO_READY) # render the pictures of dishes that changed; T names some: make pictures T=diavola
	@nice -n 15 $(STUDIO_PYTHON) -m studio $$T

lock-studio: setup # write the studio's lock file again after a change of studio/requirements.in
	@$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		-q studio/requirements.in -o studio/requirements.lock

clean: # remove what can be built again; keeps .data (the databases)
	@rm -rf .venv .venv-studio .web .web-* .states .states-* .pytest_cache .mypy_cache .ruff_cache artefacts
	@rm -f .data/frontend-*.stamp
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
