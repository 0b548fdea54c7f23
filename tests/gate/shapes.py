"""Files that are blocked or allowed for what they are and not for a line of text: tables, sheets, metadata, names."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator

import docx
import openpyxl
import pikepdf
from PIL import Image, PngImagePlugin

from tests.gate import synthetic
from tests.gate.case import Case
from tests.gate.containers import pdf_text, xlsx_cell, zipped

TABLES_BLOCKED = {
    "names": "аты-жөні;бөлім\nТестов;Сапа\nПробный;Оқу\n",
    "iin column": "iin,unit\n12,a\n13,b\n",
    "birth column": "unit,birth_date\na,1990\nb,1991\n",
    "respondents": "respondent_id,q1,q2\n1,4,5\n2,3,3\n",
    "answers": "q1,q2,q3,q4\n5,4,4,3\n2,2,1,5\n3,3,4,4\n",
    "timestamps": "Отметка времени;Вопрос 1\n2026-01-12 10:20;4\n2026-01-12 10:21;5\n",
    "traits": "gender,age,faculty,gpa\nF,19,IT,3.2\nM,20,IT,2.9\nF,18,Food,3.9\n",
    "kazakh traits": "жынысы;жасы;мамандығы\nә;19;Тамақ\nе;20;Сервис\nә;21;Сервис\n",
    "free text": "course,open_answer\nA1,The lectures were far too long\nA2,Nobody answered our letters\n",
    "comments": "Пән;Пікір\nФизика;Оқытушы сабаққа үнемі кешігіп келеді\n",
    "russian comments": "дисциплина;комментарий\nФизика;Лекции читает очень скучно и быстро\n",
    "student numbers": "student_id,grade\n209901,88\n209902,91\n",
    "passports": "паспорт,страна\nX1,KZ\n",
    "mobile": "отдел,мобильный телефон\nОК,нет в книге\n",
    "marital status": "code,семейное положение\n1,женат\n",
}
TABLES_ALLOWED = {
    "aggregate": "indicator,year,n,mean\nsatisfaction,2025,128,4.2\nsatisfaction,2026,140,4.3\n",
    "codes": "code,unit,value\nA,quality,12\nB,science,8\n",
    "questions": "question,n,share\nq1,120,0.4\nq2,118,0.5\nq3,121,0.6\n",
    "groups": "gender,age_group,count\nF,17-20,120\nM,17-20,98\n",
    "russian": "показатель;год;доля\nтрудоустройство;2025;0,85\nтрудоустройство;2026;0,87\n",
    "kazakh": "көрсеткіш;жыл;үлес\nжұмысқа орналасу;2025;0,85\n",
    "wide": "indicator,q1_2025,q2_2025,q3_2025\nviews,10200,11400,9800\n",
    "remarks": "code,value,note\nA,12,provisional figure of the year\n",
    "form": "Қызметі;Т.А.Ә.;Қолы;Күні\n;;;\n;;;\n",
    "programmes": "code,name,level\n6B07201,Тамақ өнімдерінің технологиясы,bachelor\n",
}


def shapes() -> Iterator[Case]:
    """Tables, records, sheets, metadata, unreadable files and file names."""
    yield from _tables()
    yield from _records()
    yield from _metadata()
    yield from _unreadable()
    yield from _file_names()


def _tables() -> Iterator[Case]:
    for blocked, tables in ((True, TABLES_BLOCKED), (False, TABLES_ALLOWED)):
        for title, text in tables.items():
            rows = [line.split(";" if ";" in text else ",") for line in text.splitlines()]
            for form, (name, data) in _forms(text, rows).items():
                yield Case(f"table {title} as {form}", "table", name, data, blocked)


def _forms(text: str, rows: list[list[str]]) -> dict[str, tuple[str, bytes]]:
    markdown = "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ["---"] * len(rows[0]), *rows[1:]))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    records = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
    return {
        "CSV": ("table.csv", text.encode()),
        "UTF-16 CSV": ("table.csv", text.encode("utf-16")),
        "Markdown": ("table.md", f"# Кесте\n\n{markdown}\n".encode()),
        "HTML": ("table.html", f"<html><body><table>{cells}</table></body></html>".encode()),
        "JSON": ("table.json", json.dumps(records, ensure_ascii=False).encode()),
        "XLSX": ("table.xlsx", _workbook(rows)),
        "DOCX": ("table.docx", _document_table(rows)),
    }


def _workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book.save)


def _document_table(rows: list[list[str]]) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    table = document.add_table(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            table.cell(i, j).text = cell
    return _saved(document.save)


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def _records() -> Iterator[Case]:
    for title, name, text, blocked in (
        ("surname", "a.json", '{"surname": "Тестов", "unit": "a"}', True),
        ("fio", "a.yml", "fio: Тестов\nunit: a\n", True),
        ("birth date", "a.yml", "- birth_date: 1990-02-15\n  unit: a\n", True),
        ("iin", "a.json", '{"rows": [{"iin": "x17"}, {"iin": "x18"}]}', True),
        ("JSON lines", "a.jsonl", '{"student_id": 1, "v": 2}\n{"student_id": 2, "v": 3}\n', True),
        ("split name", "a.yml", "last_name: Тестов\nfirst_name: Дос\n", True),
        ("unit", "a.yml", "name: Сапа бөлімі\nhead: Директор\nphone: 8 (7172) 55-00-00\n", False),
        (
            "schema",
            "a.json",
            '{"fields": [{"name": "year", "type": "integer"}, {"name": "share", "type": "number"}]}',
            False,
        ),
        ("process", "a.yml", "id: quality\nowner: rector\ntitle:\n  kk: Сапа\n  ru: Качество\n  en: Quality\n", False),
        (
            "package",
            "datapackage.json",
            '{"name": "surveys", "title": "Surveys", "resources": [{"name": "a", "path": "a.csv"}]}',
            False,
        ),
        ("signing sheet", "a.md", "| Қызметі | Т.А.Ә. | Қолы |\n|---|---|---|\n| Директор | Тестов | |\n", True),
        ("empty signing sheet", "a.md", "| Қызметі | Т.А.Ә. | Қолы |\n|---|---|---|\n| Директор | | |\n", False),
        (
            "acquaintance sheet",
            "a.html",
            "<table><tr><th>ФИО</th><th>Подпись</th></tr><tr><td>Пробный О.</td><td></td></tr></table>",
            True,
        ),
    ):
        yield Case(f"record {title}", "record", name, text.encode(), blocked)


def _metadata() -> Iterator[Case]:
    for author, blocked in (
        ("Досанова Айгерім", True),
        ("A. Yessimov", True),
        ("Тестов И.П.", True),
        ("ҚазТБУ", False),
        ("Сапа бөлімі", False),
        ("", False),
    ):
        yield Case(f"PDF author {author}", "metadata", "a.pdf", _pdf_author(author), blocked, author if blocked else "")
        yield Case(
            f"DOCX author {author}", "metadata", "a.docx", _docx_author(author), blocked, author if blocked else ""
        )
        yield Case(
            f"XLSX author {author}", "metadata", "a.xlsx", _xlsx_author(author), blocked, author if blocked else ""
        )
        yield Case(
            f"JPEG artist {author}", "metadata", "a.jpg", _jpeg(0x013B, author), blocked, author if blocked else ""
        )
        yield Case(
            f"PNG author {author}", "metadata", "a.png", _png("Author", author), blocked, author if blocked else ""
        )
    yield Case("JPEG position", "metadata", "a.jpg", _jpeg_position(), True)
    yield Case("JPEG software", "metadata", "a.jpg", _jpeg(0x0131, "GIMP 2.10"), False)
    yield Case("PNG software", "metadata", "a.png", _png("Software", "matplotlib"), False)
    yield Case(
        "XMP position",
        "metadata",
        "b.png",
        _png("XML:com.adobe.xmp", "<rdf:RDF><x exif:GPSLatitude='51,7N'/></rdf:RDF>"),
        True,
    )


def _pdf_author(author: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf_text("Есеп"))) as pdf:
        pdf.docinfo["/Author"] = author
        return _saved(pdf.save)


def _docx_author(author: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = author
    document.core_properties.last_modified_by = author
    return _saved(document.save)


def _xlsx_author(author: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx_cell("Үлес"))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"openpyxl", author.encode())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return stream.getvalue()


def _jpeg(tag: int, value: str) -> bytes:
    exif = Image.Exif()
    exif[tag] = value.encode()
    return _saved(lambda stream: Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif))


def _jpeg_position() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 9.0, 0.0), 3: "E", 4: (71.0, 28.0, 0.0)})
    return _saved(lambda stream: Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif))


def _png(key: str, value: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt(key, value)
    return _saved(lambda stream: Image.new("RGB", (8, 8)).save(stream, "PNG", pnginfo=info))


def _unreadable() -> Iterator[Case]:
    with pikepdf.open(io.BytesIO(pdf_text("Есеп"))) as pdf:
        locked = _saved(lambda stream: pdf.save(stream, encryption=pikepdf.Encryption(owner="a", user="b")))
    for title, name, data in (
        ("locked PDF", "a.pdf", locked),
        ("broken PDF", "a.pdf", b"%PDF-1.7\n" + b"\x00" * 50),
        ("old Word", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("7z", "a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99)),
        ("broken ZIP", "a.zip", zipfile_head()),
        ("broken PNG", "a.png", b"\x89PNG\r\n\x1a\n" + bytes(9)),
        ("noise", "a.bin", bytes(range(256)) * 4),
        ("database", "a.sqlite", b"SQLite format 3\x00" + bytes(99)),
    ):
        yield Case(f"unreadable {title}", "unreadable", name, data, True)


def zipfile_head() -> bytes:
    """A ZIP without its end."""
    return zipped("Есеп")[:60]


def _file_names() -> Iterator[Case]:
    text = "Есеп\n".encode()
    for number, (name, blocked) in enumerate(
        (
            ("Досанова_Айгерім_резюме.md", True),
            ("Тестов И.П..md", True),
            (f"{synthetic.IIN}.txt", True),
            ("ivanov_ivan_ivanovich.md", True),
            ("DosanovaAigerim.md", True),
            ("aigerim-dosanova.md", True),
            ("87015550199.txt", True),
            ("annual-report-2026.md", False),
            ("СМЖ_ереже_2026.md", False),
            ("data-quality-plan.md", False),
            ("процесс-04.md", False),
            ("kazutb-charter.md", False),
        )
    ):
        yield Case(f"file name {number}", "file name", f"names/{number}/{name}", text, blocked, name if blocked else "")
