"""Finished work is taken from an earlier build only where it follows from the same things."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from transparency import cache as module
from transparency.cache import DiskCache
from transparency.site.build.compiled_templates import Compiled
from transparency.site.render.pages import of_language


def _counting(answer: bytes) -> tuple[Callable[[], bytes], list[bytes]]:
    calls: list[bytes] = []

    def make() -> bytes:
        calls.append(answer)
        return answer

    return make, calls


def test_the_same_is_made_once(tmp_path: Path) -> None:
    make, calls = _counting(b"one")
    for _ in range(2):
        assert DiskCache(tmp_path / "kept").get_or_make("xlsx", [b"a", b"b"], make) == b"one"
    assert len(calls) == 1


@pytest.mark.parametrize(("what", "of"), [("zip", [b"a", b"b"]), ("xlsx", [b"ab"]), ("xlsx", [b"b", b"a"])])
def test_anything_else_is_made_anew(tmp_path: Path, what: str, of: list[bytes]) -> None:
    kept = DiskCache(tmp_path)
    kept.get_or_make("xlsx", [b"a", b"b"], lambda: b"one")
    assert kept.get_or_make(what, of, lambda: b"two") == b"two"


def test_another_program_makes_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    DiskCache(tmp_path).get_or_make("xlsx", [b"a"], lambda: b"one")
    monkeypatch.setattr(module, "package_code", lambda: b"a later version")
    assert DiskCache(tmp_path).get_or_make("xlsx", [b"a"], lambda: b"two") == b"two"


def test_a_folder_that_cannot_be_written_to_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file, not a folder")
    assert DiskCache(tmp_path / "kept").get_or_make("xlsx", [b"a"], lambda: b"one") == b"one"


def test_a_full_folder_starts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = DiskCache(tmp_path / "kept")
    kept.get_or_make("xlsx", [b"a"], lambda: b"one")
    kept.trim()
    assert any(kept.folder.iterdir()) if kept.folder else False
    monkeypatch.setattr(module, "_MOST", 2)
    kept.trim()
    assert not (tmp_path / "kept").exists()


def test_languages_share_a_template_and_not_its_words(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text('{{ "word"|say }}')
    for _ in range(2):
        compiled = Compiled(DiskCache(tmp_path / "kept"))
        for lang in ("kk", "ru", "en"):
            loader = jinja2.FileSystemLoader(tmp_path)
            environment = jinja2.Environment(loader=loader, bytecode_cache=compiled)  # noqa: S701  (plain text)
            environment.filters["say"] = of_language(f"{{}} {lang}".format)
            assert environment.get_template("one.txt").render() == f"word {lang}"
