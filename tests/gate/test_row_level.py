"""Tables about people without names, and respondents' own words in every form in which they are exported."""

from __future__ import annotations

import json

import pytest

from transparency.gate import File, Register, scan

PEOPLE = (
    "жасы;жынысы;жатақхана\n19;ә;иә\n20;е;жоқ\n22;ә;иә\n",
    "возраст,пол\n19,ж\n20,м\n23,ж\n",
    "age,disability\n19,none\n20,visual\n22,hearing\n",
    "курс;группа;пол\n1;А;ж\n2;Б;м\n3;В;ж\n",
    "дата рождения;пол\nскрыта1;ж\nскрыта2;м\nскрыта3;ж\n",
    "туған жылы;жынысы;тобы\n2001;ә;А\n2002;е;Б\n2003;ә;В\n",
    "должность;возраст;зарплата\nдоцент;41;300\nпрофессор;55;400\nассистент;27;200\n",
    "sex,salary,department\nF,300,IT\nM,410,HR\nF,250,IT\n",
    "income,citizenship,course\n100,KZ,1\n200,UZ,2\n300,KG,3\n",
    "азаматтығы;жасы;бағасы\nҚР;19;88\nӨзР;20;71\nҚР;21;95\n",
    "национальность;возраст\nа;19\nб;20\nв;21\n",
    "ұлты;жынысы\nа;ә\nб;е\nв;ә\n",
    "общежитие;пол;курс\nда;ж;1\nнет;м;2\nда;ж;3\n",
    "dormitory,gender\nyes,F\nno,M\nyes,M\n",
    "мүгедектігі;курсы\nжоқ;1\nбар;2\nжоқ;3\n",
    "инвалидность;доход;пол\nнет;100;ж\nда;90;м\nнет;80;м\n",
    "диагноз;возраст\nа;19\nб;20\nв;21\n",
    "денсаулығы;жасы\nа;19\nб;20\nв;21\n",
    "group,gpa,stipend\nA,3.2,100\nB,2.9,0\nC,3.9,100\n",
    "семейное положение;дети;возраст\nа;1;30\nб;2;31\nв;0;32\n",
    "отбасылық жағдайы;жалақысы\nа;100\nб;200\nв;300\n",
)
AGGREGATES = (
    "специальность;курс;места\nIT;1;30\nIT;2;28\nХимия;1;25\n",
    "мамандығы;тілі;орындар\nIT;қаз;30\nIT;орыс;28\nХимия;қаз;25\n",
    "gender,age,count\nF,19,120\nM,20,130\nF,21,140\n",
    "пол;возраст;доля\nж;19;0,3\nм;20;0,3\nж;21;0,4\n",
    "курс;стипендия\n1;30000\n2;35000\n3;40000\n",
    "гражданство;2024;2025\nРК;900;950\nУз;20;22\nКир;10;11\n",
    "общежитие;мест;стоимость\n1;200;9000\n2;150;8000\n3;100;7000\n",
    "специальность;язык;балл\nIT;каз;80\nIT;рус;82\nХимия;каз;70\n",
    "жынысы;курсы;саны\nә;1;120\nе;2;130\nә;3;140\n",
    "должность;оклад\nдоцент;300\nпрофессор;400\nассистент;200\n",
    "nationality,places\nKZ,100\nUZ,20\nKG,10\n",
)
WORDS = (
    "Лекции читают слишком быстро для нас",
    "Столовая работает слишком мало часов утром",
    "Хотим больше практики в лабораториях",
)


def _rules(name: str, text: str) -> set[str]:
    return {problem.rule for problem in scan([File(name, text.encode())], Register())}


@pytest.mark.parametrize("text", PEOPLE)
def test_a_table_with_one_row_a_person_is_found(text: str) -> None:
    assert _rules("t.csv", text) & {"P15", "P10"}


def test_the_message_states_k_and_the_columns() -> None:
    (problem,) = scan([File("t.csv", b"unit,age,sex\na,19,F\nb,20,M\nc,20,M\n")], Register())
    assert (problem.rule, "k = 1" in problem.what, "columns 2, 3" in problem.what) == ("P15", True, True)


