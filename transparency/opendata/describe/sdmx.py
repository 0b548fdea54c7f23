"""Writes the data structure definitions of the measured datasets as SDMX-JSON 2 (SDMX 3.0), with concepts and code lists.

A column of the key is a dimension, the column `Dataset.measure` the measure, every other column an attribute of the
observation. Names of columns are in capitals here. Columns with closed lists, and columns that alone name a row of another
dataset, have code lists; a question or group has a meaning only within its survey, which a code list of SDMX cannot say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from transparency.model.dataset import Column, Dataset
from transparency.model.text import Lang, LocalText
from transparency.opendata.catalogue import Catalogue
from transparency.opendata.dataset_table import DatasetTable, cell_text
from transparency.opendata.labelled import label_columns
from transparency.registry.check import CheckedRegistry

NAME = "sdmx.json"
SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/develop"
    "/structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json"
)
"""Named in the file as the standard asks; nothing here fetches it."""
_MODEL = "urn:sdmx:org.sdmx.infomodel"
_TYPES: Mapping[str, str] = {
    "string": "String",
    "integer": "Integer",
    "number": "Double",
    "boolean": "Boolean",
    "date": "GregorianDay",
}
_TIME = "TIME_PERIOD"

Names = Sequence[tuple[str, Mapping[Lang, str]]]
"""Codes with their names by language."""


def message(registry: CheckedRegistry, catalogue: Catalogue) -> object:
    """The structure message of all measured datasets."""
    found = [_Structure(registry, table, catalogue) for table in catalogue.tables if table.dataset.measure]
    return {
        "meta": {
            "schema": SCHEMA,
            "id": f"{agency(registry)}-{catalogue.version}",
            "prepared": f"{catalogue.reports[0].date.isoformat()}T00:00:00Z",
            "test": any(table.demonstration for table in catalogue.tables),
            "contentLanguages": list(registry.languages),
            "sender": {"id": agency(registry), "name": registry.settings.institution.name.first},
        },
        "data": {
            "codelists": [one for structure in found for one in structure.codelists()],
            "conceptSchemes": [structure.concepts() for structure in found],
            "dataStructures": [structure.definition() for structure in found],
            "dataflows": [structure.dataflow() for structure in found],
        },
    }


def agency(registry: CheckedRegistry) -> str:
    """The institution as an SDMX agency, after its domain: ``UNIVERSITY_EXAMPLE``."""
    return registry.settings.institution.domain.upper().replace(".", "_").replace("-", "_")


class _Structure:
    """The artefacts of one dataset."""

    def __init__(self, registry: CheckedRegistry, table: DatasetTable, catalogue: Catalogue) -> None:
        self.agency, self.dataset = agency(registry), table.dataset
        self.languages = registry.languages
        self.tables = {one.dataset.id: one for one in catalogue.tables}
        self.id = table.dataset.id.upper().replace("-", "_")
        self.lists = {column.name: names for column in table.dataset.columns if (names := self._names(column))}

    def _names(self, column: Column) -> Names:
        if column.several or column.compound:
            return ()
        listed = [(code.code, code.title.texts) for code in column.codes]
        return listed or list(_rows_named(self.dataset, column, self.tables, tuple(self.languages)))

    def codelists(self) -> Iterator[object]:
        """One for each column with a list."""
        titles = {column.name: column.title for column in self.dataset.columns}
        for column, names in self.lists.items():
            codes = [{"id": code, **_named(LocalText(**texts))} for code, texts in names]
            yield {**self._artefact(self._list(column), titles[column]), "codes": codes}

    def concepts(self) -> object:
        """The columns as concepts."""
        concepts = [
            {"id": column.name.upper(), **_named(column.title, column.description)} for column in self.dataset.columns
        ]
        return {**self._artefact(f"CS_{self.id}", self.dataset.title), "concepts": concepts}

    def definition(self) -> object:
        """Which concept is a dimension, the measure or an attribute."""
        columns = {column.name: column for column in self.dataset.columns}
        dimensions = [columns[name] for name in self.dataset.key if name.upper() != _TIME]
        time = next(column for name, column in columns.items() if name.upper() == _TIME)
        rest = [c for name, c in columns.items() if name not in {*self.dataset.key, self.dataset.measure}]
        measure = columns[self.dataset.measure or ""]
        return {
            **self._artefact(f"DSD_{self.id}", self.dataset.title, self.dataset.description),
            "dataStructureComponents": {
                "dimensionList": {
                    "id": "DimensionDescriptor",
                    "dimensions": [
                        self._component(column) | {"position": place} for place, column in enumerate(dimensions, 1)
                    ],
                    "timeDimension": self._component(time)
                    | {"localRepresentation": {"format": {"dataType": "ObservationalTimePeriod"}}},
                },
                "measureList": {"id": "MeasureDescriptor", "measures": [self._component(measure) | _usage(measure)]},
                "attributeList": {
                    "id": "AttributeDescriptor",
                    "attributes": [
                        self._component(column) | _usage(column) | {"attributeRelationship": {"observation": {}}}
                        for column in rest
                    ],
                },
            },
        }

    def dataflow(self) -> object:
        """The dataset as readers ask for it."""
        structure = f"{_MODEL}.datastructure.DataStructure={self.agency}:DSD_{self.id}({self.dataset.version})"
        return {**self._artefact(self.id, self.dataset.title, self.dataset.description), "structure": structure}

    def _component(self, column: Column) -> dict[str, object]:
        concept = f"{self.agency}:CS_{self.id}({self.dataset.version}).{column.name.upper()}"
        form: dict[str, object] = {"format": {"dataType": _TYPES[column.type]}}
        if column.name in self.lists:
            listed = f"{self.agency}:{self._list(column.name)}({self.dataset.version})"
            form = {"enumeration": f"{_MODEL}.codelist.Codelist={listed}"}
        return {
            "id": column.name.upper(),
            "conceptIdentity": f"{_MODEL}.conceptscheme.Concept={concept}",
            "localRepresentation": form,
        }

    def _list(self, column: str) -> str:
        return f"CL_{self.id}_{column.upper()}"

    def _artefact(self, name: str, title: LocalText, description: LocalText | None = None) -> dict[str, object]:
        owner = {"id": name, "agencyID": self.agency, "version": self.dataset.version}
        return {**owner, **_named(title, description)}


def _rows_named(
    dataset: Dataset, column: Column, tables: Mapping[str, DatasetTable], languages: Sequence[Lang]
) -> Iterator[tuple[str, Mapping[Lang, str]]]:
    """The rows of another dataset that the column names by itself, after the codes that it may hold besides."""
    for key in dataset.foreign_keys:
        stem = label_columns(key, tables).get(column.name)
        if key.columns == (column.name,) and key.separator is None and stem:
            target = tables[key.dataset]
            yield from ((one.code, one.title.texts) for one in key.besides)
            texts = (target.column(f"{stem}_{lang}") for lang in languages)
            for code, *words in zip(target.column(key.targets[0]), *texts, strict=True):
                yield cell_text(code), dict(zip(languages, map(str, words), strict=True))
            return


def _usage(column: Column) -> dict[str, object]:
    return {"usage": "mandatory" if column.required else "optional"}


def _named(name: LocalText, description: LocalText | None = None) -> dict[str, object]:
    told: dict[str, object] = {"name": name.first, "names": dict(name.texts)}
    if description:
        told |= {"description": description.first, "descriptions": dict(description.texts)}
    return told
