"""Writes a document of the measurement as a file: text formats, office files, PDF, pictures, hidden places."""

from __future__ import annotations

import csv
import html
import io
import json
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import docx
import openpyxl
import pikepdf
import vl_convert
import yaml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo

PDF_LINE = 90
XP_AUTHOR, ARTIST = 0x9C9D, 0x013B


@dataclass(frozen=True)
class Container:
    """A kind of file: its ending and what writes it from the visible text and the value of a hidden place."""

    ending: str
    write: Callable[[str, str], bytes]


def rows(text: str) -> list[list[str]]:
    """Lines of a document as rows of a table."""
    return [line.split(" | ") for line in text.splitlines()]


def plain(text: str, _: str) -> bytes:
    """The text itself, with a line feed at its end."""
    return f"{text}\n".encode()


def markdown_table(text: str, _: str) -> bytes:
    """A pipe table with a heading row; lines without cells stay paragraphs."""
    head, *body = (f"| {line} |" for line in text.splitlines())
    return plain("\n".join((head, "|" + "---|" * head.count(" | ") + "---|", *body)), "")


def comma_separated(text: str, _: str) -> bytes:
    """Rows as CSV."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows(text))
    return file.getvalue().encode()


def web_page(text: str, hidden: str) -> bytes:
    """A small HTML page; a hidden value stands in a comment."""
    comment = f"<!-- {hidden} -->" if hidden else ""
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return f"<!doctype html><html><body>{comment}\n{body}\n</body></html>\n".encode()


def json_text(text: str, _: str) -> bytes:
    """A record with the text as a string, or the rows as a list of records."""
    table = rows(text)
    if len(table[0]) == 1:
        return plain(json.dumps({"id": 7, "text": text}, ensure_ascii=False, indent=1), "")
    records = [dict(zip(table[0], row, strict=False)) for row in table[1:]]
    return plain(json.dumps(records, ensure_ascii=False, indent=1), "")


def json_list(text: str, _: str) -> bytes:
    """The first line as key of the list of the others."""
    head, *answers = text.splitlines()
    return plain(json.dumps({head: answers}, ensure_ascii=False, indent=1), "")


def block_quotes(text: str, _: str) -> bytes:
    """The first line as heading, the others as quotations."""
    head, *answers = text.splitlines()
    return plain("\n\n".join((f"## {head}", *(f"> {answer}" for answer in answers))), "")


def yaml_text(text: str, _: str) -> bytes:
    """A record with the text as a string."""
    return yaml.safe_dump({"id": 7, "text": text}, allow_unicode=True, sort_keys=False).encode()


def word(text: str, _: str) -> bytes:
    """Paragraphs, and a table where the lines have cells."""
    document = docx.Document()
    _word_body(document, text)
    return _saved(document)


def _word_body(document: docx.document.Document, text: str) -> None:
    if " | " not in text:
        for line in text.splitlines():
            document.add_paragraph(line)
        return
    cells = rows(text)
    table = document.add_table(len(cells), max(map(len, cells)))
    for at, row in enumerate(cells):
        for column, value in enumerate(row):
            table.cell(at, column).text = value


def _saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.core_properties.author = document.core_properties.author.replace("python-docx", "")
    document.save(file)
    return file.getvalue()


def word_author(text: str, hidden: str) -> bytes:
    """The author in the properties."""
    document = docx.Document()
    _word_body(document, text)
    document.core_properties.author = hidden
    return _saved(document)


def word_modified_by(text: str, hidden: str) -> bytes:
    """Who saved the file last."""
    document = docx.Document()
    _word_body(document, text)
    document.core_properties.last_modified_by = hidden
    return _saved(document)


def word_comment(text: str, hidden: str) -> bytes:
    """A comment that names somebody."""
    document = docx.Document()
    run = document.add_paragraph(text).runs[0]
    document.add_comment(run, text=hidden, author="Reviewer", initials="R")
    return _saved(document)


def word_comment_author(text: str, hidden: str) -> bytes:
    """A comment written by somebody."""
    document = docx.Document()
    run = document.add_paragraph(text).runs[0]
    document.add_comment(run, text="?", author=hidden, initials="")
    return _saved(document)


def word_vanished(text: str, hidden: str) -> bytes:
    """Text with the property "hidden"."""
    document = docx.Document()
    _word_body(document, text)
    document.add_paragraph().add_run(hidden).font.hidden = True
    return _saved(document)


def word_deletion(text: str, hidden: str) -> bytes:
    """A tracked deletion."""
    document = docx.Document()
    _word_body(document, text)
    deleted = f'<w:r><w:delText xml:space="preserve">{hidden}</w:delText></w:r>'
    mark = f'<w:del {nsdecls("w")} w:id="5" w:author="Unit" w:date="2025-01-09T10:00:00Z">{deleted}</w:del>'
    document.add_paragraph()._p.append(parse_xml(mark))
    return _saved(document)


def workbook(text: str, _: str) -> bytes:
    """Rows of a sheet."""
    return _sheet(text, lambda book: None)


def _sheet(text: str, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    for row in rows(text):
        book.active.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_hidden_sheet(text: str, hidden: str) -> bytes:
    """A second sheet that is not shown."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Sheet2")
        sheet["A1"] = hidden
        sheet.sheet_state = "hidden"

    return _sheet(text, change)


