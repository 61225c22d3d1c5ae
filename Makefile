# `make run`: install, index corpus/, serve the page. `make test`: install what tests need, run all.
PYTHON ?= python3
VENV := .venv
PEERS := .venv-peers
BIN := $(VENV)/bin
SCRIPTS := tests/scripts
HAS_NODE := node -e 'const [major, minor] = process.versions.node.split("."); \
	process.exit(major * 100 + Number(minor) < 1818 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null

.PHONY: run test check times check-scripts bench bench-million bench-peers torture clean

run: $(VENV)/installed
	$(BIN)/python build_index.py corpus
	$(BIN)/python ui.py

test: $(VENV)/installed-tests
	$(MAKE) --no-print-directory check

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory check-scripts
	$(BIN)/python -m pytest

# Whether what a hostile text costs grows with its length alone: compares times, so that nothing else
# should run meanwhile (ten minutes). `make test` compares none.
times: $(VENV)/installed-tests
	GLEANER_TIMES=1 $(BIN)/python -m pytest tests/test_linear.py tests/draft/test_draft.py

# Types and lint of the page's scripts. Only this needs Node.
check-scripts:
	@if $(HAS_NODE); then \
		$(MAKE) -s $(SCRIPTS)/node_modules/installed && \
		$(SCRIPTS)/node_modules/.bin/tsc -p $(SCRIPTS) && \
		$(SCRIPTS)/node_modules/.bin/eslint -c $(SCRIPTS)/eslint.config.js qa/page/static; \
	elif [ -n "$$CI" ]; then \
		echo 'Node 18.18 or newer, with npm, is not installed. Run: apt-get install nodejs npm'; \
		exit 1; \
	else \
		echo "Skipped: the page's scripts are checked where Node 18.18 or newer is, with npm."; \
	fi

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Gleaner needs Python 3.11 or newer; name it: make PYTHON=python3.12 …'; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt requirements-second.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-second.txt
	@touch $@

$(VENV)/installed-tests: tests/requirements.txt requirements-mcp.txt requirements-milvus.txt $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

$(SCRIPTS)/node_modules/installed: $(SCRIPTS)/package-lock.json
	cd $(SCRIPTS) && npm ci --silent
	@touch $@

# How cost grows (10 minutes on two cores), and the same at a million passages (an hour).
bench: $(VENV)/installed
	$(BIN)/python -m benchmarks.scale --data ../shared/qa-data

bench-million: $(VENV)/installed
	$(BIN)/python -m benchmarks.scale --data ../shared/qa-data --passages 25000 1000000

# Beside txtai, Haystack and a plain script, in an environment of their own (25 minutes).
bench-peers: $(VENV)/installed $(PEERS)/installed
	$(BIN)/python -m benchmarks.peers --data ../shared/qa-data

$(PEERS)/installed: benchmarks/peers/requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# Interrupted, damaged, without a disk to write on, given odd inputs: an index stays whole, and no
# answer is wrong (an hour and a half on two cores).
torture: $(VENV)/installed-tests
	$(BIN)/python -m tests.torture.crashes --kills 1000 --seconds 3600
	$(BIN)/python -m tests.torture.milvus --kills 50
	$(BIN)/python -m tests.torture.damage --count 500
	$(BIN)/python -m tests.torture.files --count 5000
	$(BIN)/python -m tests.torture.fuzz --seconds 900

clean:
	rm -rf $(VENV) $(PEERS) .index build dist *.egg-info $(SCRIPTS)/node_modules
