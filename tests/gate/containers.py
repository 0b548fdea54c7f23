"""One text in every container and every hiding place the gate must open; bytes are made here, nothing is stored."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import tarfile
import urllib.parse
import zipfile
from collections.abc import Callable, Mapping

import docx
import openpyxl
import pikepdf
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

Make = Callable[[str], bytes]


def _html(body: str) -> bytes:
    head = "<head><meta charset='utf-8'><title>Бет</title></head>"
    return f"<!doctype html><html lang='kk'>{head}<body>{body}</body></html>".encode()


def html_text(text: str) -> bytes:
    return _html(f"<main><p>{html.escape(text)}</p></main>")


def html_split_tags(text: str) -> bytes:
    half = len(text) // 2
    return _html(f"<p>{html.escape(text[:half])}<span class='x'>{html.escape(text[half:])}</span></p>")


def html_comment(text: str) -> bytes:
    return _html(f"<p>Ашық деректер</p><!-- {text.replace('--', '- -')} -->")


def html_attribute(text: str) -> bytes:
    return _html(f'<img src="a.png" alt="{html.escape(text)}">')


def html_data_attribute(text: str) -> bytes:
    return _html(f'<div data-note="{html.escape(text)}">Кесте</div>')


def html_script(text: str) -> bytes:
    return _html(f"<script>const note = {json.dumps(text, ensure_ascii=False)};</script>")


def html_escaped_script(text: str) -> bytes:
    return _html(f"<script>const note = {json.dumps(text)};</script>")


def html_entities(text: str) -> bytes:
    return _html("<p>" + "".join(f"&#{ord(c)};" for c in text) + "</p>")


def html_meta(text: str) -> bytes:
    return f'<html><head><meta name="description" content="{html.escape(text)}"></head><body></body></html>'.encode()


def html_hidden_input(text: str) -> bytes:
    return _html(f'<input type="hidden" value="{html.escape(text)}">')


def html_data_uri(text: str) -> bytes:
    packed = base64.b64encode(text.encode()).decode()
    return _html(f'<a href="data:text/plain;base64,{packed}">файл</a>')


def html_percent(text: str) -> bytes:
    return _html(f'<a href="/search?q={urllib.parse.quote(text)}">іздеу</a>')


def svg_text(text: str) -> bytes:
    path = '<path d="M 10 20 30 40"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg">{path}<text x="1">{html.escape(text)}</text></svg>'.encode()


def svg_description(text: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{html.escape(text)}</desc><rect width="9"/></svg>'.encode()


def markdown(text: str) -> bytes:
    return f"# Есеп\n\nЖалпы мәлімет.\n\n{text}\n".encode()


def markdown_comment(text: str) -> bytes:
    return f"# Отчёт\n\n<!-- {text} -->\n\nДалее.\n".encode()


def front_matter(text: str) -> bytes:
    return f"---\ntitle: Есеп\nnote: {json.dumps(text, ensure_ascii=False)}\n---\n\n# Есеп\n".encode()


def yaml_value(text: str) -> bytes:
    return f"title: Бөлім\nnote: {json.dumps(text, ensure_ascii=False)}\n".encode()


def yaml_comment(text: str) -> bytes:
    return f"title: Бөлім # {text}\n".encode()


def json_value(text: str) -> bytes:
    return json.dumps({"title": "Бөлім", "notes": [{"text": text}]}, ensure_ascii=False).encode()


def json_escaped(text: str) -> bytes:
    return json.dumps({"title": "Бөлім", "notes": [{"text": text}]}).encode()


def search_index(text: str) -> bytes:
    return json.dumps(
        {"config": {"lang": ["ru"]}, "docs": [{"location": "a/", "title": "Есеп", "text": text}]}, ensure_ascii=False
    ).encode()


def data_package(text: str) -> bytes:
    return json.dumps({"name": "demo", "resources": [], "contributors": [{"title": text}]}, ensure_ascii=False).encode()


def sitemap(text: str) -> bytes:
    return f"<?xml version='1.0'?><urlset><url><loc>https://example.kz/?q={html.escape(text)}</loc></url></urlset>".encode()


def _csv(text: str, separator: str) -> str:
    quoted = '"' + text.replace('"', '""') + '"'
    return separator.join(("code", "unit", "remark")) + "\r\n" + separator.join(("1", "Сапа бөлімі", quoted)) + "\r\n"


def csv_comma(text: str) -> bytes:
    return _csv(text, ",").encode()


def csv_bom(text: str) -> bytes:
    return _csv(text, ";").encode("utf-8-sig")


def csv_tab_utf16(text: str) -> bytes:
    return _csv(text, "\t").encode("utf-16")


def csv_kz1048(text: str) -> bytes:
    return _csv(text, ";").encode("kz1048", "replace")


def text_utf16_bare(text: str) -> bytes:
    return f"Есеп туралы мәлімет\n{text}\n".encode("utf-16-le")


def text_cp1251(text: str) -> bytes:
    return f"Отчёт о работе отдела за учебный год, раздел первый\n{text}\n".encode("cp1251", "replace")


def base64_text(text: str) -> bytes:
    return f"token: {base64.b64encode(text.encode()).decode()}\n".encode()


def _book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "Көрсеткіш"
    book.active["A2"] = "Үлес"
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx_cell(text: str) -> bytes:
    return _book(lambda book: book.active.__setitem__("B7", text))


def xlsx_hidden_sheet(text: str) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Парақ2")
        sheet["C3"] = text
        sheet.sheet_state = "veryHidden"

    return _book(fill)


def xlsx_hidden_row(text: str) -> bytes:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["B9"] = text
        book.active.row_dimensions[9].hidden = True

    return _book(fill)


def xlsx_comment(text: str) -> bytes:
    return _book(lambda book: setattr(book.active["A1"], "comment", Comment(text, "x")))


def xlsx_property(text: str) -> bytes:
    return _book(lambda book: setattr(book.properties, "description", text))


def _document(fill: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    document.add_paragraph("Бөлімнің есебі")
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_text(text: str) -> bytes:
    return _document(lambda document: document.add_paragraph(text) and None)


def docx_header(text: str) -> bytes:
    return _document(lambda document: setattr(document.sections[0].header.paragraphs[0], "text", text))


def docx_table(text: str) -> bytes:
    return _document(lambda document: setattr(document.add_table(1, 2).cell(0, 1), "text", text))


def _with_part(archive: bytes, name: str, content: str) -> bytes:
    stream = io.BytesIO(archive)
    with zipfile.ZipFile(stream, "a") as opened:
        opened.writestr(name, content)
    return stream.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_comment(text: str) -> bytes:
    part = f'<w:comments {_W}><w:comment w:id="1"><w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p></w:comment></w:comments>'
    return _with_part(docx_text("Мәтін"), "word/comments.xml", part)


def docx_deleted(text: str) -> bytes:
    half = len(text) // 2
    runs = "".join(
        f"<w:del w:id='{i}'><w:r><w:delText>{html.escape(t)}</w:delText></w:r></w:del>"
        for i, t in enumerate((text[:half], text[half:]))
    )
    return _with_part(docx_text("Мәтін"), "word/footnotes.xml", f"<w:footnotes {_W}><w:p>{runs}</w:p></w:footnotes>")


_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


def _pdf(text: str, fill: Callable[[pikepdf.Pdf], None]) -> bytes:
    pdf = pikepdf.new()
    widths = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name.X, DW=500
    )
    widths.CIDSystemInfo = pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
    widths.FontDescriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.X, Flags=4)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name.X,
        Encoding=pikepdf.Name("/Identity-H"),
    )
    font.DescendantFonts = pikepdf.Array([pdf.make_indirect(widths)])
    font.ToUnicode = pdf.make_stream(_CMAP)
    page = pdf.add_blank_page()
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    shown = "".join(
        f"BT /F1 9 Tf 20 {700 - 14 * i} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
        for i, line in enumerate(text.split("\n"))
    )
    page.obj.Contents = pdf.make_stream(shown.encode())
    fill(pdf)
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def pdf_text(text: str) -> bytes:
    return _pdf(text, lambda pdf: None)


def pdf_property(text: str) -> bytes:
    return _pdf("Есеп", lambda pdf: pdf.docinfo.__setitem__("/Subject", text))


def pdf_annotation(text: str) -> bytes:
    def fill(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=text, Rect=[0, 0, 9, 9])
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])

    return _pdf("Есеп", fill)


def pdf_attachment(text: str) -> bytes:
    return _pdf(
        "Есеп", lambda pdf: pdf.attachments.__setitem__("note.txt", pikepdf.AttachedFileSpec(pdf, text.encode()))
    )


def _picture(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(stream, kind, **options)
    return stream.getvalue()


def jpeg_description(text: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = text.encode()
    return _picture("JPEG", exif=exif)


def jpeg_comment(text: str) -> bytes:
    return _picture("JPEG", comment=text.encode())


def png_text(text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Description", text)
    return _picture("PNG", pnginfo=info)


def png_xmp(text: str) -> bytes:
    inner = f"<rdf:RDF><dc:description>{html.escape(text)}</dc:description></rdf:RDF>"
    packet = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{inner}</x:xmpmeta>'
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet)
    return _picture("PNG", pnginfo=info)


def zipped(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("folder/note.txt", f"Есеп\n\n{text}\n")
    return stream.getvalue()


def zipped_twice(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("inner.zip", zipped(text))
        archive.writestr("note.csv", "a,b\n1,2\n")
    return stream.getvalue()


def gzipped(text: str) -> bytes:
    return gzip.compress(markdown(text), mtime=0)


def tarred(text: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        data = markdown(text)
        member = tarfile.TarInfo("note.md")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def letter(text: str) -> bytes:
    body = base64.encodebytes(text.encode()).decode()
    return (
        f"Subject: hesep\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}".encode()
    )


def png_with_zip(text: str) -> bytes:
    return _picture("PNG") + zipped(text)


CONTAINERS: Mapping[str, tuple[str, Make]] = {
    make.__name__: (suffix, make)
    for suffix, makes in {
        "html": (
            html_text,
            html_split_tags,
            html_comment,
            html_attribute,
            html_data_attribute,
            html_script,
            html_escaped_script,
            html_entities,
            html_meta,
            html_hidden_input,
            html_data_uri,
            html_percent,
        ),
        "svg": (svg_text, svg_description),
        "md": (markdown, markdown_comment, front_matter),
        "yml": (yaml_value, yaml_comment),
        "json": (json_value, json_escaped, search_index, data_package),
        "xml": (sitemap,),
        "csv": (csv_comma, csv_bom, csv_tab_utf16, csv_kz1048),
        "txt": (text_utf16_bare, text_cp1251, base64_text),
        "xlsx": (xlsx_cell, xlsx_hidden_sheet, xlsx_hidden_row, xlsx_comment, xlsx_property),
        "docx": (docx_text, docx_header, docx_table, docx_comment, docx_deleted),
        "pdf": (pdf_text, pdf_property, pdf_annotation, pdf_attachment),
        "jpg": (jpeg_description, jpeg_comment),
        "png": (png_text, png_xmp, png_with_zip),
        "zip": (zipped, zipped_twice),
        "gz": (gzipped,),
        "tgz": (tarred,),
        "eml": (letter,),
    }.items()
    for make in makes
}
"""Every container by name, with the suffix of its file."""