def workbook_hidden_column(text: str, hidden: str) -> bytes:
    """A column that is not shown."""

    def change(book: openpyxl.Workbook) -> None:
        book.active["F2"] = hidden
        book.active.column_dimensions["F"].hidden = True

    return _sheet(text, change)


def workbook_note(text: str, hidden: str) -> bytes:
    """A note at a cell."""

    def change(book: openpyxl.Workbook) -> None:
        book.active["A1"].comment = Comment(hidden, "")

    return _sheet(text, change)


def workbook_creator(text: str, hidden: str) -> bytes:
    """The author in the properties."""

    def change(book: openpyxl.Workbook) -> None:
        book.properties.creator = hidden

    return _sheet(text, change)


def drawing(text: str, hidden: str) -> bytes:
    """An SVG picture with the text; a hidden value is its creator."""
    return _drawing(text, f"<metadata><creator>{html.escape(hidden)}</creator></metadata>" if hidden else "")


def drawing_path(text: str, hidden: str) -> bytes:
    """An SVG picture that tells the folder from which it was exported."""
    folder = "_".join(hidden.lower().split())
    return _drawing(text, f"<desc>file:///home/{folder}/Desktop/chart.png</desc>")


def _drawing(text: str, extra: str) -> bytes:
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, PDF_LINE) or [""]]
    body = "".join(
        f'<text x="30" y="{40 + 20 * at}" font-family="DejaVu Sans" font-size="12">{html.escape(line)}</text>'
        for at, line in enumerate(lines)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000">{extra}{body}</svg>'.encode()


def portable(text: str, _: str) -> bytes:
    """A PDF page with the text in wrapped lines."""
    return vl_convert.svg_to_pdf(_drawing(text, "").decode())


def _portable(text: str, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(portable(text, ""))) as pdf:
        change(pdf)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True)
    return file.getvalue()