def test_large_groups_of_equal_rows_single_nobody_out() -> None:
    rows = "F,1\nM,1\n" * 12
    assert _rules("t.csv", f"sex,course\n{rows}") == set()


@pytest.mark.parametrize("text", AGGREGATES)
def test_a_table_of_groups_is_lawful(text: str) -> None:
    assert _rules("t.csv", text) == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps({"comments": WORDS}, ensure_ascii=False)),
        ("a.json", json.dumps({"survey": {"пікірлер": WORDS}}, ensure_ascii=False)),
        ("a.json", json.dumps({"ответы": [], "отзывы": list(WORDS)}, ensure_ascii=False)),
        ("a.json", json.dumps({"answers": {"Вопрос 12": WORDS}}, ensure_ascii=False)),
        ("a.json", json.dumps([{"id_": 1, "open_answers": WORDS}], ensure_ascii=False)),
        ("a.csv", "дисциплина;Вопрос 12\n" + "".join(f"д{i};{w}\n" for i, w in enumerate(WORDS))),
        ("a.csv", "Вопрос № 7\n" + "".join(f"{w}\n" for w in WORDS)),
        ("a.csv", "unit,Q12\n" + "".join(f"{i},{w}\n" for i, w in enumerate(WORDS))),
        ("a.csv", "сұрақ 3;пән\n" + "".join(f"{w};{i}\n" for i, w in enumerate(WORDS))),
        ("a.md", "| Вопрос 5 | n1 |\n|---|---|\n" + "".join(f"| {w} | x |\n" for w in WORDS)),
        ("a.md", "## Отзывы студентов\n\n> Мне не понравилось, как читают лекции\n"),
        ("a.md", "## Білім алушылардың пікірлері\n\n> Маған сабақ кестесі мүлде ұнамады\n"),
        ("a.md", "## Comments of students\n\n> My group never got the marks on time\n"),
        ("a.md", "Пожелания\n\n> Нам нужны новые компьютеры в лаборатории\n"),
        ("a.md", "### Тілектер\n\n> Біздің топқа жаңа зертхана керек\n"),
        ("a.txt", "Q7 Anything else?\n- I missed the exam because my daughter was in hospital\n"),
        ("a.txt", "Вопрос 14. Почему пропускали?\nотв. 2: работаю на стройке с отцом, денег нет\n"),
        ("a.html", "<li>«После развода плачу за учёбу сама и не ем по два дня»</li>"),
    ],
)
def test_own_words_are_found_in_every_form(name: str, text: str) -> None:
    assert "P12" in _rules(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.json",
            json.dumps({"questions": ["Лекции читают понятно и вовремя?", "Столовая работает удобно для вас?"]}),
        ),
        ("a.csv", "Вопрос 12;доля\nочень доволен качеством обучения;0,5\nсовсем не доволен качеством обучения;0,5\n"),
        ("a.csv", "№;Вопрос 1\n1;Довольны ли вы качеством лекций?\n2;Довольны ли вы расписанием занятий?\n"),
        ("a.md", "## Миссия\n\n> Качество образования важнее всего для страны\n"),
        ("a.json", json.dumps({"steps": ["Open the page and read it", "Send the form to the office"]})),
    ],
)
def test_questions_and_quotations_of_texts_are_lawful(name: str, text: str) -> None:
    assert _rules(name, text) == set()


def test_the_index_of_a_small_site_is_no_answer() -> None:
    """The words of a search index stand in order; the same words as somebody would say them are an answer."""
    told = "я сирота и живу в общежитии мой отец умер мне трудно платить за учёбу".split()
    words = [*told, *(f"слово{i:02}" for i in range(50))]
    index, answer = (json.dumps({"pages": ["x"], "words": "\n".join(one)}) for one in (sorted({*words}), words))
    assert _rules("words.json", index) == set()
    assert _rules("words.json", answer) == {"P12"}
