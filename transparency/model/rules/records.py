"""Rules about records: disclosures (D), attachments (F), submitted forms (N), open data (O)."""

from __future__ import annotations

from transparency.model.rules.rule import Rule

DISCLOSURES = (
    Rule(
        "D01",
        "mandatory item without a record",
        "The regulation names it; a reader must find it, even if nothing is known yet.",
        "Add the record, also without facts; name the file after its id.",
    ),
    Rule("D02", "dates in a wrong order", "A term cannot end before it begins.", "Correct one of the two dates."),
    Rule(
        "D03",
        "mailbox outside the university's domain",
        "Official e-mail addresses use the university’s own domain, unless a law or a decision says otherwise.",
        "Use the mailbox of the office, or name it with its legal ground in data/exceptions.yml.",
    ),
    Rule(
        "D05",
        "certificate that contradicts the list of accreditations",
        "Readers would see two numbers or dates.",
        "Make both agree.",
    ),
    Rule(
        "D06",
        "plan or policy that is not explained",
        "Readers need to know why it was made and what is expected of it.",
        "Write why and expected_result in three languages.",
    ),
    Rule(
        "D07",
        "document published otherwise than its class says",
        "The class decides what is published: the whole, a summary, or the name only; a replaced one keeps no file.",
        "Correct the class or level, or add or remove the file.",
    ),
    Rule(
        "D08",
        "programme without modules, or in a form of study that is not disclosed",
        "An applicant reads what is taught and how.",
        "Add the modules, or make the forms agree with data/disclosures/study-forms.yml.",
    ),
    Rule("D09", "row for an unknown programme", "It would be shown nowhere.", "Correct the id, or add the programme."),
    Rule(
        "D10",
        "waiver without a proper end",
        "A waiver is dated, ends, and lasts a year at most.",
        "Grant it anew when it ends.",
    ),
    Rule(
        "D11",
        "unit that publishes what it submitted itself",
        "A second person has to decide.",
        "Name the role that publishes.",
    ),
    Rule(
        "D31",
        "change approved by the one who submitted it",
        "A second person has to decide.",
        "Name the post that approved the change.",
    ),
    Rule(
        "D13",
        "evidence that names no place or several",
        "An expert follows one link to one answer.",
        "Name exactly one page or record.",
    ),
    Rule(
        "D14",
        "matrix without one responsible",
        "Without one responsible post or unit nobody is accountable.",
        "Name one, or mark it shared.",
    ),
    Rule(
        "D15",
        "more corrective actions closed and overdue than found",
        "The counts cannot all be true.",
        "Correct them.",
    ),
    Rule(
        "D16",
        "section without a usable file that it needs",
        "Its page would be empty instead of saying what is owed.",
        "Correct or add the file and leave out facts that nobody supplied, or take the section out of data/site.yml.",
    ),
    Rule(
        "D20",
        "demonstration record among the real ones",
        "Invented examples must not appear at the official address; whatever is in data/ goes there.",
        "Move it to demo/, which only previews read, or replace it by the real record.",
    ),
    Rule(
        "D21",
        "mandatory item that is not published",
        "The regulation demands it of the official site.",
        "The unit named supplies it, or a dated public waiver with a reason goes into data/waivers.yml.",
    ),
    Rule(
        "D22",
        "licence of the data that nobody has confirmed",
        "What a licence permits cannot be taken back.",
        'Write "status: confirmed" in data/site.yml once the university has decided.',
    ),
    Rule(
        "D23",
        "item whose validity has ended",
        "A reader would take it for valid.",
        "The unit named renews it, or a dated public waiver goes into data/waivers.yml.",
    ),
    Rule(
        "D25",
        "promise whose dates or reasons are missing or contradict each other",
        "Readers compare the days by which a unit promised its facts; a moved day without a reason hides a broken promise.",
        "Keep every promise, the oldest first; give each later one the reason why the day moved.",
    ),
    Rule(
        "D30",
        "review date that has passed",
        "Readers see the record as overdue; a release goes out all the same.",
        "The unit reviews it and writes a new review_by.",
    ),
    Rule("D24", "draft of a unit", "It goes out after its approval only.", "Write published_on, or move the file."),
    Rule(
        "D26",
        "approval of another section tree",
        "The management approved other sections than the site has.",
        "Have the present structure approved and write its digest, or take the change back.",
    ),
    Rule(
        "D27",
        "unit that is missing from the list of units",
        "It manages a process or answers for content; readers look for it in the structure.",
        "Add it to the units of the item on structure and governing bodies.",
    ),
)

