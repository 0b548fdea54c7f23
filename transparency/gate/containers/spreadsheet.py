"""Checks a workbook or table for active content: macros, calls of other programs, links to other files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from transparency.gate.containers.office_package import OfficePackage
from transparency.gate.containers.pdf import is_foreign

_MACROS = re.compile(r"(?i)vbaProject|macrosheets/|dialogsheets/|activeX/|customUI|ctrlProps/")
_OUTSIDE = re.compile(r"(?i)externalLinks/|connections\.xml|queryTables/|embeddings/|webextensions/|xmlMaps|model/item")
_MACRO_TYPES = re.compile(rb"(?i)macroEnabled|vbaProject|ms-excel\.(?:intl)?macrosheet")
_FORMULAS = frozenset(
    "f definedName formula formula1 formula2 oldFormula calculatedColumnFormula totalsRowFormula".split()
)
"""Elements that hold a formula."""
_QUOTED = re.compile(r'"[^"]*"')
_CALLS = re.compile(
    r"(?i)\b(?:HYPERLINK|WEBSERVICE|FILTERXML|RTD|CALL|EXEC|REGISTER(?:\.ID)?|IMAGE|IMPORT(?:DATA|XML|HTML|RANGE|FEED)|"
    r"STOCKHISTORY|CUBE\w+|DDE|FOPEN|INITIATE|EVALUATE)\s*\(|\||\[\d+\]|\[[^\]]+\.xl\w+\]|\\\\"
)
"""Functions that reach outside the workbook; a bar is DDE (``cmd|'/c …'!A1``), brackets name another workbook."""
_WHOLE = frozenset(("row", "c", "si", "definedName", "Relationship"))
"""Elements that are of no more use once they were read."""
_STARTING_NAMES = re.compile(r"(?i)auto_(?:open|close|activate|deactivate)")
_FORMULA_CELL = re.compile(r"\s*[=@\t\r]|[+-](?![\d\s.,()–-]*$)")
"""A cell that a spreadsheet takes for a formula; numbers, phone numbers and a lone dash are not."""

MACRO, REACHES, CALLS = "macros", "connections to other files", "formulas that call programs or other files"
DAMAGED: tuple[type[Exception], ...] = (ElementTree.ParseError, ValueError, LookupError)
"""What reading a damaged part raises."""


def deeds(package: OfficePackage) -> frozenset[str]:
    """What the workbook carries or does besides showing its cells."""
    found = {MACRO for name in package.names if _MACROS.search(name)}
    found |= {REACHES for name in package.names if _OUTSIDE.search(name)}
    if _MACRO_TYPES.search(package.parts["[Content_Types].xml"]):
        found.add(MACRO)
    for element in _elements(package, _FORMULAS):
        if _STARTING_NAMES.search(element.get("name", "")):
            found.add(MACRO)
        if _CALLS.search(_QUOTED.sub('""', "".join(element.itertext()))):
            found.add(CALLS)
    return frozenset(found)


def leads_away(package: OfficePackage, domain: str) -> bool:
    """Whether a link or a relation of the workbook leads to another host or another file."""
    outside = (e for e in _elements(package, frozenset({"Relationship"})) if e.get("TargetMode") == "External")
    return any(_is_away(element.get("Target", ""), domain) for element in outside)


def _elements(package: OfficePackage, names: frozenset[str]) -> Iterator[ElementTree.Element]:
    """The elements of these names in all parts; a part is read piece by piece, for it may be large."""
    for part in package.parts.values():
        for _, element in ElementTree.iterparse(io.BytesIO(part)):  # noqa: S314  (a package has no entities)
            local = element.tag.rpartition("}")[2]
            if local in names:
                yield element
            if local in _WHOLE:
                element.clear()


def _is_away(address: str, domain: str) -> bool:
    return is_foreign(address, domain) or not address.startswith(("https://", "http://", "mailto:", "tel:", "#"))


def formula_cell(text: str) -> int | None:
    """The line of the first cell of a CSV file that a spreadsheet would run; None where there is none."""
    reader = csv.reader(io.StringIO(text, newline=""))
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return None
        except csv.Error:  # a cell beyond the limit of the reader is no table that anybody can use
            return reader.line_num
        if any(_FORMULA_CELL.match(part) for cell in cells for part in cell.split(";")):
            return reader.line_num
