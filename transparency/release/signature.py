"""Signs and verifies release manifests with OpenSSH's ``ssh-keygen -Y`` (format SSHSIG, PROTOCOL.sshsig).

Servers and readers have that program, so a release can be verified without ours in one line:

    ssh-keygen -Y verify -f allowed_signers -I release -n transparency-release -s release.json.sig < release.json
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from transparency.model.failure_reasons import program_reason
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun

NAMESPACE = "transparency-release"
SIGNER = "release"
KEY = "RELEASE_SIGNING_KEY"
"""The private key itself, as continuous integration hands out secrets."""
KEY_FILE = "RELEASE_SIGNING_KEY_FILE"
"""Or the path of a file with it."""

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_WIDTH = 70


def sign(data: bytes, environ: Mapping[str, str]) -> bytes | None:
    """The signature of ``data``, or None where the environment gives no key."""
    with _key_file(environ) as key:
        if key is None:
            return None
        done = _ssh_keygen(["-Y", "sign", "-f", str(key), "-n", NAMESPACE], data)
    if done.returncode:
        raise CouldNotRun(
            Message(
                "The release could not be signed: {said}", said=program_reason(done.stderr.decode(errors="replace"))
            )
        )
    return done.stdout


@contextlib.contextmanager
def _key_file(environ: Mapping[str, str]) -> Iterator[Path | None]:
    """The key as a file that only this user may read, for as long as it is needed."""
    if environ.get(KEY_FILE):
        yield Path(environ[KEY_FILE])
    elif environ.get(KEY):
        if not environ[KEY].isascii():
            raise CouldNotRun(
                Message("{key} is not a private key: it contains characters that no key has. Set it again.", key=KEY)
            )
        with tempfile.TemporaryDirectory(prefix="release-key-") as folder:
            path = Path(folder) / "key"
            path.touch(mode=0o600)
            path.write_text(environ[KEY].strip() + "\n", encoding="ascii")
            yield path
    else:
        yield None


def fault(data: bytes, signature: bytes, signers: Path) -> Message | None:
    """What is wrong with the signature, or None when one of ``signers`` made it for exactly these bytes."""
    if not signers.is_file():
        return Message("cannot be checked: there is no list of signers at {name}.", name=signers.name)
    if not _is_canonical(signature):
        return Message("is not written the way signatures are written.")
    with tempfile.TemporaryDirectory(prefix="release-signature-") as folder:
        path = Path(folder) / "signature"
        path.write_bytes(signature)
        options = ["-f", str(signers), "-I", SIGNER, "-n", NAMESPACE, "-s", str(path)]
        done = _ssh_keygen(["-Y", "verify", *options], data)
    return Message("was not made by a listed signer for this manifest.") if done.returncode else None


def has_signers(signers: Path) -> bool:
    """Whether anybody signs the releases of this site; a release without a signature is then not one of them."""
    lines = signers.read_text(encoding="utf-8").splitlines() if signers.is_file() else ()
    return any(line.strip() and not line.startswith("#") for line in lines)


def _is_canonical(signature: bytes) -> bool:
    """Whether the text is the only spelling of what it encodes; otherwise a changed byte could pass unseen."""
    try:
        lines = signature.decode("ascii").split("\n")
        body = base64.b64decode("".join(lines[1:-2]), validate=True)
    except (UnicodeDecodeError, binascii.Error):
        return False
    text = base64.b64encode(body).decode()
    wrapped = [text[i : i + _WIDTH] for i in range(0, len(text), _WIDTH)]
    return lines == [_BEGIN, *wrapped, _END, ""]


def _ssh_keygen(options: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    environ = os.environ | {"LC_ALL": "C"}
    try:
        return subprocess.run(["ssh-keygen", *options], input=data, capture_output=True, env=environ, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise CouldNotRun(Message("ssh-keygen is not installed. Install the package openssh-client.")) from None
