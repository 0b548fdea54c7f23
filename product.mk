# Targets of the repository that develops the product; the Makefile includes them.

$(VENV)/tests-installed: $(VENV)/installed requirements-test.lock
	$(PIP) --require-hashes --requirement requirements-test.lock
	@touch $@

.PHONY: lint
lint: $(VENV)/tests-installed ## style, types, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# A process of the tests for each processor
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)

# Without compiled files each of the processes would compile every test and the product anew, a tenth of the time
unexport PYTHONDONTWRITEBYTECODE

.PHONY: unit
unit: $(VENV)/tests-installed ## the tests of single parts: no browser, no nginx, no build, no whole institution
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not browser and not server and not slow and not integration"

.PHONY: test
test: $(VENV)/tests-installed system lint ## every test, the browser ones included
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml

.PHONY: lock
lock: $(VENV)/installed ## write the lock files anew: exact versions with hashes, no addresses
	$(PIP) uv
	$(BIN)/$(LOCK) --all-extras --output-file requirements-test.lock
	$(BIN)/$(LOCK) --constraint requirements-test.lock --output-file requirements.lock
	$(BIN)/transparency upgrade

.PHONY: bench
bench: $(VENV)/tests-installed ## build time compared with plain MkDocs, by number of pages
	@$(BIN)/python -m benchmarks.site

.PHONY: readability
readability: $(VENV)/tests-installed ## how hard the sentences of site/ are, by language and kind of page, and the hardest
	@$(BIN)/python -m benchmarks.readability

.PHONY: bench-check
bench-check: $(VENV)/tests-installed ## the real site against its budgets (benchmarks/budgets.yml)
	@$(BIN)/python -m benchmarks.site --pages 0 --check

.PHONY: bench-values
bench-values: $(VENV)/tests-installed ## 300 programmes, 8 years, 12 indicators: what their values cost, against the budgets
	@$(BIN)/python -m benchmarks.values --check

.PHONY: bench-survey
bench-survey: $(VENV)/tests-installed ## the aggregation of large surveys beside reading the file; ten and a hundred million answers
	@$(BIN)/python -m benchmarks.survey
	@$(BIN)/python -m benchmarks.survey answers 10
	@$(BIN)/python -m benchmarks.survey cluster 100

.PHONY: bench-preview
bench-preview: $(VENV)/tests-installed ## from an edit to the browser, and the memory of a long preview
	@$(BIN)/python -m benchmarks.preview

.PHONY: equality
equality: $(VENV)/tests-installed ## fifty random edits, each built in every way: the same bytes
	@$(BIN)/python -m tests.site.equality 50

.PHONY: bench-filter
bench-filter: $(VENV)/tests-installed system ## how the list of 300 programmes filters on a slow phone, against the limits
	@$(BIN)/python -m benchmarks.filtering --check

.PHONY: licences
licences: $(VENV)/tests-installed ## write down the licences of the packages, after «make lock»
	@$(PUBLISH) licences

.PHONY: chaos
chaos: $(VENV)/tests-installed ## kill 200 releases at random moments and check that a whole release is served
	@$(BIN)/python -m tests.release.chaos site 200

.PHONY: audit
audit: site system ## axe, keyboard and scrolling on every kind of page in every mode, Lighthouse, vnu (npm, java; an hour or two)
	AUDIT=full $(BIN)/python -m pytest -q tests/site/test_accessibility.py tests/site/test_frame.py
	npm install --silent --no-audit --no-fund --prefix .cache/audit lighthouse@12.8.2 vnu-jar@26.9.27
	$(BIN)/python scripts/audit.py site .cache/audit

.PHONY: pictures
pictures: site system ## contact sheets of every kind of page into pictures/
	$(BIN)/python -m tests.site.pictures site pictures
