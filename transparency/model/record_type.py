"""Declaration of a record type: its model, its files, the pages that show it, and its words for editors.

One file a type stands in ``model/record_types/``. What `data/` may hold, how it is read, the schemas that editors' programs use
and the headings of tables follow from these files.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module

from pydantic import Field

from transparency.model.sections import Section
from transparency.model.text import Id, LocalText, Record, Text


def model_of(name: str) -> type[Record]:
    """The model called ``module.Class`` in this package."""
    module, _, class_name = name.rpartition(".")
    found: type[Record] = getattr(import_module(f"transparency.model.{module}"), class_name)
    return found


class FieldText(Record):
    """What editors read at a field."""

    label: LocalText
    """Its name, as a heading of a column or a label of a form."""
    help: LocalText
    """What belongs in it, in one sentence."""


class SharedTexts(Record):
    """``shared.yml``: words of fields that several record types have."""

    fields: dict[str, dict[str, FieldText]]
    """Class -> field -> words. Those of the class ``Record`` hold wherever a class has none of its own."""


class RecordType(SharedTexts):
    """One kind of record that editors write."""

    model: Text
    """Module and class in this package, e.g. ``process.Process``."""
    files: Text
    """Pattern of its files below ``data/``; with a star each file is one record."""
    key: Id | None = None
    """Key of the list, in a file that is a list of records."""
    section: Section | None = None
    """The section that shows it; without one it belongs to every site."""
    required: bool = False
    """Whether the file has to exist, in a site that uses the section."""
    demo: bool = False
    """Whether ``demo/`` may hold invented ones."""
    keeper: Text | None = None
    """Field that names the unit or post responsible for a record; without it the keeper of the portal is."""
    pages: tuple[Text, ...] = ()
    """Pages that show it, without the pages of single records."""
    columns: tuple[Text, ...] = ()
    """Fields that a table of such records shows, in this order; without it all of them."""
    title: LocalText
    help: LocalText
    """What such a record is and when an editor adds one."""
    fields: dict[str, dict[str, FieldText]] = Field(default_factory=dict)

    @cached_property
    def record(self) -> type[Record]:
        """The model itself."""
        return model_of(self.model)
