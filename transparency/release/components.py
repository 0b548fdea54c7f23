"""Lists the third-party components of the site and its tools with their licences."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from license_expression import ExpressionError, LicenseSymbol, get_spdx_licensing

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem
from transparency.model.product_files import PRODUCT
from transparency.model.text import USUAL, Record, Text
from transparency.registry.files import source
from transparency.registry.records import record
from transparency.registry.yaml_document import read_yaml

DECLARED = "transparency/release/licences/components.yml"
RECORDED = "transparency/release/licences/packages.txt"
Scope = Literal["required", "optional"]
LOCKS: Mapping[str, Scope] = {
    "requirements.lock": "required",
    "requirements-test.lock": "optional",
}
"""Lock list -> whether the site cannot be built without what stands in it."""

_SPDX = get_spdx_licensing()
OWN = "own"
"""Licence of what is ours: the rights are the university's, regulation 7.4."""

_WORK = frozenset(".css .js .woff2 .woff .ttf .otf .png .jpg .jpeg .gif .webp .svg .ico .wasm".split())
"""Endings of files that may be somebody's work: fonts, icons, pictures, programs."""

_CLASSIFIERS: Mapping[str, str] = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""Trove classifiers that name one licence; «BSD License» names several and is looked up by hand."""


class ComponentFile(Record):
    """Files of the built site with one origin."""

    pattern: Text
    """Below the root of the site, as in a shell."""
    name: Text
    licence: Text
    source: Text
    """Where the licence can be read, or what makes the file."""


class Declared(Record):
    """``licences/components.yml``: what was looked up by hand."""

    accepted: tuple[Text, ...]
    """SPDX identifiers."""
    packages: Mapping[str, Text]
    files: tuple[ComponentFile, ...]


@dataclass(frozen=True, order=True, slots=True)
class LockedPackage:
    """One line of a lock list."""

    name: str
    version: str
    scope: Scope
    hashes: tuple[str, ...]
    """SHA-256 of every file that may be installed for it."""
    licence: str | None
    """SPDX expression, or None where nobody knows."""


def declared() -> Declared:
    """What was looked up by hand."""
    document = read_yaml(source(PRODUCT, DECLARED))
    found = None if document.problems else record(Declared, document, USUAL)
    if found is None:
        raise CouldNotRun(Message("The list of licences cannot be read: {problem}", problem=document.problems[0]))
    return found


_LINE = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE)


def packages(root: Path) -> tuple[LockedPackage, ...]:
    """Every package of the lock lists, once; what both lists name is required."""
    licences = {**recorded(), **declared().packages}
    found: dict[tuple[str, str], LockedPackage] = {}
    for lock, scope in ((root / name, scope) for name, scope in LOCKS.items() if (root / name).is_file()):
        for match in _LINE.finditer(lock.read_text(encoding="utf-8")):
            name, version = match["name"], match["version"]
            hashes = tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", match["rest"])))
            found.setdefault((name, version), LockedPackage(name, version, scope, hashes, licences.get(name)))
    return tuple(sorted(found.values()))


def recorded() -> Mapping[str, str]:
    """Licences as the packages themselves name them, written down by `record_licences`."""
    path = PRODUCT / RECORDED
    if not path.is_file():
        return {}
    lines = (line.partition(": ") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: licence for name, _, licence in lines}


def record_licences(root: Path) -> None:
    """Reads the installed packages; of one that is not for this machine, what was known stays."""
    known, before = declared(), recorded()
    found = {name: _own_word(name, known) or before.get(name) for name in sorted({one.name for one in packages(root)})}
    lines = (f"{name}: {licence}\n" for name, licence in found.items() if licence and name not in known.packages)
    (PRODUCT / RECORDED).write_text(f"{_HEAD}{''.join(lines)}", encoding="utf-8")


_HEAD = (
    "# Written by «make licences» from the metadata of the packages; what they do not say stands in components.yml.\n"
)


def _own_word(name: str, known: Declared) -> str | None:
    """From the package's metadata, in the order of their precision."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    written = next((about[key] for key in ("License-Expression", "License") if key in about), "")
    if may_be_used(written, known):
        return written
    classified = {_CLASSIFIERS.get(line) for line in about.get_all("Classifier") or () if line.startswith("License ::")}
    return classified.pop() if len(classified) == 1 else None


def faults(root: Path, site: Path | None) -> Iterator[Problem]:
    """Packages and files whose licence is unknown or not accepted."""
    known = declared()
    advice = Message(
        "Run «make licences»; if it does not help, read the licence and write it into {declared}, or do without it.",
        declared=DECLARED,
    )
    for package in packages(root):
        lock = next(name for name, scope in LOCKS.items() if scope == package.scope)
        if package.licence is None or not may_be_used(package.licence, known):
            yield Problem(
                lock, 0, "V40", package.name, Message("has a licence that is unknown or not accepted."), advice
            )
        if not package.hashes:
            yield Problem(
                lock,
                0,
                "V41",
                package.name,
                Message("is locked without a hash."),
                Message("Write the lock file again: make lock."),
            )
    for path in _unclaimed(site, known) if site else ():
        yield Problem(path, 0, "V42", "", Message("is a font, picture or program of unknown origin."), advice)


def may_be_used(expression: str, known: Declared) -> bool:
    """Whether we accept enough licences of an SPDX expression: of a choice (OR) one, of a combination (AND) all."""
    try:
        parsed = _SPDX.parse(expression)
    except ExpressionError:
        return False
    if parsed is None:
        return False
    accepted = {one: _SPDX.TRUE for one in parsed.literals if _without_exception(one) in known.accepted}
    return bool(parsed.subs(accepted, simplify=True) == _SPDX.TRUE)


def _without_exception(licence: LicenseSymbol) -> str:
    """``WITH`` names an exception, which only adds rights."""
    return str(licence).partition(" WITH ")[0]


def _unclaimed(site: Path, known: Declared) -> Iterator[str]:
    accepted = {*known.accepted, OWN}
    claims = [one.pattern for one in known.files if one.licence in accepted]
    for path in sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.suffix in _WORK):
        if not any(fnmatch.fnmatchcase(path, claim) for claim in claims):
            yield path
