"""Words that announce a person's name: form labels, titles and posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transparency.gate.finding import TextBlock
from transparency.gate.names import SURNAME_ENDING
from transparency.gate.word_kinds import GIVEN, MAYBE_GIVEN, ORDINARY, SURNAME, is_clear_surname, sort_of
from transparency.gate.words import LOWER, Word

_REACH = 70
_BEGINNING = 3
_ADDRESS_REACH = 15
_SHORT_CAPITALS = 5
_MARKS = (":", "-", "_")
_MARK = r"\s*[:\-–—_][:\-–—_ ]{0,30}\s*$"
_FORM = re.compile(
    r"(?:\bф\.? ?и\.? ?о\.?(?: [а-яё]+){0,2}|аты[- ]?жөні|т\.? ?а\.? ?ә\.?|тегі, аты|аты, тегі"
    r"|(?<!\w)тегі|фамилия(?:,? имя)?(?:,? отчество)?"
    r"|full name|surname|(?:last|first|family|given) name|student name|name of (?:the )?(?:student|employee|author))"
    + _MARK,
    re.IGNORECASE,
)
"""Labels that are followed by a name and by nothing else."""
_ROLE = re.compile(
    r"(?:студент(?:ка)?|обучающ\w+ся|слушатель|докторант|магистрант|білім алушы|респондент|автор(?:ы|лар)?|author"
    r"|орындаған|орындаушы|исполнитель|исп\.|әзірлеген|разработал\w*|составил\w*|құрастырған|прове[рp]ил|тексерген"
    r"|согласовано|келісілді|куратор|научный руководитель|ғылыми жетекші\w*|prepared by|approved by|submitted by"
    r"|signed by|contact person|байланыс тұлғасы|контактное лицо|ответственн(?:ый|ая|ое|ые|ого|ой|ому|ых)(?: лицо)?"
    r"|жауапты(?: тұлға)?|қолы|подпись|signature)" + _MARK,
    re.IGNORECASE,
)
"""Labels that a unit or a post can follow as well."""
_CASE = r"(?:а|у|ом|е|(?<=[кц])(?<!ник)(?<!чик)[иы]|ой|ою|ей|ем|ём|ам|ами|ах|ов|ым|ому|ого|ый|ая|ую|я|ю|ь|й)?"
_KAZAKH_CASE = (
    r"(?:[ыі]м(?:[ыі]з)?|[мң][ыі]з|[ыі]ң[ыі]з|[ыіс]{1,2})?(?:[дтн]?[ыі]ң|[дтн][ыі]|[ғгқкн][ае]|н?[дт][ае]н?"
    r"|н[ае]н|[мбп]ен)?"
)
_BETWEEN = r"(?: [а-яёәғқңөұүһі-]+){0,5}[ \n]{1,2}$"
_ADDRESS = re.compile(
    r"(?<!\w)(?:(?:mr|mrs|ms|miss|mx|mister|sir|madam|mme|dr|prof)\.?|professor|мистер|миссис|мисс|мадам|мсье|сэр|гр-н|гр-к|гр-ж"
    r"|[кд]\.? ?(?:[тэюфпхби]|ф-м|ф\.-м|м|с-х|и|ист|пед|пс|соц|полит)\.? ?н\.|[тэзфпхбм]\.? ?ғ\.? ?[кд]\."
    r"|г-н|г-ж|г-жа|господин|госпож|тов\.|товарищ|тёт[яеию]"
    r"|дяд[яеию]|aunt(?:ie)?|uncle|құрметті|(?:много)?уважаем(?:ый|ая)|дорог(?:ой|ая)"
    rf"|dear){_CASE}\s{{1,2}}$",
    re.IGNORECASE,
)
"""Forms of address: the next word is a name, whatever it looks like."""
_RUSSIAN_POSTS = (
    "ректор|проректор|декан|замдекан|директор|завкафедрой|завуч|преподавател|профессор|доцент|ассистент"
    "|лектор|студент|студентк|магистрант|магистрантк|докторант|докторантк|аспирант|аспирантк|бакалавр|слушател|абитуриент"
    "|абитуриентк|выпускник|выпускниц|куратор|эдвайзер|адвайзер|тьютор|методист|бухгалтер|секретар|лаборант|инженер|специалист"
    "|менеджер|сотрудник|сотрудниц|работник|работниц|комендант|наставник|руководител|председател|юрист|врач|психолог"
    "|библиотекар|водител|старост|рецензент|оппонент|экзаменатор|автор|консультант|координатор|тренер|учител|инспектор"
    "|диспетчер|аудитор|эксперт|начальник|заместител|воспитател|докладчик|исполнител|соискател|стипендиат|одногруппник"
    "|гражданин|гражданк|однокурсни[кц]|коллег|стажер|стажёр|практикант|регистратор|администратор|вахт[её]р|программист"
    "|архивариус|техник|техничк|уборщиц|воспитател|волонт[её]р|капитан|учён|учен|академик|завхоз|вожат|дежурн|ветеран"
    "|чемпион|призёр|призер|победител|участник|участниц"
    "|заявител|пострадавш|свидетел|подсудим|ответчик|истц|опекун|слесар|сантехник|электрик|садовник|дворник|сторож"
    "|медик|фельдшер|архитектор|дизайнер|художник"
    "|журналист|редактор|оператор|логист|маркетолог|аналитик|юрисконсульт|секретарш|модератор|спикер|тьютор|ментор"
    "|архивариус|кассир|экономист|делопроизводител|корректор|переводчи[кц]|охранник|повар|кладовщи[кц]|медсестр|подрядчик"
)
_SHORTENED = r"(?:зав|нач|зам|преп|доц|проф|асс|акад|чл|аға оқыт|оқыт)\.?"
_RUSSIAN_ADJECTIVES = "заведующ(?:ий|ая|его|ему|им|ей|ую)|обучающ(?:ийся|аяся|егося|емуся|имся|ейся|уюся)"
_KAZAKH_POSTS = (
    "меңгеруші|басшы|бастығ|бастық|оқытушы|тыңдаушы|талапкер|түлег|түлек|тәлімгер|әдіскер|хатшы|зертханашы|маман|қызметкер"
    "|жетекші|төраға|мүше|заңгер|дәрігер|кітапханашы|күзетші|жүргізуші|кеңесші|үйлестіруші|жаттықтырушы|мұғалім|алушы|азамат"
    "|азаматша|сарапшы|тексеруші|орынбасар|ректор|проректор|декан|директор|профессор|доцент|ассистент|лектор|студент"
    "|магистрант|докторант|аспирант|бакалавр|куратор|эдвайзер|тьютор|методист|бухгалтер|инженер|менеджер|психолог|староста"
    "|рецензент|оппонент|автор|координатор|комендант|баяндамашы|орындаушы|үміткер|әріптес|тағылымгер|ізденуші|тіркеуші"
    "|техник|тәрбиеші|волонтер|капитан|академик|еден жуушы|жуушы|ардагер|чемпион|жүлдегер|жеңімпаз|қатысушы|өтінуші"
    "|қамқоршы|сантехник|электрик|бағбан|қарауыл"
    "|фельдшер|сәулетші|дизайнер|суретші|тілші|журналист|редактор|оператор|талдаушы|модератор|спикер|ментор|жауапкер"
    "|куәгер|жұмысшы|шебер|нұсқаушы"
    "|аудармашы|бағдарламашы|мұрағатшы|ғалым|аспаз|медбике|есепші|кассир|экономист|әкімші|қоймашы"
)
_ENGLISH_POSTS = (
    "rector|dean|director|lecturer|teacher|instructor|professor|assistant|student|graduate|undergraduate|postgraduate|applicant"
    "|alumnus|alumna|tutor|adviser|advisor|curator|mentor|supervisor|methodologist|accountant|secretary|engineer|specialist"
    "|manager|researcher|employee|colleague|chair|chairman|chairperson|examiner|author|coordinator|coach|librarian|lawyer"
    "|psychologist|invigilator|reviewer|head|chief|trainee|intern|speaker|citizen|officer|technician|cleaner|volunteer"
    "|captain|scientist|counsell?or|referee|monitor|holder|rector|deputy|academician|veteran|champion|winner"
    "|participant|claimant"
    "|guardian|plumber|electrician|gardener|janitor|medic|designer|artist|journalist|editor|operator|analyst|moderator"
    "|mentor|foreman|storekeeper|commandant|warden|registrar|inspector"
    "|administrator|programmer|economist|cashier|archivist|translator|freshman|sophomore|classmate|nurse|guard|clerk|doctor"
)
_ANY_POST = rf"(?:{_RUSSIAN_POSTS}|{_KAZAKH_POSTS})(?:{_CASE}|{_KAZAKH_CASE})|{_RUSSIAN_ADJECTIVES}"
"""Many posts are spelt alike in both languages (инспектор, куратор) and take the endings of either."""
_POST = re.compile(
    rf"(?<![^\W_])(?:{_ANY_POST}|{_SHORTENED}|(?:{_ENGLISH_POSTS})){_BETWEEN}",
    re.IGNORECASE,
)
"""Posts in the singular and in every case, and up to five words of what the post is for."""
_LABEL_OF_POST = re.compile(
    rf"(?<![^\W_])(?:{_ANY_POST}|(?:{_ENGLISH_POSTS}))(?:[ \t][а-яёәғқңөұүһіa-z-]+){{0,3}}[ \t]?[:–—-][ \t]$",
    re.IGNORECASE,
)
"""A post as the label of a line, with a few words of what it is for."""
_ALONE = re.compile(r"[ \t]*(?:[,.;)\n(]|$)")
"""What stands behind the whole value of a label."""
_WHO = re.compile(
    rf"(?<![^\W_])(?:{_ANY_POST}|(?:{_ENGLISH_POSTS}))[ \t]{{1,2}}(?:[-–—:][ \t]{{1,2}})?$", re.IGNORECASE
)
"""A post right before initials: whatever follows them is a surname."""
_NEAR_POST = 4
"""Words behind a post, on its line, up to which a word that can be something else is still taken for a name."""
_PERSONAL_POST = re.compile(rf"(?<!\w)(?:{_ENGLISH_POSTS})[ \t]$", re.IGNORECASE)
_VERB_BEHIND = re.compile(r"(?:'s)?[ \t](?!and|or|of|for)[a-z]{2,}|[,.;)]")
"""Behind a surname that is an English word too, small letters: a verb, not the name of an office."""
_NOBODY = re.compile(
    rf"(?:{_ANY_POST}|{_ENGLISH_POSTS}"
    r"|(?:читател|посетител|пользовател|родител|партн[её]р|гост|друз|друг|клиент|заявител|участник|жител"
    r"|студенчеств)[а-яё]{0,3}"
    r"|reader|visitor|user|parent|partner|guest|friend|client|participant|member|sir|madam)s?",
    re.IGNORECASE,
)
"""Who is addressed without a name: «Уважаемый Читатель»."""
PAPER_OF_PERSON = (
    r"(?:cv|resume|rezume|резюме|түйіндеме|tuiindeme|diplom|диплом|transkript|transcript|транскрипт|portfolio"
    r"|портфолио|zayavlenie|zaiavlenie|заявлени|application|өтініш|otinish|spravka|справк|анықтама|anyktama|certificate|sertifikat|сертификат"
    r"|kharakteristika|характеристик|мінездеме|minezdeme|otzyv|отзыв|pikir|reference|recommend|rekomendac|рекомендац|motivat|motivac|мотивац"
    r"|raport|рапорт|obyasnit|объяснительн|tusinik|түсінікте|visa|viza|passport|pasport|паспорт|tolkuzhat|төлқұжат|foto|photo|фото|suret"
    r"|portret|portrait|портрет|thesis|dissert|диссерт|kursov|курсов|vkr|anketa|анкета|dogovor|договор|contract|kelisim|келісім|zheke|жеке"
    r"|lichn|личное|medspravka|медсправка|attestat|аттестат|udostover|удостовер|nagruz|нагруз|жүктем|zhuktem|otpusk|отпуск|demalys|komandirov|командиров|vedomost|ведомост|prikaz|приказ|buyry|бұйры|essay|esse|эссе)[а-яәғқңөұүһіa-z]{0,5}"
)
FIELD = re.compile(r"(?:sur|first|last)?name|patronymic|фамилия|имя|отчество|тегі|аты|әкесінің", re.IGNORECASE)
"""A field of a form that stands in the place of its value."""
_BEHIND_PAPER = re.compile(rf"(?<![^\W_]){PAPER_OF_PERSON}[ \t]$", re.IGNORECASE)
_BEFORE_PAPER = re.compile(rf"[ \t]{PAPER_OF_PERSON}(?![^\W_])", re.IGNORECASE)
"""A paper that belongs to one person: a surname beside it is whose it is, in the name of a file above all."""
_INSTITUTION = re.compile(
    r"[»”\"]?[ -](?:univ|schoo|colle|insti|acade|stree|aven|prize|awar|hall\b|lab|cent|foundat|fellow|libr|атынд|көше|даңғ"
    r"|универ|инсти|акаде|колледж|мект|гимназ|лице|қор[ыі]|орталы)",
    re.IGNORECASE,
)
"""What makes the word before it the name of an institution."""

TITLES_BEHIND = (
    "ага(?:й|я|ю|ем)(?!\\w)|апа(?:ю|ем)(?!\\w)|аға(?! оқыт| ғылыми| маман| лаборант| тренер| инспектор| буын| ұрпақ| лейтен)"
    "|мырза|ханым|ханум|ағай|апай"
    "|әпке|апке|тәте|көке|мұғалім(?!дер)|ұстаз(?!дар)"
    "|apay|apai|aghay|agai|agay|khanym|hanym|qanym|myrza|mirza|tate|koke|apke"
)
"""Forms of address that stand behind a name, in any case."""
_TITLE_BEHIND = re.compile(rf"[ \t\n]{{1,3}}(?:{TITLES_BEHIND}){_KAZAKH_CASE}(?!\w)")


_JOINED_TITLE = re.compile(rf"(?P<name>[^-]{{3,}})-(?:(?:{TITLES_BEHIND}){_KAZAKH_CASE}|аг[еиу])", re.IGNORECASE)
_ANYBODY = re.compile(
    r"(?:құрметті|қымбатты|ардақты|бір|әр|сол|бұл|осы|ол|барлық|бар|екі|үш|көп|жас|жаңа|кафедра|деканат\w*|аға"
    r"|ағай|апа|ата|әже)",
    re.IGNORECASE,
)
"""Words before a form of address that name nobody: «Бір апай»."""
_NAME_SORTS = SURNAME | GIVEN | MAYBE_GIVEN
_WITHIN = re.compile(rf"(?:[{LOWER}],? {{1,2}}|[,;|\t:] ?)$")


def is_joined_with_title(word: Word) -> bool:
    """A name that a hyphen joins with its form of address."""
    joined = _JOINED_TITLE.fullmatch(word.text) if "-" in word.text else None
    return joined is not None and not _ANYBODY.fullmatch(joined["name"]) and bool(sort_of(joined["name"]) & _NAME_SORTS)


def _is_titled_word(word: Word, text: str) -> bool:
    """A word of the language with a capital within a sentence or alone in a cell, before a form of address."""
    title = _TITLE_BEHIND.match(text, word.end)
    lead = text[max(0, word.start - 3) : word.start]
    return bool(title and not word.text.isupper() and not lead.endswith("\n") and _WITHIN.search(lead))


def beside_title(word: Word, block: TextBlock) -> bool:
    """One word that can be a name after a form of address, a post or a label, or before a title as Kazakh has it."""
    if word.kind != "word" or _is_abbreviation(word) or _INSTITUTION.match(block.text, word.end):
        return False
    before = block.text[max(0, word.start - _REACH) : word.start]
    if (
        is_addressed(word, block.text)
        and (word.sort & (SURNAME | ORDINARY) != ORDINARY or _is_titled_word(word, block.text))
        and not _NOBODY.fullmatch(word.text)
        and not _ANYBODY.fullmatch(word.text)
    ):
        return True
    if word.sort & SURNAME and _PERSONAL_POST.search(before) and _VERB_BEHIND.match(block.text, word.end):
        return True
    if word.sort & ORDINARY or not word.sort & (SURNAME | GIVEN | MAYBE_GIVEN):
        return False
    if is_clear_surname(word.text) and (_BEHIND_PAPER.search(before) or _BEFORE_PAPER.match(block.text, word.end)):
        return True
    alone = not word.sort & MAYBE_GIVEN and _ALONE.match(block.text, word.end)
    post = _POST.search(before) or (_LABEL_OF_POST.search(before) if alone else None)
    if word.sort & SURNAME and not word.sort & MAYBE_GIVEN:
        return bool(post or _FORM.search(before) or _ROLE.search(before))
    return bool(post and "\n" not in post[0] and post[0].count(" ") <= _NEAR_POST)


def is_called(text: str) -> bool:
    """Whether somebody is called so without a name: a post, a reader, a guest."""
    return bool(_NOBODY.fullmatch(text))


def is_institution_behind(word: Word, text: str) -> bool:
    """Whether the word is the name of an institution or a street."""
    return bool(_INSTITUTION.match(text, word.end))


def is_behind_post(start: int, text: str) -> bool:
    """Whether a post stands right before the place."""
    return bool(_WHO.search(text[max(0, start - _REACH) : start]))


def is_addressed(word: Word, text: str) -> bool:
    """Whether a form of address stands before or behind the word."""
    lead = text[max(0, word.start - _ADDRESS_REACH) : word.start]
    return bool(_ADDRESS.search(lead) or _TITLE_BEHIND.match(text, word.end))


def _is_abbreviation(word: Word) -> bool:
    return word.text.isupper() and len(word.text) < _SHORT_CAPITALS and not SURNAME_ENDING.search(word.text.lower())


def _lead(word: Word, block: TextBlock) -> str:
    """What stands before the word; at the beginning of a block, the end of the one before as a label."""
    lead = block.text[max(0, word.start - _REACH) : word.start]
    return f"{block.before[-_REACH:]}: {lead}" if word.start < _BEGINNING else lead


def may_follow_label(word: Word, block: TextBlock) -> bool:
    """Whether a mark stands before the word, as it does behind a label."""
    if word.start >= _BEGINNING and not block.text[word.start - 1].isspace():
        return block.text[word.start - 1] in _MARKS
    return _lead(word, block).rstrip().endswith(_MARKS)


def after_label(run: Sequence[Word], block: TextBlock) -> int:
    """Two words or more that are not ordinary, after the label of a form: as many as there are."""
    if not may_follow_label(run[0], block):
        return 0
    lead = _lead(run[0], block)
    plain = [word for word in run[:3] if word.kind == "word" and not word.sort & ORDINARY]
    if len(plain) < 2 or plain[0] is not run[0] or all(w.text.isupper() and len(w.text) < 6 for w in plain):
        return 0
    if all(FIELD.fullmatch(word.text) for word in plain):
        return 0
    known = any(word.sort & (SURNAME | GIVEN) for word in plain)
    spaced = plain[1].start == plain[0].end + 1 and "\t" not in block.text[plain[0].end : plain[1].start]
    if (spaced and _FORM.search(lead)) or (known and _ROLE.search(lead)):
        return len(plain)
    return 0
