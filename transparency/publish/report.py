"""A page as PDF: printed by Chromium with tags and outline, then made the same for the same input."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pikepdf

from transparency.problem import CouldNotRun

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 120


def print_page(page: Path, file: Path, title: str, lang: str, date: dt.date) -> None:
    """Prints ``page`` to ``file``; the print style sheet of the site decides how it looks."""
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        raw = Path(folder) / "raw.pdf"
        _print(page, raw, Path(folder) / "profile")
        _settle(raw, file, title, lang, date)


def _print(page: Path, file: Path, profile: Path) -> None:
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise CouldNotRun(
            "The report needs Chromium. Install the package chromium, or leave the PDF out with --no-pdf."
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
        raise CouldNotRun("Chromium did not finish the report in two minutes. Try again, or use --no-pdf.") from None
    if done.returncode or not file.is_file():
        raise CouldNotRun("Chromium could not print the report. Try the page in a browser, or use --no-pdf.")


def _settle(raw: Path, file: Path, title: str, lang: str, date: dt.date) -> None:
    """Title, language and the date of the release in the place of the moment of printing."""
    with pikepdf.open(raw) as pdf:
        day = f"D:{date:%Y%m%d}000000Z"
        pdf.docinfo = pdf.make_indirect(pikepdf.Dictionary(Title=title, CreationDate=day, ModDate=day))
        pdf.Root.Lang = pikepdf.String(lang)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
