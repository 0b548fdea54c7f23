"""Says in words how one version of the product differs from another: changelog, interface texts, datasets, layout."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from transparency.model.package_yaml import package_yaml
from transparency.model.product_files import LAYOUT, PRODUCT, SCHEMAS, WORDS
from transparency.model.product_wheel import NAME

Files = Mapping[str, bytes]
"""Name below the folder that holds the package -> content."""

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def changelog() -> str:
    """The changelog of the running product, which its metadata end with; from the file, where it runs from its sources."""
    file = PRODUCT / "CHANGELOG.md"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    return str(metadata.metadata(NAME).json["description"])


def since(text: str, version: str) -> str:
    """The sections of a changelog above the one of a version; all of them where it has none."""
    headings = list(_HEADING.finditer(text))
    known = next((found.start() for found in headings if found[1].split()[0] == version), len(text))
    return text[headings[0].start() : known].strip() if headings and headings[0].start() < known else ""


def of_wheel(wheel: Path) -> Files:
    """The package as an institution has it so far."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith(f"{NAME}/")}


def of_running_product() -> Files:
    """The package that runs."""
    files = (one for folder in (WORDS, SCHEMAS, LAYOUT) for one in (PRODUCT / folder).rglob("*") if one.is_file())
    return {one.relative_to(PRODUCT).as_posix(): one.read_bytes() for one in files}


def changes(old: Files, new: Files) -> Iterator[str]:
    """One line for each interface text, column and layout file that differs."""
    for folder, told in _COMPARED.items():
        names = sorted(name for name in {*old, *new} if name.startswith(f"{folder}/"))
        for name in names:
            if old.get(name) != new.get(name):
                yield from told(name, old.get(name), new.get(name))


def _texts(name: str, old: bytes | None, new: bytes | None) -> Iterator[str]:
    before, after = _flat(old), _flat(new)
    language = Path(name).stem
    for key in sorted(before.keys() | after.keys()):
        if key not in before:
            yield f"Interface text {key} ({language}) is new: «{after[key]}»."
        elif key not in after:
            yield f"Interface text {key} ({language}) is gone; take it out of data/strings/{language}.yml."
        elif before[key] != after[key]:
            yield f"Interface text {key} ({language}): «{before[key]}» is now «{after[key]}»."


def _columns(name: str, old: bytes | None, new: bytes | None) -> Iterator[str]:
    before, after = (_fields(data) for data in (old, new))
    dataset = Path(name).stem
    for column in sorted(before.keys() | after.keys()):
        if column not in before:
            yield f"Dataset {dataset} has a new column: {column}."
        elif column not in after:
            yield f"Dataset {dataset} has lost the column {column}."
        elif before[column] != after[column]:
            yield f"Dataset {dataset}: the column {column} is declared otherwise."


def _layout(name: str, old: bytes | None, new: bytes | None) -> Iterator[str]:
    what = "is new" if old is None else "is gone" if new is None else "has changed"
    yield f"Layout: {Path(name).name} {what}."


_COMPARED: Mapping[str, Callable[[str, bytes | None, bytes | None], Iterator[str]]] = {
    WORDS: _texts,
    SCHEMAS: _columns,
    LAYOUT.relative_to(PRODUCT).as_posix(): _layout,
}
"""Folder of the package -> how its files are compared."""


def _flat(data: bytes | None) -> Mapping[str, str]:
    """Key -> text of a catalogue; forms of a plural are keys of their own."""
    return dict(_leaves("", package_yaml(data or b"{}")))


def _leaves(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(f"{key}.{name}".lstrip("."), inner)
    else:
        yield key, str(value)


def _fields(data: bytes | None) -> Mapping[str, Any]:
    """Column -> declaration of a published schema."""
    columns = (package_yaml(data or b"{}") or {}).get("columns", ())
    return {str(one["name"]): one for one in columns}
