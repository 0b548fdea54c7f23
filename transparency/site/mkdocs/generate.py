"""Runs MkDocs for each language in a process of its own, which inherits the content and is a nested build of static-i18n."""

from __future__ import annotations

import io
import logging
import os
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs_static_i18n.plugin import I18n

from transparency.model.messages import Lines, Message
from transparency.model.problem import CouldNotRun
from transparency.model.text import Lang
from transparency.parallel import in_processes
from transparency.site.build.content import PREPARED, SiteContent

SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def generate(root: Path, target: Path, day: str, found: SiteContent) -> None:
    """Writes every page into the folder ``target``. What MkDocs logs is passed on only when it refuses to build.

    After an unexpected error it is not: MkDocs logs the text of the error, which could quote a value.
    """
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
        parts = Path(folder).absolute()
        languages = found.registry.languages
        builds = [partial(_build, root, parts / lang, day, found, lang) for lang in languages]
        if said := dict.fromkeys(line for text in in_processes(builds, len(builds)) for line in text.splitlines()):
            raise CouldNotRun(Lines((Message("MkDocs could not build the site:"), *said)))
        (parts / languages.default).rename(target)
        for lang in languages.translations:
            (parts / lang / lang).rename(target / lang)


def _build(root: Path, folder: Path, day: str, found: SiteContent, lang: Lang) -> str:
    """Builds one language; why MkDocs refused, or nothing."""
    os.chdir(root)
    os.environ |= {"SITE_DATE": day, **SETTINGS}
    PREPARED.content = found
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        logging.basicConfig(level=logging.WARNING, stream=said, format="%(levelname)s: %(message)s", force=True)
        try:
            config = load_config("mkdocs.yml", strict=True, site_dir=str(folder))
            i18n = cast(I18n, config.plugins["i18n"])
            i18n.current_language, i18n.building = lang, True
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (Abort, ConfigurationError) as error:
            return f"{said.getvalue()}{error}"
    return ""
