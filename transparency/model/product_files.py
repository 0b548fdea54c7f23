"""Paths of the package files that all institutions share: interface texts, dataset declarations, layout, submission form."""

from __future__ import annotations

from pathlib import Path

PRODUCT = Path(__file__).resolve().parents[2]
"""The folder that holds the package; problems name files of the package from here, e.g. ``transparency/site/words/kk.yml``."""

WORDS = "transparency/site/words"
"""Interface texts: one catalogue for each language."""
DATASETS = "transparency/opendata/datasets"
"""Declarations of the open datasets."""
RECORD_TYPE_FILES = "transparency/model/record_types"
"""Declarations of the record types: one file for each."""
SCHEMAS = "transparency/opendata/schemas"
"""Schemas of the datasets as they were last published."""
SUBMISSION_FORM = "transparency/desk/submission-form.yml"
"""The rows of the form with which units send material."""
LAYOUT = PRODUCT / "transparency/site/layout"
"""Templates around every page, stylesheet, scripts, fonts."""