INDICATORS = (
    Rule(
        "N01",
        "value of an indicator or programme that does not exist",
        "It would stand on no page.",
        "Declare the indicator in data/indicators/ or the programme in the register, or correct the id.",
    ),
    Rule(
        "N02",
        "value in another unit than its indicator",
        "A chart would join numbers that cannot be compared.",
        "Convert the value, or declare another indicator.",
    ),
)

ATTACHMENTS = (
    Rule("F01", "attachment that is not there", "The link would lead nowhere.", "Put the file there, or correct it."),
    Rule(
        "F02",
        "content of another type than the name, or damaged",
        "A reader's program would not open it, and a file type has to be checked, not guessed from the name.",
        "Save it in the type that its name says, without a password.",
    ),
    Rule(
        "F03",
        "attachment that is too large",
        "Large files are slow and costly on mobile connections.",
        "Make it smaller, or split it.",
    ),
    Rule(
        "F04",
        "metadata, scripts or camera data inside",
        "Names of authors and places are personal data; scripts run on the reader's device.",
        "Run scripts/clean.py on it; a file that carries scripts is exported as a plain document.",
    ),
    Rule(
        "F05",
        "PDF without a text layer",
        "It cannot be searched or read aloud.",
        "Recognise the scan (OCR), or export from the text processor.",
    ),
    Rule("F06", "PDF without a title", "Readers and screen readers see a file name.", "Give it one in its properties."),
    Rule(
        "F07",
        "other checksum than recorded",
        "It is not the file that was approved.",
        "Have it approved and record it again.",
    ),
    Rule("F08", "picture that is too small", "At least 1200 × 800 pixels are needed.", "Take the original photo."),
    Rule(
        "F10",
        "file that carries other files, macros or calls of programs",
        "It would run on the reader's device in the university's name.",
        "Export a PDF as a plain document; save a workbook with values in the place of formulas.",
    ),
    Rule(
        "F11",
        "link to another host in a file",
        "A link in a published file cannot be corrected, and who owns the other address may change.",
        "Write the address as plain text, or link to a page of the site.",
    ),
    Rule("F09", "file that no record names", "Nobody has approved or described it.", "Name it in a record, or remove."),
)

FORMS = (
    Rule("N01", "file that is not the submission form", "It cannot be read.", "Fill in the form; save it as DOCX."),
    Rule("N02", "field of the form that is empty or wrong", "The record would be incomplete.", "Fill the field in."),
    Rule("N03", "photo that is missing or of another kind", "The form names it.", "Hand it in as JPEG or PNG."),
    Rule(
        "N04",
        "name from the signature fields in a text",
        "The three names on the form never reach the site.",
        "Write the post instead.",
    ),
    Rule("N05", "photo without the consent of those shown", "A face is personal data.", "Ask, or send another photo."),
    Rule(
        "N07",
        "row of the form that cannot be taken as it stands",
        "A table inside an answer, or a duplicate row, would lose a part of what the unit wrote.",
        "Write each answer once, as plain text.",
    ),
    Rule(
        "N06", "unit that does not exist", "Nobody would be responsible.", "Use an identifier of data/organisation.yml."
    ),
)

OPEN_DATA = (
    Rule("O01", "dataset without rows, or rows without a dataset", "Half of it would be published.", "Add the other."),
    Rule("O02", "column that is not declared, or only declared", "Users rely on the description.", "Declare it."),
    Rule(
        "O03", "value that its column does not allow", "The file would contradict its own schema.", "Correct the value."
    ),
    Rule(
        "O04",
        "key that does not identify a row",
        "Rows could not be told apart.",
        "Name columns that together are unique.",
    ),
    Rule(
        "O05",
        "promise to users of the data that is broken",
        "Programs of others rely on columns, codes and addresses of the published version.",
        "Raise the version as the message says, or take the change back.",
    ),
    Rule(
        "O06",
        "row whose key cannot be part of an address",
        "Every row has an address of its own.",
        "Use Latin letters, digits, dots, hyphens and underscores.",
    ),
    Rule(
        "O07",
        "served open data that cannot be read",
        "Without them the dated versions would be lost.",
        "Give the folder open-data of the site that is being served.",
    ),
    Rule(
        "O08",
        "dated version that is not what was published",
        "A version once published never changes.",
        "Give the folder open-data of the site that is being served.",
    ),
)
