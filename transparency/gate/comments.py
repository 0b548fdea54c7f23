"""Detects quoted comments of survey respondents in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.word_cues import COMMENT, VOICE

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
    r"(?:отзыв\w*|комментари\w*|ответ\w*|мнение|пікір(?!мен келіс)\w*|жауап\w*"
    r"|comments?|feedback|answers?|респондент\w*|respondent|студент\w*"
    r"|student|қатысушы|білім алушы)[^«\"“„\n:]{0,40}(?:[:—–-]\s*[«\"“„]?|:)$",
    re.IGNORECASE,
)
"""A label right before a quotation; a question of the questionnaire has another one."""
_HEADING = re.compile(
    r"(?:отзыв|комментари|пожелани|предложени|мнени|ответы|пікір|жауаптар|тілек|ұсыныс|(?:вопрос|сұрақ|question) ?№? ?\d"
    r"|comments?|feedback|suggest|answers|verbatim|in their own words"
    r"|(?:қалай|қандай|нені?|что|как|почему|what|how|why)\b[^\n?]*\?)",
    re.IGNORECASE,
)
"""A heading above a block quote, or what stands above a row of them."""
_QUOTED = re.compile(
    r"[«\"“„]([^«»\"“”„\n]{18,600})(?=[»\"”“])|^\s*[-–—>•*\d.)]{1,4}\s+([^\n]{18,600})$|:\s([^\n«»\"]{18,600})$",
    re.MULTILINE,
)
"""What closes one quotation may open the next: a string of a program holds quotation marks of its own."""
OWN_VOICE = re.compile(
    r"^мен\b|\w(?:дым|дім|тым|тім|мын|мін|пын|пін)(?!\w)"
    r"|(?<!\w)(?:я|мне|меня|мой|моя|моё|моей|мною|мы|нам|нас|наш\w*|маған|мені|менің|бізге|біздің|біз|(?-i:I)|i'm"
    r"|i've|my|me|our|us|(?:аға|ана|әке|күйеу|ұл|қыз|бала|бөлме|топ|әйел|әпке|іні)[ыі]?м(?:ды|ді|ның|нің|а|е|мен)?|"
    r"преподавател\w+ (?:не|часто|постоянно|очень|хорошо|плохо)|оқытушы\w* (?:жақсы|нашар|өте|сабаққа)"
    r"|teacher (?:is|was|never|always)|(?:өте|тым) (?:жақсы|нашар|қиын|ұнады)|ұнады|ұнамады|понравилось"
    r"|не понравил\w+|liked|hated)(?!\w)",
    re.IGNORECASE,
)


def may_hold_comment(block: TextBlock) -> bool:
    """Words of somebody who speaks of himself; the label may stand before the block."""
    return bool(block.own_cues & VOICE)


def comments(block: TextBlock) -> Iterator[Hit]:
    """A sentence in somebody's own voice, under words that say it is an answer to a survey."""
    if not (block.cues & COMMENT and block.own_cues & VOICE):
        return
    text = f"{block.before[-120:]}\n{block.text}"
    shift = len(text) - len(block.text)
    for quoted in _QUOTED.finditer(text):
        group = quoted.lastindex or 0
        if quoted.start(group) < shift or len(quoted[group].split()) < 4 or not OWN_VOICE.search(quoted[group]):
            continue
        lead = text[max(0, quoted.start() - 120) : quoted.start()]
        headed = quoted[0].lstrip().startswith(">") and _HEADING.search(lead)
        if (
            headed
            or _LABELLED.search(lead + quoted[0][:1])
            or (group < 3 and _INTRODUCED.search(f"{lead} {quoted[group]}"[:200]))
        ):
            yield Hit("P12", quoted.start(group) - shift, quoted.end(group) - shift, quoted[group])
