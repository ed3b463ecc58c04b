# `make` lists what there is. The environment is in .venv: what runs the program for `make demo` and `make console`, the
# tools of development on top for everything else. Either is brought up to date when its pins change.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/.ready-demo
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SOURCES := demogen loader tests
# Tests wait for processes and servers a part of their time, so there are half as many runners again as cores.
RUNNERS = $(shell $(BIN)/python -c 'import os; print(os.cpu_count() * 3 // 2)')
# The demo loads into the embedded server of this checkout, whatever database the shell names.
LOAD := env -u DATABASE_URL -u PGHOST -u PGHOSTADDR -u PGPORT -u PGUSER -u PGDATABASE -u PGSERVICE -u DEMOGEN_SCHEMA $(BIN)/demogen-load
# How the program is called from where `make` was called, which may be another folder, and with the server it was told.
CALLED := $(if $(DEMOGEN_PG_DIR),DEMOGEN_PG_DIR='$(DEMOGEN_PG_DIR)' )$(if $(findstring <$(PWD)>,<$(CURDIR)>),$(BIN)/demogen-load,'$(CURDIR)/$(BIN)/demogen-load')

.DEFAULT_GOAL := help
.PHONY: help setup demo console test lint format schemas goldens streams vectors browser readers picture bench scale faults majors matrix lock score campaign properties costs docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## make the environment in .venv, with the tools of development

$(RUNS): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(READY): pyproject.toml constraints.txt | $(RUNS)
	$(PIP) -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(RUNS) ## generate a bundle, check it, ask it a question, load it into Postgres, write its report
	@rm -rf demo && mkdir demo
	$(BIN)/demogen generate fixtures/configs/valid/saas-us.yaml --seed acme -o demo/acme
	$(BIN)/demogen check demo/acme
	$(BIN)/demogen sql demo/acme "select u.full_name as rep, count(*) as won, sum(d.amount) as value from deals d join users u on u.id = d.owner_id where d.status = 'won' group by all order by value desc"
	$(LOAD) load demo/acme --replace
	$(LOAD) db psql -c "select channel, count(*) as leads, count(converted_at) as converted from leads group by 1 order by 2 desc"
	$(LOAD) db psql -c "select s.name as stage, count(*) as deals, sum(d.amount) as value from deals d join pipeline_stages s on s.id = d.stage_id group by s.position, s.name order by s.position"
	$(LOAD) db psql -c "select to_char(closed_at, 'YYYY-MM') as month, count(*) as won, sum(amount) as value from deals where status = 'won' group by 1 order by 1 desc limit 6"
	$(BIN)/demogen report demo/acme -o demo/report.html
	@echo
	@echo "report:             $(CURDIR)/demo/report.html"
	@echo "look into the data: $(CALLED) db psql"
	@echo "remove the tenant:  $(CALLED) delete $$($(BIN)/python -c 'import json; print(json.load(open("demo/acme/manifest.json"))["tenant"]["slug"])') --yes --dsn '$$($(LOAD) db url)'"
	@echo "stop the server:    $(CALLED) db stop"

console: $(RUNS) ## start the console with one finished job, and one admin who signs in by a link: make console PORT=8701
	@mkdir -p demo
	@test -d demo/acme || $(BIN)/demogen generate fixtures/configs/valid/saas-us.yaml --seed acme -o demo/acme
	@$(LOAD) load demo/acme --replace
	@$(LOAD) admin create admin@console.example --name "First Admin" --no-password --if-missing > /dev/null
	@$(LOAD) serve --data-dir demo/console --link admin@console.example $(if $(PORT),--port $(PORT))

test: lint ## lint, then run every test
	@$(BIN)/python -m tests.programs
	@$(BIN)/python -m compileall -q $(SOURCES)
	$(BIN)/python -m pytest -q -n $(RUNNERS) --dist loadfile --no-loadscope-reorder

lint: $(READY) ## format, lint, types, import directions
	$(BIN)/ruff format --check --quiet $(SOURCES)
	$(BIN)/ruff check --quiet $(SOURCES)
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo --config pyproject.toml

format: $(READY) ## format the code
	$(BIN)/ruff format --quiet $(SOURCES)
	$(BIN)/ruff check --quiet --fix $(SOURCES)

