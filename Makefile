# On a fresh machine with Python 3.11 or newer, make and git, two commands do all the set-up:
# `make site` and `make test`. Where make is missing, `uv run mkdocs build` and `uv run pytest`.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve test coverage bench bench-ledger bench-search check lint types content venv lock clean

# PYTHON: the Python that makes .venv; by default the first that is new enough.
# WORKERS: how many processes share the tests.
# ARGS: more arguments for pytest, mkdocs or the bench, as in `make test ARGS="-k evidence"`.
# LOCKFLAGS: more arguments for `make lock`; without --upgrade what is pinned stays pinned.
PYTHON ?=
WORKERS ?= auto
ARGS ?=
LOCKFLAGS ?=

BIN := .venv/bin
READY := .venv/.ready

# Silences the notice about the end of MkDocs 1 that Material prints at every build.
export NO_MKDOCS_2_WARNING := 1
# What a shell may carry for another project, and would lead pip or Python out of .venv.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_NO_BINARY

# Every folder of PATH is tried, since a version switcher's stub may stand before a Python that runs.
FIND_PYTHON = \
  old= ; bare= ; \
  try() { \
    [ -x "$$1" ] || return 0; \
    "$$1" -c '' >/dev/null 2>&1 || return 0; \
    "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old=$$1; return 0; }; \
    "$$1" -c 'import ensurepip, venv' 2>/dev/null || { bare=$$1; return 0; }; \
    printf '%s\n' "$$1"; exit 0; \
  }; \
  chosen='$(PYTHON)'; IFS=: ; \
  if [ -n "$$chosen" ]; then set -- "$$chosen"; \
  else set -- python3.14 python3.13 python3.12 python3.11 python3; fi; \
  for name; do \
    case $$name in \
      (*/*) try "$$name" ;; \
      (*) for folder in $$PATH; do try "$$folder/$$name"; done ;; \
    esac; \
  done; \
  if [ -n "$$bare" ]; then \
    echo "$$bare has no venv module: install it (Debian, Ubuntu: apt-get install python3-venv)," >&2; \
    echo "or name another Python: make PYTHON=/path/to/python3" >&2; \
  else \
    echo "No Python 3.11 or newer found$${old:+ ($$old is older)}$${chosen:+ at $$chosen}." >&2; \
    echo "Install one, or name it: make PYTHON=/path/to/python3" >&2; \
  fi; \
  exit 1

# Twice quiet: errors only.
PIP_INSTALL = $(BIN)/python -m pip install -qq --no-input --no-user --disable-pip-version-check

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(READY) ## build the briefing site into site/
	$(BIN)/python -m mkdocs build --strict $(ARGS)

serve: $(READY) ## show the site at a local address and rebuild it on every save
	$(BIN)/python -m mkdocs serve $(ARGS)

test: $(READY) ## run every test, fetching a browser for the browser tests if there is none
	$(BIN)/python tests/browser/provision.py
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 8 --dist loadgroup $(ARGS)

coverage: $(READY) ## tell which lines and branches, from a file to its facts, no test enters
	$(BIN)/python -m coverage run -m pytest -q -n 0 --ignore tests/browser $(ARGS)
	$(BIN)/python -m coverage report

bench: $(READY) ## time whole builds at 100, 1,000 and 5,000 articles, beside bare Material
	$(BIN)/python tests/bench/bench.py $(ARGS)

bench-ledger: $(READY) ## time facts, history and views of 2,500 to 10,000 articles
	$(BIN)/python -m tests.bench.ledger $(ARGS)

bench-search: $(READY) ## index and search 10,000 articles in a browser, beside Material's search
	$(BIN)/python tests/bench/search.py $(ARGS)

check: lint types content ## hold code and content to their rules (`make -k check` does not stop early)

lint: $(READY)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

types: $(READY)
	$(BIN)/python -m mypy --strict generator

content: $(READY)
	$(BIN)/briefing check

venv: $(READY) ## only make .venv: what every other target does first

# .ready holds the folder .venv was made in: a moved or copied checkout must not run another's code.
ifneq ($(shell [ "$$(cat $(READY) 2>/dev/null)" = "$$(pwd -P)" ] && $(BIN)/python -c '' || echo stale),)
.PHONY: $(READY)
endif

$(READY): requirements.lock pyproject.toml
	@python=$$($(FIND_PYTHON)) || exit 1; \
	  echo "Making .venv with $$python"; \
	  "$$python" -m venv --clear .venv
	@$(PIP_INSTALL) --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@pwd -P > $@

lock: ## pin the dependencies of pyproject.toml, with hashes, in requirements.lock
	@uv=$$(command -v uv) || { \
	    python=$$($(FIND_PYTHON)) || exit 1; \
	    folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	    "$$python" -m venv "$$folder" && \
	    "$$folder/bin/python" -m pip install --quiet --disable-pip-version-check uv && \
	    uv=$$folder/bin/uv; \
	  } || exit 1; \
	  "$$uv" pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --quiet \
	    --custom-compile-command 'make lock' --output-file requirements.lock $(LOCKFLAGS)

clean: ## remove everything that was made, .venv included
	rm -rf .venv site dist .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +
