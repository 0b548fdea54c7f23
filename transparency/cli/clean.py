"""Removes metadata (position, camera, author) from pictures and documents; their visible content stays.

    scripts/clean.py FILE ...      pictures (JPEG, PNG), PDF, DOCX, XLSX, PPTX; each is rewritten in place

The sources are as public as the site, so a file is cleaned before it is committed; publication re-encodes pictures once more.
Exit code 0: all files are clean now. 2: a file could not be read; it was left as it was.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pikepdf
from PIL import Image

from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.model.failure_reasons import failure_reason
from transparency.model.problem import ExitCode
from transparency.site.build.remove_metadata import CLEANERS, cleaned

DAMAGED = (OSError, SyntaxError, ValueError, pikepdf.PdfError, zipfile.BadZipFile, Image.DecompressionBombError)
"""What the readers of these kinds raise on a damaged or locked file."""


def main(arguments: list[str] | None = None) -> ExitCode:
    """Cleans each file and says so."""
    choose_language(arguments)
    parser = command_parser(__doc__, "clean.py")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    failed = [file for file in parser.parse_args(arguments).files if not _clean(file)]
    return ExitCode.COULD_NOT_RUN if failed else ExitCode.CLEAN


def _clean(file: Path) -> bool:
    if file.suffix.lower() not in CLEANERS:
        print(
            translate_for_user(
                "{file}: not a kind that can be cleaned ({cleaners}).",
                file=file,
                cleaners=", ".join(sorted(CLEANERS)),
            ),
            file=sys.stderr,
        )
        return False
    try:
        file.write_bytes(cleaned(file.name, file.read_bytes(), ""))
    except DAMAGED as error:
        if isinstance(error, OSError) and error.errno:
            print(translate_for_user("{file}: {reason}.", file=file, reason=failure_reason(error)), file=sys.stderr)
        else:
            print(translate_for_user("{file}: cannot be read, it is damaged or locked.", file=file), file=sys.stderr)
        return False
    print(translate_for_user("Cleaned {file}", file=file))
    return True
