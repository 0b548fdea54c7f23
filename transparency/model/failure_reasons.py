"""Says why the operating system, a library or another program failed, as messages: their own texts are English.

A kind that is not listed gets a general sentence; its text could quote what was being read, so it is never shown. Only programs
that operators run (git, ssh, rsync) are quoted where their answer is of no known kind.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from transparency.model.messages import Message

if TYPE_CHECKING:
    import yaml

_NO_PERMISSION = Message("no permission")
_UNREACHABLE = Message("the server cannot be reached")
_BROKEN = Message("the connection broke")
_LATE = Message("no answer in time")
_FULL = Message("no space left on the disk")
_READ_ONLY = Message("the disk can only be read")
_UNKNOWN_HOST = Message("no server of this name was found")
_REFUSED = Message("the connection was refused")

_BY_NUMBER: Mapping[int, Message] = {
    errno.ENOENT: Message("no such file or folder"),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EISDIR: Message("it is a folder"),
    errno.ENOTDIR: Message("a part of the path is not a folder"),
    errno.EEXIST: Message("it exists already"),
    errno.ENOTEMPTY: Message("the folder is not empty"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: Message("the space granted on the disk is used up"),
    errno.EROFS: _READ_ONLY,
    errno.EFBIG: Message("the file is too large"),
    errno.ENAMETOOLONG: Message("the name is too long"),
    errno.EBUSY: Message("another program uses it"),
    errno.EMFILE: Message("too many files are open"),
    errno.ENFILE: Message("too many files are open"),
    errno.ELOOP: Message("its links lead to each other"),
    errno.EIO: Message("the disk is faulty"),
    errno.ENOMEM: Message("not enough memory"),
    errno.EADDRINUSE: Message("the port is taken by another program"),
    errno.ECONNREFUSED: _REFUSED,
    errno.ECONNRESET: _BROKEN,
    errno.ECONNABORTED: _BROKEN,
    errno.EPIPE: _BROKEN,
    errno.ETIMEDOUT: _LATE,
    errno.ENETUNREACH: _UNREACHABLE,
    errno.EHOSTUNREACH: _UNREACHABLE,
}
_BY_CLASS: Mapping[str, Message] = {
    "gaierror": _UNKNOWN_HOST,
    "SSLCertVerificationError": Message("the certificate of the server is not valid"),
    "SSLError": Message("no secure connection could be made"),
    "TimeoutError": _LATE,
    "TimeoutExpired": _LATE,
    "TarError": Message("the archive is damaged"),
    "HTTPException": Message("the answer of the server is cut off or has another form"),
}
"""By name: importing the libraries of the network would slow every command."""


def failure_reason(error: BaseException) -> Message:
    """Why the system or the network refused; the name of an unknown error is the same in each language."""
    cause = getattr(error, "reason", None)
    if isinstance(cause, BaseException):  # of urllib
        return failure_reason(cause)
    number = (error.errno if isinstance(error, OSError) else None) or 0
    classes = (_BY_CLASS.get(kind.__name__) for kind in type(error).__mro__)
    code = errno.errorcode.get(number, type(error).__name__)
    known = next(filter(None, classes), None) or _BY_NUMBER.get(number)
    return known or Message("error {code} of the system", code=code)


_INDENTED = Message("a key without a colon, or a line indented unlike those around it")
_UNQUOTED = Message("a value that begins with this character needs quotes")
_YAML: tuple[tuple[str, Message], ...] = (
    (r"tab character|'\\t'", Message("a tab character; indent with spaces")),
    (r"cannot start any|alphabetic|tag handle|URI|'!'|'>'|mapping keys|node content", _UNQUOTED),
    (r"mapping values", Message("a colon in a place where it cannot stand; a text with a colon needs quotes")),
    (r"sequence entries", Message("the dash of a list has to begin a line of its own")),
    (r"could not find expected ':'|expected key|<block end>|'-' indicator", _INDENTED),
    (r"escape|hexdecimal", Message("an unknown sign after a backslash; in single quotes a backslash is plain text")),
    (r"document start|incompatible", Message("the text goes on where the record has ended")),
    (r"comment or|indentation ind", Message("after | or > the text begins on the next line")),
)
"""What `problem` of an error contains, of libyaml or of PyYAML's own parser, and what is wrong."""


def yaml_reason(error: yaml.MarkedYAMLError) -> Message:
    """What a text that is not YAML lacks, for a sentence that names the line itself."""
    problem, context = error.problem or "", error.context or ""
    opened = error.context_mark.line + 1 if error.context_mark else 1
    if "quoted scalar" in context and ("end of stream" in problem or "document" in problem):
        return Message("a quotation mark opened in line {line} is not closed", line=opened)
    if "',' or ']'" in problem:
        return Message("a square bracket opened in line {line} is not closed", line=opened)
    if "',' or '}'" in problem:
        return Message("a curly bracket opened in line {line} is not closed", line=opened)
    for pattern, reason in _YAML:
        if re.search(pattern, problem):
            return reason
    column = error.problem_mark.column + 1 if error.problem_mark else 1
    return Message("it cannot be parsed from character {column} on", column=column)


_PROGRAMS: tuple[tuple[str, Message], ...] = (
    (
        r"permission denied \(|authentication failed|could not read (username|password)|access denied|error: 40[13]",
        Message("the server did not accept the name or the key"),
    ),
    (r"host key verification failed", Message("the server does not have the key that is known of it")),
    (r"could not resolve host", _UNKNOWN_HOST),
    (r"connection refused", _REFUSED),
    (r"timed out|timeout", _LATE),
    (r"network is unreachable|no route to host", _UNREACHABLE),
    (r"protected branch|hook declined", Message("the rules of the server do not allow it")),
    (r"non-fast-forward|fetch first|stale info", Message("somebody else has changed the branch meanwhile")),
    (
        r"repository not found|not appear to be a git|not a git repository|no such remote|configured push destination",
        Message("there is no such repository"),
    ),
    (r"\.lock'|another git process", Message("git is at work elsewhere, or an earlier run of it was cut off")),
    (r"tell me who you are|empty ident|auto-detect email", Message("git does not know who makes the change")),
    (r"dubious ownership", Message("the folder belongs to another user of this computer")),
    (r"would be overwritten|local changes|uncommitted", Message("some files have changes that nobody committed")),
    (r"merge_head|unmerged|needs merge|conflict", Message("an unfinished merge stands in the way")),
    (r"no space left", _FULL),
    (r"read-only file system", _READ_ONLY),
    (r"permission denied", _NO_PERMISSION),
    (r"corrupt|bad object|missing blob|missing tree", Message("the repository is damaged")),
    (r"closed|reset by peer|broken pipe|hung up|unexpected disconnect", _BROKEN),
)
"""What git, ssh and rsync print, small letters, the surest sign first."""


def program_reason(printed: str) -> Message:
    """Why a program that another computer or git's own files stopped has failed; its last line where the kind is unknown."""
    for pattern, reason in _PROGRAMS:
        if re.search(pattern, printed.lower()):
            return reason
    lines = printed.strip().splitlines() or [""]
    line = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1])
    return Message("it says “{line}”", line=line) if line else Message("no reason given")
