"""Loads the sections that a site uses, before any record is read, and reports files of sections that it does not use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.sections import SECTIONS, Section, UsedSections, section_of
from transparency.registry.files import source
from transparency.registry.record_types import record_types
from transparency.registry.yaml_document import read_yaml


class _Setting(BaseModel):
    """The one key of ``data/site.yml`` that is read here."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    sections: UsedSections = SECTIONS


def load_sections(root: Path) -> tuple[Section, ...]:
    """The sections of the setting; all of them where it is wrong, which is reported with the other settings."""
    try:
        return _Setting.model_validate(read_yaml(source(root, "data", "site.yml")).value).sections
    except ValidationError:
        return SECTIONS


def files_of_unused_sections(names: Iterable[str], used: tuple[Section, ...]) -> Iterator[Problem]:
    """Files of sections that the site does not use; one problem a section, at its first file."""
    found: dict[Section, list[str]] = {}
    for name in names:
        section = section_of_file(name)
        if section is not None and section not in used:
            found.setdefault(section, []).append(name)
    for section, files in found.items():
        what = Message(
            'data/site.yml does not use the section "{section}", to which {count} files belong.',
            section=section,
            count=len(files),
        )
        advice = Message('Remove the files, or add "{section}" to sections in data/site.yml.', section=section)
        yield Problem(files[0], 0, "A03", "", what, advice)


def section_of_file(name: str) -> Section | None:
    """The section of a source file: of a record by its type, of a hand-written page by its address."""
    folder, _, rest = name.partition("/")
    if folder == "docs":
        return section_of(rest.partition("/")[2].rpartition(".")[0])
    return _places().get(rest.partition("/")[0])


def _places() -> dict[str, Section]:
    """Folder or file below ``data/`` -> section of the records in it."""
    types = record_types().values()
    return {one.files.partition("/")[0]: one.section for one in types if one.section is not None}
