# Two commands: `make site` builds, `make test` tests. `make help` lists the rest.
# The product brings this file, and `transparency upgrade` writes it anew.
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
help: ## list of targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# The product: its sources, in the repository that develops it, or a wheel of it
PRODUCT := $(or $(wildcard pyproject.toml),$(wildcard product/*.whl))

$(VENV)/installed: requirements.lock $(PRODUCT)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation $(if $(filter %.whl,$(PRODUCT)),--force-reinstall $(PRODUCT),--editable .)
	@touch $@

.PHONY: site
site: $(VENV)/installed ## check data/, build and check site/, a preview with demo/; DEMO=no leaves the invented records out
	@$(BIN)/python scripts/build.py $(if $(filter no,$(DEMO)),,--demo) --format $(FORMAT)

.PHONY: check
check: $(VENV)/installed ## checks required to merge a content change: sources, official site, preview, links, counts
	@$(BIN)/python scripts/check.py --format $(FORMAT)

.PHONY: gate
gate: $(VENV)/installed ## check personal data, small groups and records in the sources, without a build
	@$(BIN)/python scripts/validate.py --fresh --format $(FORMAT)

BASE ?= origin/main
.PHONY: gate-messages
gate-messages: $(VENV)/installed ## personal data in the messages of the commits to be merged: BASE=origin/main
	@$(BIN)/python scripts/validate.py --commits "$(BASE)" --format $(FORMAT)

.PHONY: gate-site
gate-site: $(VENV)/installed ## check personal data and small groups in the built site
	@$(BIN)/python scripts/validate.py --fresh --format $(FORMAT) site

.PHONY: serve
serve: $(VENV)/installed ## preview with live reload; DEMO=no leaves demo/ out
	@$(BIN)/mkdocs serve --dirty --no-strict

.PHONY: desk
desk: $(VENV)/installed ## the editors' desk: forms for everything in data/, in the browser of this machine
	@$(BIN)/transparency desk

.PHONY: system
system: ## Debian packages of the browser and server tests (as root)
	@scripts/system-packages.sh

# Release (handbook/en.md): TO says where, e.g. make release TO=folder:/srv/transparency
# SERVED=https://… where the target is empty although a site is served (fresh runners), FIRST=yes for the very first release, DUE=yes
# to release only where the day changes what readers see
TO ?=
SERVED ?=
FIRST ?=
DUE ?=
EARLIER = $(if $(SERVED),--served-from "$(SERVED)") $(if $(filter yes,$(FIRST)),--first) $(if $(filter yes,$(DUE)),--when-due)
PUBLISH = $(BIN)/python scripts/publish.py --format $(FORMAT)

.PHONY: release
release: $(VENV)/installed ## build a clean checkout and publish it: TO=folder:/srv/site
	@$(PUBLISH) release --to "$(TO)" $(EARLIER)

.PHONY: preview
preview: $(VENV)/installed ## a preview: skips the checks that only the official site has to pass; to build/preview or TO=folder:/srv/preview
	@$(PUBLISH) release --preview $(if $(TO),--to "$(TO)" $(EARLIER),--to folder:build/preview $(if $(wildcard build/preview),,--first))

.PHONY: request-preview
request-preview: $(VENV)/installed ## the checked build of a merge request in a folder of its own: TO=folder:/srv/previews NUMBER=12
	@$(PUBLISH) request-preview "$(NUMBER)" --to "$(TO)"

.PHONY: withdraw-preview
withdraw-preview: $(VENV)/installed ## remove it after the merge: TO=folder:/srv/previews NUMBER=12
	@$(PUBLISH) withdraw-preview "$(NUMBER)" --to "$(TO)"

.PHONY: rollback
rollback: $(VENV)/installed ## go back to the release before: TO=folder:/srv/site
	@$(PUBLISH) rollback --to "$(TO)"

.PHONY: server
server: site ## write the parts of server/ that follow from the site
	@$(PUBLISH) server

PIP_AUDIT := 2.10.1
.PHONY: vulnerabilities
vulnerabilities: ## known weaknesses of the locked packages; asks pypi.org
	$(PYTHON) -m venv build/pip-audit
	build/pip-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==$(PIP_AUDIT)
	build/pip-audit/bin/pip-audit --require-hashes --disable-pip $(addprefix --requirement ,$(wildcard requirements*.lock))

.PHONY: wheels
wheels: $(VENV)/installed ## Python packages of the lock list into build/wheels, for a backup that needs no network
	$(BIN)/pip download --quiet --require-hashes --requirement requirements.lock --dest build/wheels

.PHONY: backup
backup: wheels ## one file from which a lost server is rebuilt: TO=folder:/srv/site FILE=backup.tar
	@$(PUBLISH) backup "$(FILE)" --to "$(TO)" --wheels build/wheels

.PHONY: evidence
evidence: $(VENV)/installed ## evidence pack for an accreditation agency: TO=folder:/srv/site FRAMEWORK=regulation FILE=evidence.zip
	@$(PUBLISH) evidence "$(FILE)" --to "$(TO)" --framework "$(FRAMEWORK)"

.PHONY: expiry
expiry: $(VENV)/installed ## what has expired since the last commit and blocks a release: SITE_DATE=2026-11-21
	@$(PUBLISH) expiry

.PHONY: upgrade
upgrade: $(VENV)/installed ## take over a newer product and say what changes: WHEEL=transparency-1.0.0-py3-none-any.whl
	$(PIP) --no-deps --force-reinstall "$(WHEEL)"
	@$(BIN)/transparency upgrade

# The repository that develops the product has tests of its own.
ifeq ($(wildcard product.mk),)
.PHONY: test
test: check
endif
-include product.mk
