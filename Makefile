# Two commands: `make site` builds, `make test` tests. `make help` lists the rest.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FORMAT ?= text
DEMO ?= yes
export DEMO
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: help
help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/tests-installed: $(VENV)/installed requirements-test.lock
	$(PIP) --require-hashes --requirement requirements-test.lock
	@touch $@

.PHONY: site
site: $(VENV)/installed ## check data/, build and check site/, a preview with demo/; DEMO=no leaves the invented records out
	@$(BIN)/python scripts/build.py $(if $(filter no,$(DEMO)),,--demo) --format $(FORMAT)

.PHONY: check
check: $(VENV)/installed ## what an edit of the content has to pass: sources, official site, preview, links, counts
	@$(BIN)/python scripts/check.py --format $(FORMAT)

.PHONY: gate
gate: $(VENV)/installed ## personal data, small groups, records: asks the sources, without a build
	@$(BIN)/python scripts/validate.py --fresh --format $(FORMAT)

BASE ?= origin/main
.PHONY: gate-messages
gate-messages: $(VENV)/installed ## personal data in the messages of the commits to be merged: BASE=origin/main
	@$(BIN)/python scripts/validate.py --commits "$(BASE)" --format $(FORMAT)

.PHONY: gate-site
gate-site: $(VENV)/installed ## the same of every file of the built site
	@$(BIN)/python scripts/validate.py --fresh --format $(FORMAT) site

.PHONY: serve
serve: $(VENV)/installed ## preview with live reload; DEMO=no as above
	@$(BIN)/mkdocs serve --dirty --no-strict

.PHONY: system
system: ## Debian packages of the browser and server tests (as root)
	@scripts/system-packages.sh

.PHONY: lint
lint: $(VENV)/tests-installed ## style, types, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: unit
unit: $(VENV)/tests-installed ## the tests that need no browser, no nginx and no whole build
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not server and not slow"

.PHONY: test
test: $(VENV)/tests-installed system lint ## every test, the browser ones included
	$(BIN)/python -m pytest -n 2 --dist loadfile

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml

.PHONY: lock
lock: $(VENV)/installed ## write the lock files anew: exact versions with hashes, no addresses
	$(PIP) uv
	$(BIN)/$(LOCK) --all-extras --output-file requirements-test.lock
	$(BIN)/$(LOCK) --constraint requirements-test.lock --output-file requirements.lock

.PHONY: bench
bench: $(VENV)/tests-installed ## what a build costs beside plain MkDocs, and how both grow
	@$(BIN)/python -m benchmarks.site

.PHONY: bench-check
bench-check: $(VENV)/tests-installed ## the real site against its budgets (benchmarks/budgets.yml)
	@$(BIN)/python -m benchmarks.site --pages 0 --check

.PHONY: bench-preview
bench-preview: $(VENV)/tests-installed ## from an edit to the browser, and the memory of a long preview
	@$(BIN)/python -m benchmarks.preview

.PHONY: equality
equality: $(VENV)/tests-installed ## fifty random edits, each built in every way: the same bytes
	@$(BIN)/python -m tests.site.equality 50

.PHONY: bench-filter
bench-filter: $(VENV)/tests-installed system ## how the list of 300 programmes filters on a slow phone, against the limits
	@$(BIN)/python -m benchmarks.filtering --check

# Release (handbook/en.md): TO says where, e.g. make release TO=folder:/srv/transparency
# SERVED=https://… where the target is empty although a site is served (fresh runners), FIRST=yes for the very first release, DUE=yes
# to release only where the day changes what readers see
TO ?=
SERVED ?=
FIRST ?=
DUE ?=
EARLIER = $(if $(SERVED),--served-from "$(SERVED)") $(if $(filter yes,$(FIRST)),--first) $(if $(filter yes,$(DUE)),--when-due)
PUBLISH = $(BIN)/python scripts/publish.py --format $(FORMAT)
WITH_STORE = $(if $(findstring s3:,$(TO)),$(VENV)/tests-installed,$(VENV)/installed)

.PHONY: release
release: $(WITH_STORE) ## build a clean checkout and publish it: TO=folder:/srv/site
	@$(PUBLISH) release --to "$(TO)" $(EARLIER)

.PHONY: preview
preview: $(WITH_STORE) ## the same without the refusals of the official address: TO=folder:/srv/preview
	@$(PUBLISH) release --preview --to "$(TO)" $(EARLIER)

.PHONY: rollback
rollback: $(WITH_STORE) ## go back to the release before: TO=folder:/srv/site
	@$(PUBLISH) rollback --to "$(TO)"

.PHONY: server
server: site ## write the parts of server/ that follow from the site
	@$(PUBLISH) server

.PHONY: licences
licences: $(VENV)/tests-installed ## write down the licences of the packages, after «make lock»
	@$(PUBLISH) licences

PIP_AUDIT := 2.10.1
.PHONY: vulnerabilities
vulnerabilities: ## known weaknesses of the locked packages; asks pypi.org
	$(PYTHON) -m venv build/pip-audit
	build/pip-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==$(PIP_AUDIT)
	build/pip-audit/bin/pip-audit --require-hashes --disable-pip --requirement requirements.lock --requirement requirements-test.lock

.PHONY: wheels
wheels: $(VENV)/installed ## Python packages of the lock list into build/wheels, for a backup that needs no network
	$(BIN)/pip download --quiet --require-hashes --requirement requirements.lock --dest build/wheels

.PHONY: backup
backup: wheels ## one file from which a lost server is rebuilt: TO=folder:/srv/site FILE=backup.tar
	@$(PUBLISH) backup "$(FILE)" --to "$(TO)" --wheels build/wheels

.PHONY: evidence
evidence: $(WITH_STORE) ## archive for an agency: TO=folder:/srv/site FRAMEWORK=esg-2015 FILE=evidence.zip
	@$(PUBLISH) evidence "$(FILE)" --to "$(TO)" --framework "$(FRAMEWORK)"

.PHONY: expiry
expiry: $(VENV)/installed ## what stands in the way today that did not on the day of the commit: SITE_DATE=2026-11-21
	@$(PUBLISH) expiry

.PHONY: chaos
chaos: $(VENV)/tests-installed ## kill 200 releases of a real site at random moments and look what is served
	@$(BIN)/python -m tests.release.chaos site 200

.PHONY: audit
audit: site system ## axe, keyboard and scrolling on every kind of page in every mode, Lighthouse, vnu (npm, java; an hour or two)
	AUDIT=full $(BIN)/python -m pytest -q tests/site/test_accessibility.py tests/site/test_frame.py
	npm install --silent --no-audit --no-fund --prefix .cache/audit lighthouse@12.8.2 vnu-jar@26.9.27
	$(BIN)/python scripts/audit.py site .cache/audit

.PHONY: pictures
pictures: site system ## contact sheets of every kind of page into pictures/
	$(BIN)/python -m tests.site.pictures site pictures
