"""Attacks with files: their kinds, names and places."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.attacks.attack import Attack, Sender

_PAGE = "docs/kk/about/index.md"


def _file(name: str, data: bytes = b"x") -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)

    return plant


def _copy(name: str, to: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        (root / to).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, root / to)

    return plant


def _link(name: str, target: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)

    return plant


def _folder_instead(name: str) -> Callable[[Path], None]:
    """The folder stands elsewhere, and a link to it in its place."""

    def plant(root: Path) -> None:
        (root / name).rename(root.parent / "elsewhere")
        (root / name).symlink_to(root.parent / "elsewhere")

    return plant


def _pipe(root: Path) -> None:
    os.mkfifo(root / "docs/kk/about/pipe.md")


def _nested(root: Path) -> None:
    folder = root / "docs/kk" / "/".join("abcdefghijkl")
    folder.mkdir(parents=True)
    shutil.copy(root / _PAGE, folder / "index.md")


def _said(text: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        with (root / _PAGE).open("a", encoding="utf-8") as page:
            page.write(f"\n{text}\n")

    return plant


def _edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def drawn(kind: str, *, camera: bool = False, position: bool = False) -> bytes:
    """A small picture, on request with what cameras write into one."""
    exif = Image.Exif()
    if camera:
        exif[0x0110] = "Camera 1"
    if position:
        exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 9.0, 0.0), 3: "E", 4: (71.0, 28.0, 0.0)})
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, kind, exif=exif)
    return stream.getvalue()


def _picture(name: str, shown_as: str | None, data: bytes = drawn("PNG")) -> Callable[[Path], None]:
    """A picture, and a page that shows it."""

    def plant(root: Path) -> None:
        _file(name, data)(root)
        if shown_as is not None:
            _said(f"![x]({shown_as})")(root)

    return plant


def _refused(rule: str, sent_by: Sender, **plants: Callable[[Path], object]) -> tuple[Attack, ...]:
    return tuple(
        Attack(name.replace("_", "-"), sent_by, plant, refused_by=rule) for name, plant in sorted(plants.items())
    )


ATTACKS: tuple[Attack, ...] = (
    *_refused(
        "A01",
        "merge-request",
        link_in_docs_out_of_the_checkout=_link("docs/kk/about/passwords.md", "/etc/passwd"),
        link_in_docs_within_the_checkout=_link("docs/kk/about/settings.md", "../../../data/site.yml"),
        link_in_docs_that_leads_nowhere=_link("docs/kk/about/gone.md", "nowhere"),
        link_to_a_folder_in_docs=_link("docs/kk/etc", "/etc"),
        link_among_the_records=_link("data/processes/p30.yml", "p01.yml"),
        link_among_the_attachments=_link("data/attachments/key.pdf", "/etc/hostname"),
        link_among_the_interface_texts=_link("data/strings/en.yml", "/etc/hostname"),
        docs_is_a_link=_folder_instead("docs"),
        data_is_a_link=_folder_instead("data"),
        pipe_in_docs=_pipe,
    ),
    *_refused(
        "A02",
        "merge-request",
        page_below_node_modules_in_docs=_file("docs/kk/about/node_modules/x/index.html", b"<script>alert(1)</script>"),
        hidden_folder_in_docs=_file("docs/kk/.well-known/security.md"),
        hidden_file_among_the_records=_file("data/processes/.p01.yml.swp"),
        compiled_python_in_data=_file("data/__pycache__/x.pyc"),
        hidden_git_folder_in_docs=_file("docs/.git/config"),
    ),
    *_refused("A04", "editor", product_style_replaced_from_docs=_file("docs/assets/site.css")),
    *_refused(
        "A03",
        "editor",
        folder_of_data_that_nothing_reads=_file("data/process/p30.yml"),
        record_of_data_that_nothing_reads=_file("data/settings.yml"),
        page_outside_the_language_folders=_copy(_PAGE, "docs/index.md"),
        page_of_an_unknown_language=_copy(_PAGE, "docs/de/about/index.md"),
        survey_table_that_nothing_publishes=_file("data/surveys/answers.csv", b"ID,ANSWER\n"),
        dataset_declared_by_an_institution=_file("data/datasets/units.yml", b"id: units\n"),
        table_in_the_folder_of_records=_file("data/notes/extra.csv"),
        pages_nested_too_deeply=_nested,
    ),
    *_refused(
        "A04",
        "editor",
        program_in_docs=_file("docs/kk/about/setup.exe", b"MZ"),
        html_page_in_docs=_file("docs/kk/about/form.html", b"<form action='https://evil.example'>"),
        script_in_docs=_file("docs/kk/about/x.js", b"alert(1)"),
        svg_in_docs=_file("docs/kk/about/x.svg", b"<svg onload='alert(1)'/>"),
        pdf_in_docs=_copy("data/attachments/licence.pdf", "docs/kk/about/licence.pdf"),
        table_in_docs=_file("docs/kk/about/staff.csv", b"A,B\n"),
        map_in_docs=_file("docs/kk/about/map.geojson", b"{}"),
        record_with_another_yaml_ending=_copy("data/processes/p01.yml", "data/processes/p30.yaml"),
        page_with_another_markdown_ending=_copy(_PAGE, "docs/kk/about/more.markdown"),
        page_with_an_ending_in_capitals=_copy(_PAGE, "docs/kk/about/more.MD"),
        page_without_an_ending=_copy(_PAGE, "docs/kk/about/more"),
        program_among_the_attachments=_file("data/attachments/setup.exe", b"MZ"),
    ),
    *_refused(
        "A05",
        "unit",
        name_with_a_line_break=_copy(_PAGE, "docs/kk/about/a\nb.md"),
        name_with_a_quote=_copy(_PAGE, 'docs/kk/about/a"b.md'),
        name_with_an_escape_sequence=_copy(_PAGE, "docs/kk/about/a\x1b[31mb.md"),
        name_that_is_not_utf_8=_copy(_PAGE, "docs/kk/about/a\udcffb.md"),
        name_written_backwards=_copy(_PAGE, "docs/kk/about/a\u202eb.md"),
        name_in_cyrillic=_copy(_PAGE, "docs/kk/about/а.md"),
        name_of_a_readme=_copy(_PAGE, "docs/kk/about/README.md"),
        attachment_with_a_space=_copy("data/attachments/licence.pdf", "data/attachments/the licence.pdf"),
        page_with_two_endings=_copy(_PAGE, "docs/kk/about/x.html.md"),
        name_with_a_percent_sign=_copy(_PAGE, "docs/kk/about/%2e%2e.md"),
    ),
    *_refused(
        "A06",
        "editor",
        names_that_differ_in_case=_copy("data/processes/p01.yml", "data/processes/P01.yml"),
        names_that_differ_in_normal_form=lambda root: [
            _copy(_PAGE, f"docs/kk/about/{name}.md")(root) for name in ("\u0439", "\u0438\u0306")
        ],
    ),
    *_refused(
        "A07",
        "editor",
        page_in_place_of_a_generated_one=_copy(_PAGE, "docs/kk/processes/roles.md"),
        page_in_place_of_the_home_page=_copy(_PAGE, "docs/kk/index.md"),
        page_in_place_of_another_language=_copy(_PAGE, "docs/kk/en/about/index.md"),
        page_among_the_open_data=_copy(_PAGE, "docs/kk/open-data/files/index.md"),
        picture_in_place_of_a_shared_one=_picture("docs/kk/assets/share/index-kk.png", "../assets/share/index-kk.png"),
        picture_in_place_of_an_attachment=_picture(
            "docs/kk/disclosures/files/hall.png", "../disclosures/files/hall.png"
        ),
        process_called_roles=_edited("data/processes/p01.yml", "id: p01\n", "id: roles\n"),
        process_called_like_a_category=_edited("data/processes/p02.yml", "id: p02\n", "id: core\n"),
        disclosure_called_owed=_edited("data/disclosures/contacts.yml", "id: contacts\n", "id: owed\n"),
        disclosure_called_files=_edited("data/disclosures/contacts.yml", "id: contacts\n", "id: files\n"),
        framework_called_index=_edited("data/compliance/regulation.yml", "id: regulation\n", "id: index\n"),
    ),
    *_refused("A08", "editor", picture_that_no_page_shows=_picture("docs/kk/about/hall.png", None)),
    *_refused(
        "A10",
        "editor",
        link_out_of_docs=_said("[x](../../../data/exceptions.yml)"),
        link_to_a_missing_attachment=_said("[x](../disclosures/files/none.pdf)"),
        link_to_a_file_of_the_machine=_said("![x](..%2F..%2F..%2F..%2Fetc%2Fissue.png)"),
    ),
    *_refused(
        "F02",
        "unit",
        page_named_as_a_picture=_picture("docs/kk/about/hall.png", "hall.png", b"<script>alert(1)</script>"),
    ),
    *_refused("F02", "unit", picture_of_another_kind=_picture("docs/kk/about/hall.png", "hall.png", drawn("JPEG"))),
    *_refused(
        "F03",
        "unit",
        picture_of_four_megabytes=_picture("docs/kk/about/hall.png", "hall.png", drawn("PNG") + bytes(4_000_000)),
    ),
    *_refused(
        "F04",
        "unit",
        picture_with_camera_data=_picture("docs/kk/about/hall.jpg", "hall.jpg", drawn("JPEG", camera=True)),
    ),
    *_refused(
        "P13",
        "unit",
        picture_with_a_position=_picture("docs/kk/about/hall.jpg", "hall.jpg", drawn("JPEG", position=True)),
    ),
    Attack(
        "settings-of-mkdocs-that-add-files",
        "merge-request",
        refused_by="A11",
        proved_by="tests/files/test_source_files.py::test_settings_that_lead_past_the_list_are_refused",
    ),
    Attack(
        "files-planted-after-the-check",
        "operator",
        harmless="MkDocs copies only what was in the list when it was checked",
        proved_by="tests/files/test_source_files.py::test_the_site_holds_what_was_checked_and_nothing_else",
    ),
    Attack(
        "script-behind-the-end-of-a-picture-in-docs",
        "unit",
        harmless="pictures are drawn anew before they are published",
        proved_by="tests/files/test_source_files.py::test_the_site_holds_what_was_checked_and_nothing_else",
    ),
    *_refused(
        "F09",
        "unit",
        attachment_that_no_record_names=_copy("data/attachments/licence.pdf", "data/attachments/copy.pdf"),
    ),
)
