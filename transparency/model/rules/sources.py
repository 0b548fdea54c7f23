"""Rules about the form of sources: files Y, values T, languages L, references R, workbooks X, templates W."""

from __future__ import annotations

from transparency.model.rules.rule import Rule

FILES = (
    Rule(
        "Y01",
        "source that cannot be read",
        "What is not read is not on the site.",
        "Put it back or correct its permissions.",
    ),
    Rule("Y02", "text that is not UTF-8", "Kazakh letters would come out broken.", "Save the file as UTF-8."),
    Rule(
        "Y03",
        "YAML that cannot be parsed",
        "Nothing in the file can be trusted when its structure is unclear.",
        "Correct the line; most often it is the indentation, or a colon in a text without quotes.",
    ),
    Rule(
        "Y04",
        "line that starts with a tab",
        "The structure of YAML is its indentation, in spaces.",
        "Indent with spaces, two for each level.",
    ),
    Rule("Y05", "duplicate key", "Only one of the two values would be used, without a warning.", "Keep one."),
    Rule(
        "Y07",
        "page of prose without a head",
        "The title and properties of the page are in its head.",
        "Start the file with a head between two lines ---, as the other pages do.",
    ),
    Rule(
        "Y10",
        "alias, anchor or type tag in YAML",
        "A few lines with aliases can stand for billions of values, and a tag can change what a value means.",
        "Write the value out; do not use &, * and !.",
    ),
    Rule(
        "Y11",
        "YAML that is nested too deeply",
        "No record has so many levels; such a file costs memory and says nothing.",
        "Write the record flatter.",
    ),
    Rule(
        "Y12",
        "control character in a table",
        "It is invisible, and programs that read the published table stop at it.",
        "Remove it; save the table anew as CSV in UTF-8.",
    ),
    Rule(
        "Y13",
        "source that is too large",
        "It would cost every build more than all other files together.",
        "Divide it among several files, or publish it as an attachment.",
    ),
)

VALUES = (
    Rule("T01", "value of another type", "A number cannot be read as a text, nor a list as a word.", "Write the type."),
    Rule(
        "T02",
        "unknown key or column",
        "A misspelt key would be lost without a warning.",
        "Take the name the message offers.",
    ),
    Rule("T03", "missing key, column or header", "The record is incomplete without it.", "Add it."),
    Rule(
        "T04",
        "number or day that cannot be read",
        "A figure or a date that is guessed is worse than none.",
        "Write numbers with a point and days as year-month-day.",
    ),
    Rule("T05", "word that is not in the list", "Only the listed codes have labels.", "Take one of the listed words."),
    Rule("T06", "empty value", "An empty text is a gap that nobody explains.", "Write it, or leave the key out."),
    Rule("T07", "value written in another form", "Identifiers, addresses and codes have one spelling.", "Correct it."),
    Rule("T08", "value that its rule refuses", "The message tells what the value breaks.", "Correct the value."),
    Rule("T09", "number that is too small", "Counts and terms start at a least value.", "Write a larger number."),
    Rule("T10", "row with too many or too few cells", "Every later cell would be in the wrong column.", "Correct it."),
    Rule("T11", "duplicate column", "Which of the two is used would be left to chance.", "Keep one."),
    Rule(
        "T12",
        "value beyond its limit",
        "Texts, lists, numbers and days have limits far above what an honest record needs (transparency/model/limits.py).",
        "Correct the value; it is most often a slip of the keyboard.",
    ),
)

