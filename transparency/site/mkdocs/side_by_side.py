"""Builds the languages of the site in parallel, one process per language.

mkdocs-static-i18n builds one language after the other in one process; here each process is started as a nested build of its
language. The processes are forked from the build and share its content; their output goes to standard error.
"""

from __future__ import annotations

from transparency.model.unexpected_error import Answered

import logging
import multiprocessing
import sys
import tempfile
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs_static_i18n.plugin import I18n


def build_languages(target: Path) -> int:
    """Builds every language and puts the folders together; 1 where MkDocs refused, 2 after an unexpected error."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s: %(message)s", force=True)
    try:
        config = load_config("mkdocs.yml", strict=True)
    except (Abort, ConfigurationError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as parts:
        return _languages(config, Path(parts), target)


def _languages(config: MkDocsConfig, parts: Path, target: Path) -> int:
    i18n = cast(I18n, config.plugins["i18n"])
    context = multiprocessing.get_context("fork")
    running = [
        context.Process(target=_language, args=(config, lang, str(parts / lang))) for lang in i18n.build_languages
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
    if codes := [process.exitcode for process in running if process.exitcode]:
        return max(codes, key=abs)
    (parts / i18n.default_language).rename(target)
    for lang in i18n.build_languages:
        if lang != i18n.default_language:
            (parts / lang / lang).rename(target / lang)
    return 0


def _language(config: MkDocsConfig, lang: str, folder: str) -> None:
    """The life of one process; MkDocs has said on standard error what was wrong."""
    i18n = cast(I18n, config.plugins["i18n"])
    i18n.current_language, i18n.building = lang, True
    config.site_dir = folder
    try:
        with Answered():
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
    except Abort as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
