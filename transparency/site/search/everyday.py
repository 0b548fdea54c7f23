"""Everyday words of visitors and the official words that pages of a university use instead, by language.

A line is ``what people type: what pages say``. Words stand in any form, for both sides are taken apart as queries are. An
institution adds words of its own as ``also`` of its glossary.
"""

from __future__ import annotations

from collections.abc import Mapping

from transparency.model.text import Lang

_LINES: Mapping[Lang, str] = {
    "kk": """
ақша қаражат қаржы: қаржы қаржыландыру кіріс шығыс
төлем төлеу баға құн тұрады: ақы төлем
жалақы айлық табыс: жалақы еңбекақы
жұмыс: жұмысқа орналасу
көмек көмектесу: қолдау көмек
мамандық факультет: бағдарлама
мамандану бағдарламашы программист айтишник: инженерия
магистр: магистратура
түсу тапсыру: қабылдау
балл ұпай ҰБТ: балл
ректор басшы басқарады бастық директор: басшы
басшылық: басшылық
телефон мекенжай пошта адрес қоңырау хабарласу: байланыс
пара жемқор: жемқорлық
арыз шағым наразылық өтініш: өтініш
шығу тастау кету шығарылу: шығарылу
кітап: кітапхана
зертхана лаборатория: зертхана
ғылым ғалым: ғылым зерттеу
мақала басылым: жарияланым
шетел шетелдік: халықаралық
алмасу ұтқырлық: ұтқырлық
жұмысшы қызметкер кадр: персонал
тексеру тексеріс: аудит
тендер сатып: сатып
көшіру плагиат: адалдық
депрессия стресс психолог: психологиялық
қате: түзету
нашарлау төмендеу құлдырау: ескерту
жүктеу файл: деректер
арба мүгедек мүмкіндігі: қолжетімділік
құжат диплом: аттестаттау
бітіру диплом қорғау: бітіру аттестаттау
курс біліктілік: қосымша
пәтер жатын тұру: жатақхана
жоспар стратегия: стратегия
берілмеген жетіспейтін жоқ: ұсынуға тиіс
айтты ойлайды пікір: сауалнама
ғимарат корпус аудитория: база
""",
    "ru": """
деньги средства финансы: финансы финансирование доход расход
платить цена стоит плата сколько стоит: стоимость плата
зарплата заработок зарабатывать оклад: зарплата заработная оплата
работа устроиться трудоустроиться вакансия: трудоустройство
помощь помогать: поддержка помощь
специальность профессия факультет направление: программа
программист айтишник разработчик: программная инженерия
магистр: магистратура
поступить поступление зачисление: приём
ЕНТ баллы: балл
ректор начальник директор главный руководит управляет: руководитель
адрес телефон почта позвонить написать связаться: контакты
взятка: коррупция
жалоба пожаловаться претензия: обращение
отчислить бросить уйти вылететь: отчисленные
книга учебник: библиотека
учёный исследование: наука исследование
статья: публикация
заграница зарубежный иностранный: международный
обмен стажировка: мобильность
сотрудник нанимать принимать вакансия кадры: персонал
проверка: аудит
тендер: закупки
списывать плагиат шпаргалка: честность
стресс депрессия психолог: психологическое
ошибка опечатка: исправление
ухудшаться падать снижаться хуже: предупреждение
скачать файл выгрузка: данные
инвалид коляска пандус: доступность
диплом защита выпуск: аттестация выпуск
курсы: дополнительное
общага жильё проживание: общежитие
не дали непредоставленный отсутствует: предоставить
мнение отзыв думают считают: опрос
корпус здание аудитория: обеспечение
материальная база оснащение: обеспечение
вуз: университет
бесплатно: грант
""",
    "en": """
money finance funds: finance money funding income spending
pay price cost costs: fee fees
salary wage earn earnings: pay
job jobs work career: employment
help: support
major majors degree speciality course courses: programme
developer programmer coding: software
apply enrol enroll entrance: admission
rector president chancellor principal boss: head
address phone email mail call reach location: contacts
bribe bribery: corruption
complain complaint grievance: appeals
leave quit expelled drop dropout: withdrawn
book books: library
scientist science: research
paper papers article: publication
foreign abroad overseas: international
exchange erasmus: mobility
hire hiring recruit employee employees vacancies: human resource
inspection check: audit
tender tenders purchase purchasing buy: procurement
cheat plagiarism: integrity
stress depression mental: well-being
error errors mistake mistakes typo: corrections
worse worsen decline falling: warnings
download downloads file files: data
wheelchair disabled disability ramp: accessibility
diploma graduation thesis: assessment graduation
training: further education
hostel housing accommodation room: dormitory
missing absent lacking: supplied
opinion think rate: survey
building buildings campus: facilities
requirement requirements met fulfilled: compliance
permit: licence
exam exams test tests: examination
teacher teachers professor professors tutor: lecturer teaching
""",
}

EVERYDAY: Mapping[Lang, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    lang: tuple(
        (tuple(typed.split()), tuple(said.split()))
        for typed, _, said in (line.partition(":") for line in lines.strip().splitlines())
    )
    for lang, lines in _LINES.items()
}
"""Language -> lines: words that are typed, words that are meant besides."""
