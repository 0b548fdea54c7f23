"""Detects quoted comments of survey respondents in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.word_cues import VOICE
from transparency.model.package_yaml import package_yaml

_INTRODUCED = re.compile(
    r"(?:комментари[ийяев]+|отзыв\w*|ответ\w*|высказывани\w*|пожелани\w*|мнени\w*)[^.\n]{0,40}?(?:студент"
    r"|респондент|обучающ|слушател|преподават|сотрудник|участник|анонимн|открыт)"
    r"|(?:студент|респондент|обучающ)\w*[^.\n]{0,30}?(?:написал|пишет|отметил|ответил|сообщил|жал(?:уется|овал))"
    r"|(?:студент|респондент|білім алушы|қызметкер|оқытушы)\w*[^.\n]{0,40}?(?:пікір|жауап|жазды|былай де"
    r"|сөзі)|ашық сұраққа жауап|ашық жауап"
    r"|(?:student|respondent|participant|staff|employee|anonymous|verbatim)\w*'?s?[^.\n]{0,40}?(?:comment"
    r"|said|wrote|answer|respon|quote|feedback)|open[- ](?:ended )?(?:answer|comment|response)|in (?:their"
    r"|his|her) own words",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:отзыв\w*|комментари\w*|ответ\w*|отв\.|мнение|пікір(?!мен келіс)\w*|жауап\w*"
    r"|comments?|feedback|answers?|респондент\w*|respondent|студент\w*"
    r"|student|қатысушы|білім алушы)[^«\"“„\n:]{0,80}(?:[:—–-]\s*[«\"“„]?|:)$",
    re.IGNORECASE,
)
"""A label right before a quotation; a question of the questionnaire has another one."""
ANSWERS = (
    r"отзыв|комментари|пожелани|предложени|мнени|ответ|замечани|жалоб|обращени|интервью|впечатлени|благодарност"
    r"|рассказ|голос[аы]? (?:студент|выпускник|обучающ)|истори[ия] (?:студент|выпускник)"
    r"|говорят|цитат|выдержк|свободн|напишите|расскажите|опишите|поделитесь|добавить|понравилось"
    r"|пікір|жауап|тілек|ұсыныс|шағым|сұхбат|үзінді|алғыс|ескертпе|еркін|жазыңыз|айтыңыз|айтарыңыз|айтқан|сипаттаңыз"
    r"|бөлісіңіз|дейді|ұнамады|ұнады"
    r"|comment|feedback|suggest|answer|opinion|complaint|interview|quote|remark|testimonial|impression|stories|voices"
    r"|what \w+ say"
    r"|free[ -]text|_?open$|_ashyq$|jauap|otvet|tell us|describe|anything (?:else|to add)|dislike|in (?:their"
    r"|your) own words|verbatim"
)
SPOKEN = re.compile(rf".*\?|(?!вариант|нұсқа|option).*(?:{ANSWERS})(?!.*(?:нұсқа|вариант|option)).*", re.IGNORECASE)
"""Headers above answers in running words; what the cells say decides."""
_HEADING = re.compile(rf"{ANSWERS}|(?:вопрос|сұрақ|question) ?№? ?\d|\?\s*$", re.IGNORECASE)
"""A heading above a block quote, or what stands above a row of them."""
_QUOTED = re.compile(
    r"[«\"“„]([^«»\"“”„\n]{18,600})(?=[»\"”“])|^\s*(?:[-–—>•*\d.)]{1,4}|[a-zа-я]\))\s+([^\n]{18,600})$|:\s([^\n«»\"]{18,600})$"
    r"|\|\s*([^|\n]{18,600})(?=\|)",
    re.MULTILINE,
)
"""What closes one quotation may open the next: a string of a program holds quotation marks of its own."""
_FIRST_PERSON = (
    r"|(?<!\w)(?!случаю|обычаю|урожаю|трамваю|китаю|краю|чаю|маю|стаю|раю|сараю|лишаю|обращаю|приглашаю|напоминаю|сообщаю|поздравляю|желаю|утверждаю)\w{2,12}(?:аю|яю|[аяуею]юсь|жусь|чусь|люсь|рюсь)(?!\w)"
    r"|(?<!\w)(?:боюсь|учусь|таксую|живу|хожу|кормлю|сплю|терплю|ненавижу|хочу|могу|вижу|плачу|сижу|лежу|болею|езжу|пью|ем|ношу)(?!\w)"
)
"""Russian verbs of the first person: notes and forms are written without the pronoun."""
OWN_VOICE = re.compile(
    r"(?<!\w)мен(?= [^\n]*(?:м[ыі]?н|[дт][ыі]м)(?!\w))|^мен\b|\w(?:дым|дім|тым|тім|мын|мін|пын|пін|бын|бін)(?!\w)"
    r"|(?<!\w)(?:я|мне|меня|мной|мною|мо(?:й|я|ё|е|и|его|ему|[её]м|им|ей|ю|их|ими)|мы|нам|нас|наш\w*|маған|менде|менен|мені"
    r"|менің|бізге|біздің|біз|(?-i:I)|i'm"
    r"|i've|my|me|our|us|(?:аға|ана|әке|күйеу|ұл|қыз|бала|бөлме|бөлмелес|топ|әйел|әпке|іні|диплом|жолдас|оқытушы"
    r"|жетекші|көз|бас|жұмыс)[ыі]?м(?:ды|ді|ның|нің|а|е|мен)?|"
    r"преподавател(?!и|ей|ям)\w+ (?:не|часто|постоянно|очень|хорошо|плохо)|оқытушы(?!лар)\w* (?:жақсы|нашар|өте|сабаққа)"
    r"|teacher (?:is|was|never|always)|(?:өте|тым) (?:жақсы|нашар|қиын|ұнады)|ұнады|ұнамады|понравилось"
    rf"|не понравил\w+|liked|hated)(?!\w){_FIRST_PERSON}",
    re.IGNORECASE,
)


_DECLARED = package_yaml((Path(__file__).parent / "own_words.yml").read_text("utf-8"))
INTIMATE = re.compile(rf"(?<!\w)(?:{'|'.join(_DECLARED.values())})(?!\w)", re.IGNORECASE)
"""What people tell of themselves: family, health, being the only one. In somebody's own voice it needs no heading."""
_SAID = re.compile(
    r"[»\"”]\s*[,.]?\s*[-–—]?\s*(?:деп |деді |дейді |(?:на)?писал|сообщил|рассказал|пожаловал|отметил|сказал|пишет"
    r"|wrote|said|says|writes|told"
    r"|[^.\n]{0,30}(?:wrote|said|told us|комментирует|жазды|айтты|жазған|айтқан))",
    re.IGNORECASE,
)
"""Words behind a quotation that say that somebody said it."""
_SINGULAR = re.compile(
    r"(?<!\w)мен(?= [^\n]*(?:м[ыі]?н|[дт][ыі]м)(?!\w))|^мен\b|\w(?:дым|дім|мын|мін|пын|пін|бын|бін)(?!\w)|(?<!\w)(?:я"
    r"|мне|меня|мной|мо(?:й|я|ё|е|его|ему|[её]м|им|ей|ю|их)|маған|менде|менен|мені|менің|(?-i:I)|i'm|i've|my|me)(?!\w)"
    rf"{_FIRST_PERSON}",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\?[»\"”]?\s*\n?\s*(?:ответ|жауап|answer|a)\W{1,5}$", re.IGNORECASE)
"""A question and its answer, as a page of frequent questions has them: there the institution says "we"."""


_CELLS = 2
"""Bars in a row of a table; more stand in a list of words."""


def tells_of_oneself(text: str) -> bool:
    """Whether somebody says of himself what nobody says of an institution; a question asks for it."""
    if text.rstrip(' »"”}])').endswith("?") or text.count("|") > _CELLS:
        return False
    return bool(_SINGULAR.search(text) and INTIMATE.search(text))


def may_hold_comment(block: TextBlock) -> bool:
    """Words of somebody who speaks of himself; the label may stand before the block."""
    return bool(block.own_cues & VOICE)


def comments(block: TextBlock) -> Iterator[Hit]:
    """A sentence in somebody's own voice, under words that say it is an answer to a survey."""
    if not block.own_cues & VOICE:
        return
    text = f"{block.before[-120:]}\n{block.text}"
    shift = len(text) - len(block.text)
    for quoted in _QUOTED.finditer(text):
        group = quoted.lastindex or 0
        if quoted.start(group) < shift or len(quoted[group].split()) < 4 or not OWN_VOICE.search(quoted[group]):
            continue
        lead = text[max(0, quoted.start() - 120) : quoted.start()]
        if _ASKED.search(text[: quoted.start(group)]) and not _SINGULAR.search(quoted[group]):
            continue
        headed = quoted[0].lstrip().startswith(">") and _HEADING.search(lead)
        if (
            headed
            or tells_of_oneself(quoted[group])
            or (_SAID.match(text, quoted.end(group)) and _SINGULAR.search(quoted[group]))
            or _LABELLED.search(lead + quoted[0][:1])
            or (group < 3 and _INTRODUCED.search(f"{lead} {quoted[group]}"[:200]))
        ):
            yield Hit("P12", quoted.start(group) - shift, quoted.end(group) - shift, quoted[group])
