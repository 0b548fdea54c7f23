"""Records the published schemas of the datasets in transparency/opendata/schemas/, and what editors of YAML use, in .vscode/.

    scripts/schemas.py [--check]

A later change that breaks compatibility without a new first number in the version is refused here and by the tests.
Exit code 0: written, or with --check nothing to write. 1: problems were found, or --check found something to write.
"""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP, run_command

import argparse
import sys

import yaml

from transparency.model.dataset import Dataset, PublishedSchema
from transparency.model.problem import ExitCode, as_text, in_order
from transparency.model.product_files import DATASETS, PRODUCT, SCHEMAS
from transparency.model.text import USUAL
from transparency.registry.check_schemas import broken_promises, schema_of
from transparency.registry.declarations import Declarations
from transparency.registry.editor_schemas import editor_files
from transparency.registry.load_words import load_words
from transparency.registry.reader import Reader


def main() -> int:
    """Checks the promises, then writes the new ones."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=DEBUG_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, only say what would be written")
    only_check = parser.parse_args().check
    reader = Reader(PRODUCT, USUAL)
    words = load_words(PRODUCT, USUAL, reader.problems)
    datasets = tuple(Declarations(USUAL, words).of(Dataset, DATASETS, "*.yml", reader.problems))
    problems = (*reader.problems, *broken_promises(datasets, reader.folder(PublishedSchema, SCHEMAS)))
    if problems:
        print(as_text(in_order(problems)), end="", file=sys.stderr)
        return ExitCode.PROBLEMS
    texts = {PRODUCT / SCHEMAS / f"{entry.record.id}.yml": written(entry.record) for entry in datasets}
    texts |= {PRODUCT / name: text for name, text in editor_files().items()}
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(PRODUCT)} {'is not written yet' if only_check else 'is written'}.")
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[path], encoding="utf-8")
    return ExitCode.PROBLEMS if only_check and stale else ExitCode.CLEAN


def written(dataset: Dataset) -> str:
    """The promise as a file."""
    value = schema_of(dataset).model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)


if __name__ == "__main__":
    run_command(main)
