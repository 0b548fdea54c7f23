"""The guide of the quality office, followed line by line on a fresh clone with an export that has three surprises."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATE, copy_of_small, warmed
from transparency.registry.load_surveys import load_surveys

ROOT = Path(__file__).parent.parent.parent
AGREEMENT = ("Мүлдем келіспеймін", "Келіспеймін", "Бейтарап", "Келісемін", "Толық келісемін")
PEOPLE = 86
SCHOOLS = (("Дизайн мектебі", 50), ("Құқық мектебі", 30), ("Химия мектебі", 6))
"""The third surprise: a school with six respondents."""


def _answer(person: int, question: int) -> str:
    """The second question is negative; in the third some people gave an answer that the scale lacks."""
    if question == 2 and person % 20 == 4:
        return "Естімедім"
    return AGREEMENT[(person * (question + 2) + person // 5) % 5]


def _export(path: Path) -> None:
    schools = [name for name, people in SCHOOLS for _ in range(people)]
    lines = ["ID,Мектеп,Кесте қолайлы,Кезек ұзақ,Дәріс түсінікті,Пікір"]
    lines += [f"{p + 1},{schools[p]},{','.join(_answer(p, q) for q in range(3))},x" for p in range(PEOPLE)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


TYPED = """

kk
Расписание удобное
Timetable
Очередь длинная
The queue is long
Лекции понятны
Lectures
d
2
Кезек қысқа
Очередь короткая
The queue is short
1
Мектеп
Школа
School
DESIGN
Дизайн мектебі
Школа дизайна
School of Design
CHEM
Химия мектебі
Школа химии
School of Chemistry
LAW
Құқық мектебі
Школа права
School of Law
S1
Студенттер сауалнамасы
Опрос студентов
Survey of students
1
2
онлайн
онлайн
online
2025-S1
2025-05-01
2025-05-31
200
y
""".removeprefix("\n")


def _lines(guide: str) -> list[str]:
    """The lines that a reader types, in order."""
    return [line.strip() for line in re.findall(r"(?m)^    (\S.*)$", guide)]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone of an institution whose scripts call the product, with a place to push to."""
    origin = copy_of_small(tmp_path / "origin")
    shutil.copytree(ROOT / "scripts", origin / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".gitignore", origin)
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Start")):
        _git(origin, *command)
    subprocess.run(["git", "clone", "-q", "--bare", str(origin), str(tmp_path / "hub.git")], check=True)
    subprocess.run(["git", "clone", "-q", str(tmp_path / "hub.git"), str(tmp_path / "site")], check=True)
    return warmed(tmp_path / "site")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=_environment(folder.parent), capture_output=True)


