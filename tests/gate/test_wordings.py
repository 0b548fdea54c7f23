"""Wordings that another author used: documents and dates of birth, tables about people, answers, names of files in texts."""

from __future__ import annotations

import pytest

from tests.gate.report import register
from transparency.gate import File, scan

CARD, PASSPORT = "0" + "34979050", "N 9441" + "2637"
SERIES, CIVIL = "АС № 44" + "20617", "II-АЛ № 13" + "2599"
FLAT_LINE = "8 (7172) 5" + "1-28-40"
FOUND = {
    "P02": (
        f"Үй нөмірі өзгерді, бұрынғысы жарамайды: {FLAT_LINE}, кешкі алтыдан кейін.",
        f"Emergency contact: {FLAT_LINE} (evenings).",
        f"Позвонить матери, {FLAT_LINE}, после работы.",
        f"The student’s father can be reached at {FLAT_LINE}.",
    ),
    "P08": (
        "Send it to Almaty, Alatau district, Samal-3, building 12, flat 7.",
        "Диплом поштамен кетті: Қарағанды қ., Абай көш., 5, 18-п.",
        "Выехали по месту жительства обучающегося: Акмолинская обл., с. Родина, ул. Степная, дом 4.",
        "To be mailed to Apt. 8, 14 Turan Avenue, Astana.",
        "Мекен: 7 ықш. ауд., 21 үй, 40 пәтер",
    ),
    "P06": (
        "Студбилет № 2024/" + "0713 найден в столовой.",
        "Оценку получил stud_" + "007512.",
        "Mark appeal of candidate S-2025-" + "00317 is closed.",
        f"ЖК № {CARD} (ҚР ІІМ)",
        f"Предъявлен документ {PASSPORT} (паспорт)",
        f"Призывник представил удостоверение {SERIES}.",
        f"Lost: student card and ID card {CARD}.",
        f"Некеге тұру туралы куәлік {CIVIL}",
        f"| № | Номер удостоверения |\n|---|---|\n| 1 | {CARD} |",
        f"nomer_udostovereniya,kem_vydano\n{CARD},МВД",
    ),
    "P07": (
        "1995 жылғы 1 маусымда өмірге келді.",
        "06.06.2006, уроженец Семея.",
        "т.ж. 21.05.1980",
        "ДР: 27.10.2005",
        "b. 12.03.1998",
        "He came into this world on 26 September 1971 in Kokshetau.",
        "| Топ | Д.р. |\n|---|---|\n| ИЖ-21 | 22.09.1999 |",
    ),
    "P09": (
        "[согласие](docs/Новикова_Елена_soglasie.pdf)",
        "Капитан Қалиев команданы бастап барды.",
        "Омар ағайымызға алғыс.",
    ),
    "P12": (
        "«Мен декреттен шықтым, бірақ орныма әпкесін алып қойыпты», – деп жазды бір қызметкер.",
        "- Я единственный незрячий студент набора, сайт не читается с экрана.",
        "## Anything to add?\n\n> My husband is in the army, there is nobody to leave the child with.",
    ),
    "P15": (
        "Кем работает,На руки,Надбавка\n"
        + "инспектор,231000,90\nинженер,250100,80\nинспектор,231500,70\nинженер,190000,60\n",
        "Boy/girl,Home region,Language\n" + "b,Abay,kaz\ng,Abay,rus\nb,Abay,kaz\ng,Ulytau,rus\nb,Abay,kaz\n",
        "Шифр,Экзамен,Текущий,Итоговый\n" + "2301,76,50,88\n2302,83,56,79\n2303,98,62,95\n2304,66,65,90\n",
    ),
}
LAWFUL = (
    f"Қабылдау комиссиясының телефоны: {FLAT_LINE}. Ата-аналар осы нөмірге хабарласады.",
    "Colleges: 15 Turan Avenue, building 2. Student building 3, room 14.",
    "Office: 27 Mangilik El Avenue, building B, Astana. Branch: Қарағанды қ., Абай көш., 5.",
    "The candidate list S-1 is approved. Candidates sit the exam in room 2024.",
    "По месту жительства студентов провели опрос в 2025 году.",
    "Туу туралы куәліктің көшірмесі қоса беріледі. Бланк нөмірі: ЖБ-Б № 0000000 (үлгі).",
    "Абай 1845 жылы туған. Мұхтар Әуезов 28.09.1897 дүниеге келген.",
    "Отдел выдачи дипломов, 010011, г. Астана",
    "№,Идентификатор,Атауы,Менеджері,Қатысушылары,Кіріс\n"
    "1,p01,Сапа,Басшы,Ректор,Бұйрық\n2,p02,Оқу,Басшы,Ректор,Бұйрық\n3,p03,Ғылым,Басшы,Ректор,Бұйрық\n",
    "Пол,Курс,Средний балл\n" + "м,1,3.1\nж,1,3.4\nм,2,3.0\nж,2,3.3\nм,3,3.2\nж,3,3.5\n",
    "Группа,Дисциплина,День,Аудитория\n" + "ИС-21,Химия,среда,204\nИС-22,Физика,среда,305\nИС-21,Химия,среда,204\n",
    "Вопрос: Когда мне дадут место?\nОтвет: В августе. Мы рассматриваем заявления по очереди, в порядке поступления.",
)


def _rules(text: str) -> set[str]:
    name = (
        "a.csv"
        if "," in text.partition("\n")[0] and text.count("\n") and "|" not in text and ":" not in text
        else "a.md"
    )
    return {problem.rule for problem in scan([File(name, f"{text}\n".encode())], register())}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in FOUND.items() for text in texts])
def test_it_is_found_in_this_wording(rule: str, text: str) -> None:
    assert rule in _rules(text)


@pytest.mark.parametrize("text", LAWFUL)
def test_a_lawful_text_in_like_words_is_not_refused(text: str) -> None:
    assert _rules(text) == set()
