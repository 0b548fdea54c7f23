"""Rules about the form of what editors write: files Y, values T, languages L, references R, workbooks X, templates W."""

from __future__ import annotations

from transparency.rules.rule import Rule

FILES = (
    Rule(
        "Y01", "source that cannot be read", "What is not read is not on the site.", "Put it back or mend its rights."
    ),
    Rule("Y02", "text that is not UTF-8", "Kazakh letters would come out broken.", "Save the file as UTF-8."),
    Rule(
        "Y03",
        "YAML that cannot be parsed",
        "Nothing in the file can be trusted when its structure is unclear.",
        "Mend the line; most often it is the indentation, or a colon in a text without quotes.",
    ),
    Rule(
        "Y04",
        "line that starts with a tab",
        "The structure of YAML is its indentation, in spaces.",
        "Indent with spaces, two for each level.",
    ),
    Rule("Y05", "key that stands twice", "Only one of the two values would be used, silently.", "Keep one."),
    Rule("Y06", "value that contains itself", "It has no end.", "Write the value out; do not use & and *."),
    Rule(
        "Y07",
        "page of prose without a head",
        "Title and properties of the page stand in its head.",
        "Start the file with a head between two lines ---, as the other pages do.",
    ),
)

VALUES = (
    Rule("T01", "value of another type", "A number cannot be read as a text, nor a list as a word.", "Write the type."),
    Rule("T02", "unknown key or column", "A misspelt key would be lost silently.", "Take the name the message offers."),
    Rule("T03", "missing key, column or header", "The record is incomplete without it.", "Add it."),
    Rule(
        "T04",
        "number or day that cannot be read",
        "A figure or a date that is guessed is worse than none.",
        "Write numbers with a point and days as year-month-day.",
    ),
    Rule("T05", "word that is not in the list", "Only the listed codes have labels.", "Take one of the listed words."),
    Rule("T06", "empty value", "An empty text is a gap that nobody explains.", "Write it, or leave the key out."),
    Rule("T07", "value written in another form", "Identifiers, addresses and codes have one spelling.", "Mend it."),
    Rule("T08", "value that its rule refuses", "The message tells what the value breaks.", "Mend the value."),
    Rule("T09", "number that is too small", "Counts and terms start at a least value.", "Write a larger number."),
    Rule("T10", "row with too many or too few cells", "Every later cell would stand in a wrong column.", "Mend it."),
    Rule("T11", "column that stands twice", "Which of the two counts would be chance.", "Keep one."),
)

LANGUAGES = (
    Rule("L01", "text missing in a language", "A reader of that language finds nothing.", "Write kk, ru and en."),
    Rule(
        "L02",
        "interface word that one catalogue lacks or has alone",
        "The catalogues of the three languages have equal keys.",
        "Add the word to each file of data/strings, or remove it from all.",
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
        "page with another outline than the Kazakh one",
        "The three pages say the same; other headings mean that one was forgotten.",
        "Give all three the same headings.",
    ),
)

REFERENCES = (
    Rule("R01", "reference to a record that does not exist", "The link would lead nowhere.", "Correct the identifier."),
    Rule("R02", "identifier that stands twice", "An address belongs to one record.", "Give each its own."),
    Rule(
        "R03",
        "declared number that does not fit",
        "The number of records promised differs from those that are there; one was lost.",
        "Add the missing file, or correct the number.",
    ),
    Rule("R04", "parts in a wrong order", "Steps follow plan, do, check, act, and parts carry their process.", "Sort."),
    Rule("R05", "wrong place in the hierarchy", "Parents lead to the top, in few levels.", "Correct the parent."),
    Rule("R06", "link to a page that does not exist", "A reader would meet page 404.", "Correct the path."),
)

WORKBOOKS = (
    Rule("X01", "file that is no XLSX workbook", "It cannot be read at all.", "Save it as Excel workbook (.xlsx)."),
    Rule("X02", "worksheet that is missing", "The template has a sheet for each table.", "Take the template again."),
)

TEMPLATES = (
    Rule("W01", "field that a view does not have", "The page would show a gap.", "Name a field that the view has."),
    Rule("W02", "template that cannot be parsed", "No page of this kind can be drawn.", "Mend the syntax."),
    Rule(
        "W03",
        "interface word or page that does not exist",
        "The page would show a gap.",
        "Correct the name, or add it.",
    ),
)