def _environment(home: Path) -> dict[str, str]:
    names = {f"GIT_{who}_{what}": "office" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    place = {"HOME": str(home), "PYTHONPATH": str(ROOT), "SITE_DATE": DATE.isoformat(), "PYTHONUTF8": "1"}
    return os.environ | names | place


def _typed(line: str, clone: Path) -> subprocess.CompletedProcess[str]:
    """What a line of the guide does; `make check` is the script that it calls."""
    words = [word.replace("~", str(clone.parent)) for word in shlex.split(line)]
    if words[0] == "make":
        words = [f"scripts/{words[1]}.py"]
    command = words if words[0] == "git" else [sys.executable, *words]
    answers = TYPED if "new" in words else ""
    return subprocess.run(
        command, cwd=clone, env=_environment(clone.parent), input=answers, capture_output=True, text=True, check=False
    )


SAID = {
    "kk": ("E бағанында шкалада жоқ жауап 5 рет кездеседі (алғаш 6-жолда).", "Химия мектебі: жасырылады"),
    "ru": ("В столбце E есть ответ, которого нет на шкале: ячеек – 5, первая в строке 6.", "Школа химии: скрывается"),
    "en": (
        "In column E an answer that the scale lacks occurs 5 times (first in line 6).",
        "School of Chemistry: hidden",
    ),
}
"""What the command tells of the unknown label and of the school with six respondents."""


@pytest.fixture(scope="module")
def accepted() -> list[dict[str, bytes]]:
    """Data of institutions that passed «make check»."""
    return []


def _data(clone: Path) -> dict[str, bytes]:
    """Every file without its comments: the command writes them in its language."""
    files = (file for file in (clone / "data").rglob("*") if file.is_file())
    return {str(file.relative_to(clone)): re.sub(rb"(?m)^#.*\n", b"", file.read_bytes()) for file in files}


@pytest.mark.slow
@pytest.mark.parametrize("lang", SAID)
def test_the_guide_leads_from_an_export_to_a_merge_request(
    clone: Path, lang: str, accepted: list[dict[str, bytes]]
) -> None:
    (clone.parent / "surveys").mkdir()
    _export(clone.parent / "surveys/export.csv")
    _export(clone.parent / "surveys/corrected.csv")
    lines = _lines((ROOT / f"handbook/surveys-{lang}.md").read_text(encoding="utf-8"))
    assert len(lines) == 10
    before, after = lines[: lines.index("make check")], lines[lines.index("make check") :]
    said = {line: _typed(line, clone) for line in before}
    assert [(line, done.stderr) for line, done in said.items() if done.returncode] == []
    new = said[before[0]].stdout
    for sentence in SAID[lang]:
        assert sentence in new
    assert "Естімедім" not in new
    _figures(clone)
    data = _data(clone)
    for line in after:
        # the site is built once from the same data; its comments are checked in every language
        done = _typed("make validate" if line == "make check" and data in accepted else line, clone)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        if line.startswith("git push"):
            assert "survey-s1" in _branches(clone)
    assert load_surveys(clone).observations == ()
    accepted.append(data)


def _figures(clone: Path) -> None:
    """Counted by hand: the share of people who do not agree with the negative question, the unknown answers left out."""
    data = load_surveys(clone)
    assert data.problems == ()
    rows = {(row.ref_unit, row.element): row for row in data.observations if row.measure == "SAT_SHARE"}
    expected = {}
    for question, good in enumerate((AGREEMENT[3:], AGREEMENT[:2], AGREEMENT[3:])):
        given = [text for p in range(PEOPLE) if (text := _answer(p, question)) in AGREEMENT]
        expected[f"Q{question + 1}"] = (len(given), sum(text in good for text in given) / len(given))
    for code, (valid, share) in expected.items():
        assert rows["UNIV", code].n_valid == valid
        assert rows["UNIV", code].obs_value == pytest.approx(share, abs=5e-5)
    assert rows["CHEM", "ALL"].n_resp is None
    items = {item.code: item.shown_text.get("en") for item in data.questionnaires[0].items}
    assert items["Q2"] == "The queue is short"


def _branches(clone: Path) -> str:
    done = subprocess.run(
        ["git", "branch", "--list"], cwd=clone.parent / "hub.git", capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_guide_says_the_same_in_every_language() -> None:
    """The same commands, codes, pictures and length of the outline; fifteen minutes are some 2,500 words."""
    guides = {lang: (ROOT / f"handbook/surveys-{lang}.md").read_text(encoding="utf-8") for lang in ("kk", "ru", "en")}
    plain = {lang: [line.replace(f"--lang {lang}", "--lang") for line in _lines(text)] for lang, text in guides.items()}
    assert plain["kk"] == plain["ru"] == plain["en"]
    for pattern in (r"(?m)^#+", r"\| (I\d\d) \|", r"(?m)^\d\.", r"`[a-z_]+:`"):
        found = {lang: re.findall(pattern, text) for lang, text in guides.items()}
        assert found["kk"] == found["ru"] == found["en"], pattern
    for lang, text in guides.items():
        assert len(text.split()) < 2_500
        for picture in re.findall(r"\]\((surveys/\S+\.svg)\)", text):
            assert (ROOT / "handbook" / picture).is_file(), (lang, picture)
