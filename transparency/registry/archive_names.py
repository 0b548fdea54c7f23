"""Checks the names of files in the archive of monitoring: ``YYYY_MM_DD_Unit_Type`` and one of three formats.

The scheme is that of the regulation on monitoring and feedback (8.3): date, unit and type of document, joined by underscores.
The archive itself stays outside the repository; nothing is opened, only names are read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.tree import files_below

_NAME = re.compile(r"(\d{4})_(\d{2})_(\d{2})_[^_]+_[^_]+\.(?:docx|xlsx|pdf)")


def has_archive_name(name: str) -> bool:
    """Whether a file is named by the scheme, with a day that exists."""
    found = _NAME.fullmatch(name)
    if found is None:
        return False
    try:
        dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        return False
    return True


def wrong_names(folder: Path) -> Iterator[Problem]:
    """Every file below a folder that is named otherwise."""
    for file in files_below([folder]):
        if not has_archive_name(file.name):
            advice = Message(
                "Name it YYYY_MM_DD_Unit_Type and end it in .docx, .xlsx or .pdf, e.g. {example}.", example=_EXAMPLE
            )
            where = file.relative_to(folder).as_posix() if file != folder else file.name
            yield Problem(where, 0, "A13", "", Message("is not named by the scheme of the archive."), advice)


_EXAMPLE = "2026_06_30_Registry_Report.pdf"
