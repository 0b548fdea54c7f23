"""The editors' desk: opens a page with forms for everything in `data/` on this machine.

    transparency desk [--root DIR] [--port NUMBER]

It listens on this machine only, under an address with a secret that it prints. Behind a proxy that knows its users
(`--user-header`, `--posts`, `--host`), each user acts for a post or unit and changes what CODEOWNERS assigns to it.
"""

from __future__ import annotations

import argparse
import json
import logging
import socket
import webbrowser
from pathlib import Path

from transparency.cli.language import translate_for_user
from transparency.desk.access import Access
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, ExitCode

ADDRESS = "127.0.0.1"


def options(parser: argparse.ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=translate_for_user("the clone that is edited"))
    parser.add_argument(
        "--port", type=int, default=0, help=translate_for_user("port on this machine; without it any free one")
    )
    parser.add_argument(
        "--no-browser", action="store_true", help=translate_for_user("print the address and open no browser")
    )
    parser.add_argument(
        "--host", help=translate_for_user("name under which a proxy on this machine serves the desk, with https")
    )
    parser.add_argument(
        "--user-header",
        default="",
        help=translate_for_user("header in which the proxy names the user, e.g. X-Remote-User"),
    )
    parser.add_argument("--posts", type=Path, help=translate_for_user("JSON file: user -> post or unit of CODEOWNERS"))


def run(chosen: argparse.Namespace) -> ExitCode:
    """Serves until it is interrupted."""
    import waitress  # noqa: PLC0415  (the other commands load neither the server nor the forms)

    from transparency.desk.web import application  # noqa: PLC0415

    if not (chosen.root / ".git").exists():
        raise CouldNotRun(Message("This folder is no clone of a repository. Change into it, or name it with --root."))
    if bool(chosen.user_header) != bool(chosen.host and chosen.posts):
        raise CouldNotRun(Message("A proxy needs --host, --user-header and --posts together."))
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((ADDRESS, chosen.port))
    port = listening.getsockname()[1]
    access = _access(chosen, port)
    address = f"https://{chosen.host}/" if chosen.host else f"http://{ADDRESS}:{port}/?token={access.token}"
    print(translate_for_user("The desk is open at {address}\nStop it with Ctrl+C.", address=address), flush=True)
    if not (chosen.no_browser or chosen.host):
        webbrowser.open(address)
    logging.getLogger("waitress").setLevel(logging.CRITICAL)  # a traceback could quote what was typed
    waitress.serve(application(chosen.root.resolve(), access), sockets=[listening], threads=4, ident=None)
    return ExitCode.CLEAN


def _access(chosen: argparse.Namespace, port: int) -> Access:
    if not chosen.host:
        return Access(frozenset((f"{ADDRESS}:{port}", f"localhost:{port}")))
    try:
        posts = json.loads(chosen.posts.read_text(encoding="utf-8"))
        users = {str(user): str(post) for user, post in posts.items()}
    except (OSError, ValueError, AttributeError):
        raise CouldNotRun(
            Message('The file of posts cannot be read. It is JSON: {{"user": "quality-unit"}}.')
        ) from None
    return Access(frozenset((chosen.host,)), scheme="https", user_header=chosen.user_header, posts=users)
