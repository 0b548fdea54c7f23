"""Every kind of problem there is, but those about personal data, which stand with their detectors in `check.personal.rules`.

The first letter is the family: a new rule is one entry in one of these tables and the place that reports it.
"""

from __future__ import annotations

from collections.abc import Mapping

from transparency.rules import records, release, sources, surveys
from transparency.rules.rule import Rule

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for family in (
        sources.FILES,
        sources.VALUES,
        sources.LANGUAGES,
        sources.REFERENCES,
        sources.WORKBOOKS,
        sources.TEMPLATES,
        records.DISCLOSURES,
        records.ATTACHMENTS,
        records.FORMS,
        records.OPEN_DATA,
        surveys.ANSWERS,
        surveys.FIGURES,
        release.RELEASE,
    )
    for rule in family
}
"""Code -> rule."""
