"""Prints a page as tagged PDF with Chromium, reproducibly."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pikepdf

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 120


def print_page(page: Path, file: Path, title: str, lang: str, date: dt.date) -> None:
    """Prints ``page`` to ``file``; the print style sheet of the site decides how it looks.

    Links to files are written relative to the folder of ``file``, so that they work wherever the two are put together.
    """
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        raw = Path(folder) / "raw.pdf"
        _print(page, raw, Path(folder) / "profile")
        _settle(raw, file, title, lang, date)


def _print(page: Path, file: Path, profile: Path) -> None:
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise CouldNotRun(
            Message("The report needs Chromium. Install the package chromium, or leave the PDF out with --no-pdf.")
        )
    switches = ["--headless=new", "--disable-gpu", "--no-pdf-header-footer", "--export-tagged-pdf"]
    switches += ["--generate-pdf-document-outline", f"--user-data-dir={profile}", f"--print-to-pdf={file}"]
    if os.geteuid() == 0:
        switches.append("--no-sandbox")
    try:
        done = subprocess.run(  # noqa: S603
            [browser, *switches, page.as_uri()], capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise CouldNotRun(
            Message("Chromium did not finish the report in two minutes. Try again, or use --no-pdf.")
        ) from None
    if done.returncode or not file.is_file():
        raise CouldNotRun(Message("Chromium could not print the report. Try the page in a browser, or use --no-pdf."))


def _settle(raw: Path, file: Path, title: str, lang: str, date: dt.date) -> None:
    """Title, language and the date of the release in the place of the moment of printing; links without the local folder."""
    with pikepdf.open(raw) as pdf:
        for sheet in pdf.pages:
            for note in sheet.get("/Annots", ()):
                _relative(note, file.parent)
        day = f"D:{date:%Y%m%d}000000Z"
        pdf.docinfo = pdf.make_indirect(pikepdf.Dictionary(Title=title, CreationDate=day, ModDate=day))
        pdf.Root.Lang = pikepdf.String(lang)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _relative(note: pikepdf.Object, folder: Path) -> None:
    """A link to a file, as seen from ``folder``; full addresses stay."""
    action = note.get("/A")
    if action is None or "/URI" not in action:
        return
    written = urlsplit(str(action.URI))
    if written.scheme == "file":
        path = os.path.relpath(unquote(written.path), folder)
        action.URI = pikepdf.String(quote(path) + (f"#{written.fragment}" if written.fragment else ""))
