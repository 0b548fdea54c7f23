"""State that ``mkdocs serve`` keeps between builds: hooks are reloaded for every build, this module is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transparency.site.build.rendered_pages import SharedInputs

SharedInputsOfPage = tuple[SharedInputs, tuple[bytes, ...]]
"""What every page shares: common facts, and the files of the layout."""


@dataclass(slots=True)
class Preview:
    """What each page of the last build was made of."""

    _frame: SharedInputsOfPage | None = None
    _asked: dict[Path, Any] = field(default_factory=dict)
    _pages: dict[Path, Any] = field(default_factory=dict)
    """File of a finished page -> what it was made of."""
    _files: dict[Path, Mapping[str, bytes]] = field(default_factory=dict)

    def is_new(self, page: Path, frame: SharedInputsOfPage, made_of: Any) -> bool:
        """Whether the page must be written: it is not there, or something of it or around it has changed."""
        if self._frame is not frame and self._frame != frame:
            self._pages.clear()
        self._frame = frame
        self._asked[page] = made_of
        return self._pages.get(page) != made_of or not page.is_file()

    def new_files(self, files: Mapping[str, bytes], site: Path) -> dict[str, bytes]:
        """The files that the folder does not hold yet as they are."""
        known = self._files.get(site, {})
        self._files = {site: files}
        return {path: data for path, data in files.items() if known.get(path) != data}

    def written(self, page: Path) -> None:
        """Notes that the page now stands as it was last asked for."""
        if page in self._asked:
            self._pages[page] = self._asked.pop(page)


PREVIEW = Preview()
"""Of this process."""