LANGUAGES = (
    Rule(
        "L01",
        "text missing in a language",
        "A reader of that language finds nothing.",
        "Write every language of the site.",
    ),
    Rule(
        "L02",
        "interface word that one catalogue lacks or has alone, or that the product does not have",
        "All catalogues have equal keys.",
        "Add the word to each catalogue, or remove it from all; data/strings changes words that exist, or holds a language.",
    ),
    Rule(
        "L03", "placeholders that differ", "A name or number would be missing in one language.", "Use those of kk.yml."
    ),
    Rule(
        "L04",
        "plural forms that do not fit the language",
        "Each language has its own (CLDR): Kazakh and English two, Russian four.",
        "Write exactly the forms that the message names.",
    ),
    Rule("L05", "page missing in a language", "Readers would be led to a dead end.", "Add the page it names."),
    Rule(
        "L06",
        "page with another outline than in the default language",
        "The pages say the same; other headings mean that one was forgotten.",
        "Give all of them the same headings.",
    ),
    Rule(
        "L07",
        "word of praise",
        "Public information is impartial: an adjective of advertising cannot be checked.",
        "State what can be checked, e.g. a number with its source, or quote who said it.",
    ),
    Rule(
        "L08",
        "language of the site without interface words",
        "Readers would see words of another language.",
        "Translate the file that «transparency words LANGUAGE FILE» writes, or take the language out of data/site.yml.",
    ),
    Rule(
        "L09",
        "form that the glossary avoids",
        "Two words for one thing make a reader look for a difference that does not exist.",
        "Write the term that the message names; data/glossary.yml lists under avoid what not to write.",
    ),
    Rule(
        "L10",
        "language whose letters the typeface lacks",
        "Single letters of a word would be shown in another typeface.",
        "Put a typeface that has them into data/brand/ and name it in «typeface» of data/site.yml.",
    ),
    Rule(
        "L11",
        "word that no dictionary has",
        "It may be a misspelling, unless it is a name or a term of the institution.",
        "Correct it, or add it to data/dictionary/LANGUAGE.txt, one word a line, in small letters and without endings.",
    ),
    Rule(
        "L12",
        "obscene word",
        "The regulation on the site forbids obscene language in any text.",
        "Take the word out; the message names the place and does not repeat it.",
    ),
)

REFERENCES = (
    Rule("R01", "reference to a record that does not exist", "The link would lead nowhere.", "Correct the identifier."),
    Rule("R02", "duplicate identifier", "An address belongs to one record.", "Give each its own."),
    Rule(
        "R03",
        "declared number that does not fit",
        "The number of records promised differs from those that are there; one was lost.",
        "Add the missing file, or correct the number.",
    ),
    Rule("R04", "parts in a wrong order", "Steps follow plan, do, check, act, and parts carry their process.", "Sort."),
    Rule("R05", "wrong place in the hierarchy", "Parents lead to the top, in few levels.", "Correct the parent."),
    Rule("R06", "link to a page that does not exist", "A reader would get the error page 404.", "Correct the path."),
    Rule(
        "R07",
        "text that cannot be left out where it stands",
        "Only process cards and the process map can hide a text; anywhere else it would be published in spite of the question.",
        "Choose another way to publish in data/questions.yml, or take the text out of the record.",
    ),
)

WORKBOOKS = (
    Rule("X01", "file that is no XLSX workbook", "It cannot be read at all.", "Save it as Excel workbook (.xlsx)."),
    Rule(
        "X03",
        "office file that is not opened",
        "A small file can unfold to gigabytes, and XML with entities can read other files.",
        "Save it anew in the office program; give tables beyond the limits as CSV.",
    ),
    Rule("X02", "worksheet that is missing", "The template has a sheet for each table.", "Take the template again."),
    Rule(
        "X04",
        "cell of a workbook that belongs to no field",
        "Its content would be lost without a warning.",
        "Export the workbook again and leave its first row and its keys as they are.",
    ),
)

TEMPLATES = (
    Rule("W01", "field that a view does not have", "The page would show a gap.", "Name a field that the view has."),
    Rule("W02", "template that cannot be parsed", "No page of this kind can be rendered.", "Correct the syntax."),
    Rule(
        "W03",
        "interface word or page that does not exist",
        "The page would show a gap.",
        "Correct the name, or add it.",
    ),
)
