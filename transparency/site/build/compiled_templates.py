"""Cache of templates that Jinja has compiled."""

from __future__ import annotations

import jinja2
from jinja2.bccache import Bucket

from transparency.cache import DiskCache


class Compiled(jinja2.BytecodeCache):
    """Templates as Python code, by their text: compiled once for all languages, and for later builds."""

    def __init__(self, cache: DiskCache) -> None:
        self._made = cache
        self._ready: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles."""
        if code := self._ready.get(bucket.key) or self._made.read(_template(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja after it has compiled."""
        self._ready[bucket.key] = self._made.write(_template(bucket), bucket.bytecode_to_string())


def _template(bucket: Bucket) -> tuple[bytes, ...]:
    escaping = b"escaped" if bucket.environment.autoescape else b"plain"
    return b"template", escaping, bucket.key.encode(), bucket.checksum.encode()
