# make demo    compare the example corpus and write its dossier
# make test    all tests
# make lint    ruff; make types: mypy --strict; make gate: accuracy floors (DATA: where it is there)
# make bench   all benches into docs/benchmarks.md; PEERS=1 trains spaCy beside (extra `peers`)
# make picture the pictures in docs/ and README.md, of the example dossier (Debian package chromium)
# make models  train the shipped models again (DATA: folder with the unpacked training data)

PYTHON ?= python3
DATA ?= .data
BIN := .venv/bin
TRAINING := .venv-train/bin
PIP := -m pip --disable-pip-version-check --quiet install --constraint constraints.txt

.PHONY: demo test lint types gate models bench clean

demo: .venv/ready
	@mkdir -p out
	@$(BIN)/crossread compare examples/pages -o out/dossier.html
	@echo "Open $(CURDIR)/out/dossier.html in a browser."

test: .venv/ready-dev
	@command -v chromium >/dev/null || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing chromium (once) ..."; \
	  { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null 2>&1 || true; fi
	@command -v chromium >/dev/null || \
	  echo "chromium is missing, so tests/browser is skipped: apt-get install chromium" >&2
	$(BIN)/python -m pytest -n 2 -rs

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready-dev
	$(BIN)/mypy

gate: .venv/ready-dev
	$(BIN)/python -m bench gate $(if $(wildcard $(DATA)/.),--data $(DATA))

bench: .venv/ready-dev
	$(BIN)/python -m bench all --data $(DATA) --write docs/benchmarks.md $(if $(PEERS),--peers)

models: .venv-train/ready .venv/ready-dev
	$(TRAINING)/python -m training.encoder --data $(DATA) --out src/crossread/models/encoder
	$(BIN)/python -m training.names --data $(DATA) --out src/crossread/models/names
	$(BIN)/python -m training.lexicon --data $(DATA) --out src/crossread/models/lexicon

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "crossread needs Python 3.11 or newer; set PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else echo "python3-venv is missing: apt-get install python3-venv" >&2; exit 1; fi; }
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/made pyproject.toml constraints.txt
	@$(BIN)/python $(PIP) --editable .
	@touch $@

.venv/ready-dev: .venv/made pyproject.toml constraints.txt
	@$(BIN)/python $(PIP) --editable '.[dev]'
	@touch $@ .venv/ready

.venv-train/ready: pyproject.toml
	@$(PYTHON) -m venv .venv-train
	@.venv-train/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[training]'
	@touch $@

clean:
	rm -rf .venv .venv-train out build dist

.PHONY: picture
picture: demo .venv/ready-dev
	$(BIN)/python -m tests.browser.pictures out/dossier.html docs
