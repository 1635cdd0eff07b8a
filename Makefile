# A newcomer's two commands: `make demo` and `make test`. Everything else is called by them.

SERVE ?= 1
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check words reader lock clean

demo: $(STAMP) words
	$(BIN)/python scripts/demonstration.py
	@if [ "$(SERVE)" = "1" ]; then exec $(BIN)/python scripts/serve.py; fi

test: $(STAMP) words
	bash scripts/install_test_tools.sh
	$(BIN)/python scripts/demonstration.py
	bash scripts/run_tests.sh

# What a developer runs between commits: seconds, no browser, SQLite.
check: $(STAMP) words
	$(BIN)/ruff check src tests scripts
	$(BIN)/ruff format --check src tests scripts
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pytest -q -m "not browser" tests

words: $(STAMP)
	$(BIN)/python scripts/compile_messages.py

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python scripts/compile_messages.py
	@touch $(STAMP)

# Teaches the reader anew from the annotated texts: after a change of its rules, its vocabulary or the texts.
lessons := var/lessons
reader: $(STAMP)
	@mkdir -p $(lessons)
	$(BIN)/python -m tests.narrative.lessons known > $(lessons)/known.jsonl
	$(BIN)/python -m tests.narrative.lessons drills > $(lessons)/drills.jsonl
	$(BIN)/python -m tests.narrative.lessons new > $(lessons)/new.jsonl
	OPENBLAS_CORETYPE=Haswell $(BIN)/binhyen train-reader $(lessons)/new.jsonl --drills $(lessons)/drills.jsonl --known $(lessons)/known.jsonl

lock:
	$(PYTHON) scripts/lock.py

clean:
	rm -rf $(VENV) var binhyen.env