schemas: $(READY) ## write the JSON Schemas that follow from code
	$(BIN)/python -m tests.goldens schemas

streams: $(READY) ## list the streams that worlds draw (a new draw, or one under another name)
	$(BIN)/python -m tests.goldens streams

goldens: $(READY) ## write golden digests and answers anew (what is generated changed on purpose)
	$(BIN)/python -m tests.goldens digests
	$(BIN)/python -m tests.goldens queries

vectors: ## make the vectors of the random numbers anew, with Node
	node fixtures/rng/make_vectors.mjs

docs: $(READY) ## fill command help and output into README and docs
	$(BIN)/cog -r README.md docs/*.md

browser: $(READY) ## run the tests that open pages in a real Chromium; screenshots go to build/shots
	@command -v chromium || command -v chromium-browser || command -v google-chrome || { echo "There is no Chromium: install it from the system's packages, such as apt-get install chromium" >&2; exit 1; }
	$(PIP) -c constraints.txt -e '.[browser]'
	DEMOGEN_TEST_BROWSER=required DEMOGEN_TEST_SHOTS=build/shots $(BIN)/python -m pytest -q -m browser

readers: $(READY) ## read exports in Spark (needs Java), polars, old DuckDB, and R and LibreOffice where they are
	$(PYTHON) -m venv build/readers/frames
	build/readers/frames/bin/pip install --quiet --disable-pip-version-check pyspark polars
	for version in 1.0.0 1.1.0 1.4.1; do \
	  $(PYTHON) -m venv build/readers/duckdb-$$version && \
	  build/readers/duckdb-$$version/bin/pip install --quiet --disable-pip-version-check duckdb==$$version || exit 1; done
	DEMOGEN_TEST_READERS=build/readers $(BIN)/python -m pytest -q -m readers

picture: $(READY) ## make the pictures of README and docs again, in Chromium
	$(PIP) -c constraints.txt -e '.[browser]'
	$(BIN)/python -m tests.picture

faults: $(READY) ## kill loads at random: make faults N=500
	FAULTS=$(or $(N),200) $(BIN)/python -m pytest -q tests/loader/test_faults.py tests/loader/test_moments.py tests/console/test_crash.py tests/console/test_workers.py

majors: $(READY) ## run the loader's tests on every Postgres from 14 to 18
	$(BIN)/python -m tests.majors

matrix: $(READY) ## run the core of the tests with the oldest and the newest libraries, and check the lock
	$(PIP) -c constraints.txt -e '.[lock]'
	$(BIN)/python -m tests.matrix

lock: $(READY) ## write constraints.txt and requirements.lock from pyproject.toml: make lock UPGRADE=1 takes newer versions
	$(PIP) -c constraints.txt -e '.[lock]'
	$(BIN)/python -m tests.lock $(if $(UPGRADE),--upgrade)

score: $(READY) ## score every country with every industry, three seeds each
	$(BIN)/python -m tests.score

campaign: $(READY) ## build random configs from the whole space inside the limits: make campaign N=1000 FIRST=0
	$(BIN)/python -m tests.campaign $(or $(N),1000) $(or $(FIRST),0)

properties: $(READY) ## run the property tests and the campaigns of faults long: make properties N=2000
	DEMOGEN_TEST_EXAMPLES=$(or $(N),1000) CAMPAIGN_RUNS=20 $(BIN)/python -m pytest -q -k "property or campaign or as_it_says"

costs: $(READY) ## measure what each step of a job costs, into loader/jobs/costs.json
	$(BIN)/python -m tests.bench.costs

bench: $(READY) ## measure speed against another generator, in one run
	$(PIP) -c constraints.txt -e '.[bench]'
	$(BIN)/python -m tests.bench.bench
	$(BIN)/python -m tests.bench.bench_load
	$(BIN)/python -m tests.bench.bench_console

scale: $(READY) ## generate ten million leads, fifty million rows, and verify them: a quarter of an hour, 30 GB of disk
	$(BIN)/python -m tests.bench.scale

clean: ## remove what was made
	-@test ! -x $(BIN)/demogen-load || env -u DEMOGEN_PG_DIR $(BIN)/demogen-load db stop
	rm -rf $(VENV) .demogen demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
