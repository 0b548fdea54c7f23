"""Limits on how much of a file is opened, so that an archive bomb costs no more than the largest legitimate file."""

from __future__ import annotations

from dataclasses import dataclass, field

from transparency.model.messages import Message

MAX_FILE = 192 * 1024 * 1024
"""Bytes of one file, and of each part that it unfolds to: both are read whole. With 3,000 programmes a sheet has 141 MB."""
MAX_UNFOLDED = 1024 * 1024 * 1024
"""Bytes of everything that one file unfolds to, part by part; the archive of a large university's open data is the largest."""
MAX_MEMBERS = 5_000
MAX_DEPTH = 6
"""How deep containers may stand in containers."""


class OverLimit(Exception):
    """A file unfolds beyond the limits."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Budget:
    """What is left to unfold of one file, shared by all its parts."""

    bytes_left: int = MAX_UNFOLDED
    members_left: int = MAX_MEMBERS
    path: list[str] = field(default_factory=list)

    def take(self, size: int, read: int = 0) -> None:
        """Counts bytes before they are unfolded; ``read`` is how much of the same part came before them."""
        if read + size > MAX_FILE:
            raise OverLimit(Message("a part of it unfolds to more than {most} MB", most=MAX_FILE // 1024 // 1024))
        self.bytes_left -= size
        self.members_left -= 1
        if self.bytes_left < 0:
            raise OverLimit(Message("it unfolds to more than {most} MB", most=MAX_UNFOLDED // 1024 // 1024))
        if self.members_left < 0:
            raise OverLimit(Message("it holds more than {most} parts", most=MAX_MEMBERS))
