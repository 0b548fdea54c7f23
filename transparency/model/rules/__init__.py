"""Table of all rules with code, meaning and advice, except the personal-data rules, which are in `gate.rules`.

The first letter of a code is the family. A new rule is one entry in one of these tables and the place that reports it.
"""

from __future__ import annotations

from collections.abc import Mapping

from transparency.model.rules import files, pages, records, release, sources, surveys
from transparency.model.rules.rule import Rule

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for family in (
        files.SOURCE_FILES,
        sources.FILES,
        sources.VALUES,
        sources.LANGUAGES,
        sources.REFERENCES,
        sources.WORKBOOKS,
        sources.TEMPLATES,
        records.DISCLOSURES,
        records.INDICATORS,
        records.ATTACHMENTS,
        records.FORMS,
        records.OPEN_DATA,
        surveys.ANSWERS,
        surveys.FIGURES,
        release.RELEASE,
        pages.TEXTS,
        pages.PAGES,
    )
    for rule in family
}
"""Code -> rule."""
