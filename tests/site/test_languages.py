"""Any languages and any default, from the setting alone: a complete site, or a problem that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tests.conftest import DATE, ROOT
from tests.consistency import inconsistencies, written
from transparency.desk.catalogue_template import template
from transparency.model.problem import Problem, as_text
from transparency.model.text import languages_of
from transparency.model.words import Words
from transparency.registry.check_brand import missing_letters
from transparency.registry.load import load
from transparency.registry.load_words import DECLARED
from transparency.site.build.content import content

pytestmark = pytest.mark.usefixtures("warm")


def _set(root: Path, languages: str, default: str | None = None) -> str:
    """Writes the setting; answers with the address of the site."""
    file = root / "data/site.yml"
    line = f"languages: [{languages}]\n" + (f"default: {default}\n" if default else "")
    file.write_text(line + file.read_text("utf-8"), "utf-8")
    return str(yaml.safe_load(file.read_text("utf-8"))["url"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("languages", "default"),
    [("kk, ru", None), ("kk, en", None), ("ru, en", None), ("en", None), ("kk, ru, en", "ru")],
    ids=str,
)
def test_a_language_is_taken_away_by_the_setting_alone(small: Path, languages: str, default: str | None) -> None:
    url = _set(small, languages, default)
    found, problems = content(small, DATE, full=True)
    assert found is not None, as_text(problems)
    codes = tuple(languages.split(", "))
    assert list(inconsistencies(written(small, found, DATE), url, languages_of(codes, default))) == []


def test_a_language_without_words_is_refused_with_the_command_that_writes_them(small: Path) -> None:
    _set(small, "kk, ru, en, tr")
    _, problems = load(small)
    told = [problem for problem in problems if problem.rule == "L08"]
    assert [problem.advice for problem in told] == [
        "Write the file to fill in with «transparency words tr data/strings/tr.yml», and translate it."
    ]


def test_what_is_not_translated_is_listed(small: Path) -> None:
    _set(small, "kk, ru, en, tr")
    file = small / "data/strings/tr.yml"
    command = [sys.executable, "-m", "transparency.cli.main", "words", "tr", str(file)]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ, capture_output=True)
    _, problems = load(small)
    told = [problem for problem in problems if problem.file == "data/strings/tr.yml"]
    assert {problem.rule for problem in told} == {"T06", "L02", "L03"} or len(told) > 1000
    assert sum(problem.rule == "L02" for problem in told) > 100, "each text of a dataset"


def test_a_catalogue_that_is_translated_is_enough_for_the_words(small: Path) -> None:
    _set(small, "kk, ru, en, tr")
    file = small / "data/strings/tr.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(_translated(), "utf-8")
    _, problems = load(small)
    assert [str(problem) for problem in problems if problem.file == "data/strings/tr.yml"] == []
    assert {problem.rule for problem in problems} <= {"L01", "L05", "T03"}, "texts of the institution"


def _lacking(small: Path, lang: str, words: Words) -> list[Problem]:
    draft, _ = load(small)
    assert draft is not None
    settings = draft.settings.record.model_copy(update={"languages": ("kk", "ru", "en", lang)})
    entry = replace(draft.settings, record=settings)
    return list(missing_letters(replace(draft, settings=entry, words={**draft.words, lang: words})))


@pytest.mark.parametrize(("lang", "lacking"), [("tr", ""), ("uz", ""), ("ka", "ქ"), ("hy", "ն")])
def test_letters_that_the_typeface_lacks_are_refused_with_the_setting(small: Path, lang: str, lacking: str) -> None:
    """Before anybody has translated a word: the letters of the months are enough."""
    told = _lacking(small, lang, Words(lang, {}))
    assert [(one.rule, f"lacks letters of {lang}: " in one.what, lacking in one.what) for one in told] == (
        [("L10", True, True)] if lacking else []
    )
    assert all("«typeface»" in one.advice for one in told)


def test_letters_of_a_translated_catalogue_are_read(small: Path) -> None:
    told = _lacking(small, "tr", Words("tr", {"a": "Şehir, ქ"}))
    assert [one.what for one in told] == ["the typeface of headings lacks letters of tr: ქ."]


def _translated() -> str:
    """Every text with a mark in front of the English one."""
    lines, said = [], ""
    for line in template("tr").splitlines():
        if line.lstrip().startswith("# "):
            said = line.strip()[2:]
        elif line.startswith("  - en: "):
            said = line.removeprefix("  - en: ")
        lines.append(_filled(line, said))
    return "\n".join(lines) + "\n"


def _filled(line: str, said: str) -> str:
    if '{one: ""' in line:
        texts = yaml.safe_load("{" + said.replace('"; ', '", ') + "}")
        return (
            line.split(": {", maxsplit=1)[0]
            + ": "
            + yaml.safe_dump(texts, allow_unicode=True, default_flow_style=True, width=9999).strip()
        )
    return line.replace('""', said) if line.endswith('""') else line


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("languages: [kk, qq]", "Unicode CLDR knows no language qq"),
        ("languages: [kk, kk]", "a language is named twice"),
        ("languages: [kk, ru]\ndefault: en", "the default language en is not one of the languages"),
    ],
)
def test_a_wrong_setting_is_one_problem(small: Path, line: str, what: str) -> None:
    file = small / "data/site.yml"
    file.write_text(f"{line}\n{file.read_text('utf-8')}", "utf-8")
    draft, problems = load(small)
    assert draft is None
    assert any(what.casefold() in problem.what.casefold() for problem in problems)


@pytest.mark.parametrize("name", ["docs/kz/page.md", "data/strings/eng.yml"])
def test_a_file_of_an_unknown_language_is_refused(small: Path, name: str) -> None:
    (small / name).parent.mkdir(parents=True, exist_ok=True)
    (small / name).write_text("", "utf-8")
    _, problems = load(small)
    assert [(problem.rule, problem.file) for problem in problems] == [("A03", name)]


def test_the_key_of_the_list_is_what_the_loader_reads() -> None:
    assert f"\n{DECLARED}:\n" in template("tr")
