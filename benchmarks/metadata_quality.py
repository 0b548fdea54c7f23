"""Scores a catalogue in DCAT-AP by the metadata quality assessment (MQA) of data.europa.eu.

``python -m benchmarks.metadata_quality SITE`` prints the points. Indicators and points: data.europa.eu/mqa/methodology, with
five dimensions and 405 points. An indicator of distributions gets the share of those that meet it. Addresses are asked for
below the folder of the site, as a server would answer. The lists of formats are shorter than those of the portal: a format
of which we are not sure counts for nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

AUTHORITY = "http://publications.europa.eu/resource/authority"
MACHINE_READABLE = frozenset({"CSV", "JSON", "XML", "RDF", "XLSX"})
"""Of the vocabularies of the portal. Parquet is in neither, so it counts as neither machine-readable nor open."""
NON_PROPRIETARY = MACHINE_READABLE - {"XLSX"}
RATINGS = ((351, "excellent"), (221, "good"), (121, "sufficient"), (0, "bad"))

Node: TypeAlias = Mapping[str, Any]
Test: TypeAlias = Callable[[Node], bool]


def has(name: str) -> Test:
    """Whether the property is given."""
    return lambda node: bool(node.get(name))


def from_vocabulary(name: str, scheme: str) -> Test:
    """Whether the property is a concept of an authority table of the EU."""
    return lambda node: str(node.get(name, {}).get("@id", "")).startswith(f"{AUTHORITY}/{scheme}/")


def _format(node: Node) -> str:
    return str(node.get("dct:format", {}).get("@id", "")).rpartition("/")[2]


def _listed_format(node: Node) -> bool:
    media = str(node.get("dcat:mediaType", {}).get("@id", ""))
    return from_vocabulary("dct:format", "file-type")(node) and media.startswith("https://www.iana.org/assignments/")


OF_DATASETS: Mapping[str, Sequence[tuple[str, int, Test]]] = {
    "findability": (
        ("keywords", 30, has("dcat:keyword")),
        ("categories", 30, has("dcat:theme")),
        ("place", 20, has("dct:spatial")),
        ("period", 20, has("dct:temporal")),
    ),
    "reusability": (
        ("access rights", 10, has("dct:accessRights")),
        ("access rights from the vocabulary", 5, from_vocabulary("dct:accessRights", "access-right")),
        ("contact point", 20, has("dcat:contactPoint")),
        ("publisher", 10, has("dct:publisher")),
    ),
    "contextuality": (("date of issue", 5, has("dct:issued")), ("date of change", 5, has("dct:modified"))),
}


def of_distributions(answers: Callable[[str], bool]) -> Mapping[str, Sequence[tuple[str, int, Test]]]:
    """Indicators of distributions; ``answers`` tells whether an address is served."""
    return {
        "accessibility": (
            ("access address is served", 50, lambda node: answers(node["dcat:accessURL"]["@id"])),
            ("download address", 20, has("dcat:downloadURL")),
            ("download address is served", 30, lambda node: answers(node["dcat:downloadURL"]["@id"])),
        ),
        "interoperability": (
            ("format", 20, has("dct:format")),
            ("media type", 10, has("dcat:mediaType")),
            ("both from vocabularies", 10, _listed_format),
            ("not proprietary", 20, lambda node: _format(node) in NON_PROPRIETARY),
            ("machine-readable", 20, lambda node: _format(node) in MACHINE_READABLE),
        ),
        "reusability": (
            ("licence", 20, has("dct:license")),
            ("licence from the vocabulary", 10, from_vocabulary("dct:license", "licence")),
        ),
        "contextuality": (("rights", 5, has("dct:rights")), ("size", 5, has("dcat:byteSize"))),
    }


COMPLIANCE = 30
"""Points of interoperability for a catalogue that conforms to DCAT-AP, which a validator of SHACL has to say."""


def points(catalogue: Node, answers: Callable[[str], bool], *, conforms: bool) -> dict[str, dict[str, float]]:
    """Dimension -> indicator -> points."""
    datasets = catalogue["dcat:dataset"]
    files = [file for dataset in datasets for file in dataset["dcat:distribution"]]
    found: dict[str, dict[str, float]] = {"interoperability": {"DCAT-AP": float(COMPLIANCE * conforms)}}
    for nodes, indicators in ((datasets, OF_DATASETS), (files, of_distributions(answers))):
        for dimension, tests in indicators.items():
            for name, most, test in tests:
                share = sum(map(test, nodes)) / len(nodes)
                found.setdefault(dimension, {})[name] = round(most * share, 1)
    return found


def rating(total: float) -> str:
    """The word of data.europa.eu for a score."""
    return next(word for least, word in RATINGS if total >= least)


def below(site: Path, url: str) -> Callable[[str], bool]:
    """Whether an address of the site is a file or a page of its folder."""

    def answers(address: str) -> bool:
        path = site / address.removeprefix(url).partition("#")[0]
        return address.startswith(url) and (path.is_file() or (path / "index.html").is_file())

    return answers


def main(site: Path) -> None:
    """Prints the points of each indicator; conformity is tested by ``tests/open_data/test_standards.py``."""
    catalogue = json.loads((site / "open-data/catalog.jsonld").read_bytes())
    url = catalogue["foaf:homepage"]["@id"].removesuffix("open-data/")
    found = points(catalogue, below(site, url), conforms=True)
    for dimension, indicators in found.items():
        print(f"{dimension}: {sum(indicators.values()):.1f}")
        for name, value in indicators.items():
            print(f"  {name}: {value}")
    total = sum(value for indicators in found.values() for value in indicators.values())
    print(f"total: {total:.1f} of 405, {rating(total)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
