"""Debian's nginx on a loopback port with the project's own configuration; only paths, ports and the certificate differ."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NGINX = "/usr/sbin/nginx"
BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"

_MAIN = """
load_module {brotli};
daemon off;
user {user};
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{includes}
}}
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, unread by any library that might mend it."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class WebServer:
    """A running nginx."""

    port: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Sends exactly these bytes as the path, so that nothing is normalised on the way; ``_`` in a name stands for ``-``."""
        lines = [f"{method} {path} HTTP/1.1", "Host: kazutb.edu.kz", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return _answer(self.send("\r\n".join([*lines, "", ""]).encode(), wait=True))

    def send(self, data: bytes, *, wait: bool = False) -> bytes:
        """Sends these bytes over TLS; returns what came back, with ``wait`` all until the server closes."""
        received = b""
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=10) as plain,
            _UNVERIFIED.wrap_socket(plain) as line,
        ):
            line.sendall(data)
            if wait:
                received = b"".join(iter(lambda: line.recv(65536), b""))
        return received


_UNVERIFIED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_UNVERIFIED.check_hostname, _UNVERIFIED.verify_mode = False, ssl.CERT_NONE


def _answer(received: bytes) -> Answer:
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        body = _unchunked(body)
    return Answer(int(status.split()[1]), headers, body)


def _unchunked(body: bytes) -> bytes:
    joined = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        joined += rest[: int(size, 16)]
        body = rest[int(size, 16) + 2 :]
    return joined


@contextlib.contextmanager
def running(
    folder: Path,
    releases: Path,
    *files: str,
    replace: Mapping[str, str] | None = None,
    user: str | None = None,
    institution: Path = ROOT,
) -> Iterator[WebServer]:
    """nginx with these files of the institution's ``server/``, serving the releases below ``releases`` as ``user``."""
    port = _free_port()
    _certificate(folder)
    includes = "".join(
        f"    include {_adapted(institution, folder, releases, port, name, replace or {})};\n" for name in files
    )
    user = user or ("root" if os.geteuid() == 0 else "nobody nogroup")
    main = folder / "nginx.conf"
    main.write_text(_MAIN.format(brotli=BROTLI, folder=folder, user=user, includes=includes))
    subprocess.run([NGINX, "-t", "-q", "-p", str(folder), "-c", str(main)], check=True, stderr=subprocess.PIPE)
    with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(main)], stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield WebServer(port)
        finally:
            server.terminate()


def _adapted(institution: Path, folder: Path, releases: Path, port: int, name: str, replace: Mapping[str, str]) -> Path:
    """The file as an operator would adapt it, and without the plain-text block, whose port 80 is not ours here."""
    text = (institution / "server" / name).read_text(encoding="utf-8")
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"    listen \[::\]:443[^\n]*\n", "", text)
    own = {
        "listen 443": f"listen 127.0.0.1:{port}",
        "/srv/transparency": str(releases),
        "/etc/ssl/transparency": str(folder),
        "/var/log/nginx": str(folder),
        "/var/cache/nginx": str(folder),
    }
    for old, new in (own | dict(replace)).items():
        text = text.replace(old, new)
    adapted = folder / Path(name).name
    adapted.write_text(text, encoding="utf-8")
    return adapted


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _certificate(folder: Path) -> None:
    options = [
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=localhost",
    ]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(["openssl", "req", *options, *files], check=True, capture_output=True)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError("nginx did not start")
