"""Thin files: what an institution's repository holds beside its facts and prose, all of which only calls the product.

They follow from the version of the product and from ``data/site.yml`` and nothing else, so nobody edits them, and an upgrade
replaces them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from transparency.model.product_files import PRODUCT
from transparency.model.product_wheel import THIN, shared_files
from transparency.model.site import CodeOwners, Settings
from transparency.registry.editor_schemas import editor_files
from transparency.site.build import content_security_policy

FOLDER = Path(__file__).parent / THIN.name
TEMPLATE = ".j2"
COMMANDS = tuple(
    "aggregate build check clean confirm_translations frameworks indicators intake programmes publish validate workbook".split()
)
"""Each is a module of `transparency.cli` and a file in ``scripts/``."""
_EXECUTABLE = b"#!"

_COMMAND = '''#!/usr/bin/env python3
"""{summary}

Code: transparency/cli/{name}.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.{name} import main

if __name__ == "__main__":
    run_command(main)
'''


_OWNERS = """# Who has to approve a change; GitHub and GitLab read this file. It follows from code_owners in data/site.yml:
# change it there and run «transparency upgrade». Teams are called after posts and units in data/organisation.yml.
"""


def thin_files(settings: Settings) -> Mapping[str, bytes]:
    """Name in the repository -> content."""
    files = {f"scripts/{name}.py": _COMMAND.format(name=name, summary=_summary(name)).encode() for name in COMMANDS}
    files[content_security_policy.FILE] = content_security_policy.as_nginx().encode()
    files |= {name: text.encode() for name, text in editor_files(settings.of_languages).items()}
    if settings.code_owners is not None:
        files["CODEOWNERS"] = _code_owners(settings.code_owners).encode()
    return dict(sorted({**files, **dict(_filled(_values(settings)))}.items()))


def _summary(command: str) -> str:
    """The first line of the docstring of its module."""
    module = PRODUCT / f"transparency/cli/{command}.py"
    return str(ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))).splitlines()[0]


def _filled(values: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """The templates of the folder filled in, and the files that are everywhere the same."""
    environment = jinja2.Environment(  # noqa: S701  (the files are configuration, not HTML)
        undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    here = {one.relative_to(FOLDER).as_posix(): one for one in FOLDER.rglob("*") if one.is_file()}
    for name, file in sorted({**here, **shared_files()}.items()):
        data = file.read_bytes()
        if name.endswith(TEMPLATE):
            data = environment.from_string(data.decode()).render(values).encode()
        yield name.removesuffix(TEMPLATE), data


def _code_owners(owners: CodeOwners) -> str:
    width = max(len(one.path) for one in owners.paths)
    lines = (f"{one.path:{width}}  {' '.join(f'{owners.group}/{who}' for who in one.who)}\n" for one in owners.paths)
    return f"{_OWNERS}{''.join(lines)}"


def _values(settings: Settings) -> Mapping[str, object]:
    address = urlsplit(settings.url)
    return {
        "url": settings.url,
        "host": address.hostname,
        "path": address.path.rstrip("/"),
        "others": list(settings.of_languages.translations),
    }


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Puts files into a repository; one that begins like a script can be run."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(0o755 if data.startswith(_EXECUTABLE) else 0o644)
