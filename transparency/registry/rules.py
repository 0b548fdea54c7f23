"""The rules that compare records with each other, by code; the words of each stand in `transparency.model.rules`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from transparency.model.problem import Problem
from transparency.registry import (
    check_addresses,
    check_brand,
    check_indicators,
    check_languages,
    check_links,
    check_neutral_texts,
    check_promises,
    check_quality,
    check_references,
    check_surveys,
    check_terms,
    check_web_links,
)
from transparency.registry import check_approvals as approvals
from transparency.registry import check_attachments as attachments
from transparency.registry import check_disclosures as disclosures
from transparency.registry import check_pictures as pictures
from transparency.registry import check_prose as prose
from transparency.registry.load import Draft
from transparency.registry.redaction import wrong_left_out

Rule = Callable[[Draft], Iterable[Problem]]
RULES: Mapping[str, Rule] = {
    "R01": check_references.unknown_ids,
    "R01 of figures": check_surveys.figures_without_names,
    "R02": check_references.repeated_ids,
    "R03": check_references.wrong_counts,
    "R04": check_references.wrong_order,
    "R05": check_references.wrong_hierarchy,
    "R01, R02 of retired records": check_references.wrong_retired,
    "R06": check_links.dangling,
    "R06 of evidence": check_links.evidence_nowhere,
    "R06 of answers": check_links.answers_nowhere,
    "R06 of what answers": check_links.answers_elsewhere,
    "R06 of relations": check_links.relations_nowhere,
    "H03 of records": check_web_links.wrong_addresses,
    "H01 to H06 of prose": prose.faults,
    "R07": wrong_left_out,
    "A07": check_addresses.reserved,
    "F01 to F04, F09 of the brand": check_brand.wrong_files,
    "L10": check_brand.missing_letters,
    "A08, A10, F02 to F04": pictures.wrong_pictures,
    "L05": check_languages.missing_pages,
    "L06": check_languages.different_outlines,
    "L07": check_neutral_texts.praise,
    "L12": check_neutral_texts.obscenity,
    "L09": check_terms.avoided_forms,
    # disclosures, programmes, compliance
    "D01": disclosures.forgotten_items,
    "D02": disclosures.wrong_dates,
    "D03": disclosures.foreign_mailboxes,
    "D05": disclosures.wrong_certificate,
    "D06": disclosures.unexplained_documents,
    "D07": disclosures.wrong_publication_class,
    "D08, D09": disclosures.wrong_programmes,
    "R02 of rows": disclosures.repeated_rows,
    "R02 of clauses": check_quality.repeated_clauses,
    "D10": disclosures.wrong_waivers,
    "D11": disclosures.own_publisher,
    "D13": check_quality.wrong_evidence,
    "D27": disclosures.missing_units,
    "D14": check_quality.wrong_matrices,
    "D15": check_quality.wrong_totals,
    "D16": check_quality.missing_parts,
    "D20": disclosures.misplaced_demonstrations,
    "D25": check_promises.wrong_promises,
    "D26": approvals.changed_structures,
    "D31": approvals.own_approvers,
    # indicator values
    "N01": check_indicators.unknown_subjects,
    "N02": check_indicators.other_units,
    "R02 of values": check_indicators.repeated_values,
    "D20 of values": check_indicators.misplaced_values,
    "F01 to F09": attachments.wrong_attachments,
}
"""Every rule about records; a code never changes its meaning."""
RULES_FOR_A_DAY: Mapping[str, Callable[[Draft, dt.date], Iterable[Problem]]] = {
    "A12": pictures.links_to_embargoed_files,
}
"""Rules whose answer depends on the day of the build."""