def portable_author(text: str, hidden: str) -> bytes:
    """A PDF with an author in its information dictionary."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = hidden

    return _portable(text, change)


def portable_mailto(text: str, hidden: str) -> bytes:
    """A PDF in which a link writes to a private mailbox."""
    action = {"/S": "/URI", "/URI": f"mailto:{hidden}"}
    return _portable(text, lambda pdf: _annotate(pdf, "/Link", {"/A": action}))


def portable_note(text: str, hidden: str) -> bytes:
    """A PDF with a sticky note of somebody."""
    return _portable(text, lambda pdf: _annotate(pdf, "/Text", {"/T": hidden, "/Contents": "ok"}))


def _annotate(pdf: pikepdf.Pdf, kind: str, more: dict[str, object]) -> None:
    action = more.get("/A")
    fields = dict(more)
    if isinstance(action, dict):
        fields["/A"] = pikepdf.Dictionary({"/S": pikepdf.Name("/URI"), "/URI": pikepdf.String(action["/URI"])})
    note = pikepdf.Dictionary(
        {"/Type": pikepdf.Name("/Annot"), "/Subtype": pikepdf.Name(kind), "/Rect": [0, 0, 20, 20], **fields}
    )
    pdf.pages[0]["/Annots"] = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def _picture(save: Callable[[Image.Image, io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(Image.new("RGB", (32, 24), (200, 210, 220)), file)
    return file.getvalue()


def png_author(_: str, hidden: str) -> bytes:
    """A PNG picture with an author."""
    info = PngInfo()
    info.add_itxt("Author", hidden)
    return _picture(lambda image, file: image.save(file, "PNG", pnginfo=info))


def png_description(_: str, hidden: str) -> bytes:
    """A PNG picture with a description."""
    info = PngInfo()
    info.add_itxt("Description", hidden)
    return _picture(lambda image, file: image.save(file, "PNG", pnginfo=info))


def _photo(tag: int, value: str | bytes) -> bytes:
    exif = Image.Exif()
    exif[tag] = value
    return _picture(lambda image, file: image.save(file, "JPEG", exif=exif))


def photo_artist(_: str, hidden: str) -> bytes:
    """A photo with an artist."""
    return _photo(ARTIST, hidden.encode())


def photo_windows_author(_: str, hidden: str) -> bytes:
    """A photo with the author as Windows writes it: UTF-16."""
    return _photo(XP_AUTHOR, hidden.encode("utf-16-le") + b"\0\0")


def archive(text: str, hidden: str) -> bytes:
    """An archive with a text file whose name is the hidden value."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(zipfile.ZipInfo(f"{hidden}.txt"), text)
    return file.getvalue()


CONTAINERS = {
    "md": Container("md", plain),
    "txt": Container("txt", plain),
    "yaml": Container("yml", plain),
    "json": Container("json", plain),
    "csv": Container("csv", plain),
    "html": Container("html", web_page),
    "docx": Container("docx", word),
    "xlsx": Container("xlsx", workbook),
    "pdf": Container("pdf", portable),
    "svg": Container("svg", lambda text, _: drawing(text, "")),
    "csv rows": Container("csv", comma_separated),
    "md table": Container("md", markdown_table),
    "json text": Container("json", json_text),
    "json list": Container("json", json_list),
    "yaml text": Container("yml", yaml_text),
    "block quotes": Container("md", block_quotes),
    "docx comment": Container("docx", word_comment),
    "docx comment author": Container("docx", word_comment_author),
    "docx hidden text": Container("docx", word_vanished),
    "docx deletion": Container("docx", word_deletion),
    "docx author": Container("docx", word_author),
    "docx modified by": Container("docx", word_modified_by),
    "xlsx hidden sheet": Container("xlsx", workbook_hidden_sheet),
    "xlsx hidden column": Container("xlsx", workbook_hidden_column),
    "xlsx note": Container("xlsx", workbook_note),
    "xlsx creator": Container("xlsx", workbook_creator),
    "html comment": Container("html", web_page),
    "pdf author": Container("pdf", portable_author),
    "pdf mailto": Container("pdf", portable_mailto),
    "pdf note": Container("pdf", portable_note),
    "svg creator": Container("svg", drawing),
    "svg path": Container("svg", drawing_path),
    "png author": Container("png", png_author),
    "png description": Container("png", png_description),
    "photo artist": Container("jpg", photo_artist),
    "photo Windows author": Container("jpg", photo_windows_author),
    "zip member": Container("zip", archive),
}
