"""Rules about source files: kind, name and place (A)."""

from __future__ import annotations

from transparency.model.rules.rule import Rule

SOURCE_FILES = (
    Rule(
        "A01",
        "link or device among the sources",
        "It can lead out of the project: what stands there was never reviewed and would be published.",
        "Put the file itself there, or remove it.",
    ),
    Rule(
        "A02",
        "hidden file or folder of a tool among the sources",
        "Programs skip such folders, so one could publish what another has not checked.",
        "Remove it.",
    ),
    Rule(
        "A03",
        "file that nothing reads",
        "An editor believes it is on the site; or it would be published unchecked.",
        "Move it to where its kind belongs, or remove it.",
    ),
    Rule(
        "A04",
        "file with an ending that is not read in its folder",
        "Only the documented endings are read; another kind of file would be left out or copied unchecked.",
        "Save it in the kind that the message names, or remove it.",
    ),
    Rule(
        "A05",
        "name of a file that cannot be part of an address",
        "Names become addresses, and every system writes these letters alike.",
        "Use small Latin letters, digits and hyphens.",
    ),
    Rule(
        "A06",
        "two names that some systems hold for one",
        "On Windows or macOS one file would replace the other.",
        "Give one of them another name.",
    ),
    Rule(
        "A07",
        "name that the product uses itself",
        "The record or page would replace one that the product makes.",
        "Give it another id or file name.",
    ),
    Rule(
        "A08",
        "picture that no page shows",
        "It would be published without being shown anywhere, and forgotten.",
        "Show it on a page, or remove it.",
    ),
    Rule(
        "A10",
        "link to a file that is not there",
        "A reader would get the error page 404.",
        "Correct the path; pictures are beside the page, attachments under disclosures/files.",
    ),
    Rule(
        "A11",
        "setting of MkDocs that bypasses the list of files",
        "What it adds would be published without having been checked.",
        "Take the setting out of mkdocs.yml.",
    ),
    Rule(
        "A13",
        "name that does not follow the scheme of the archive",
        "A file of the monitoring archive is found by its date, unit and type of document.",
        "Name it YYYY_MM_DD_Unit_Type and end it in .docx, .xlsx or .pdf.",
    ),
    Rule(
        "A12",
        "link to a file that is not public yet",
        "The file is published together with its record; until then a reader would get the error page 404.",
        "Add the link when the embargo of the record has ended.",
    ),
)
