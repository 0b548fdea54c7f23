"""Personal-data gate: scans sources, the built site and commit messages, and refuses to publish personal data.

`scan` checks files that are already in memory, `sweep` many files on disk; `RULES` is the table of rules.
"""

from transparency.gate.register import Register
from transparency.gate.rules import RULES
from transparency.gate.scanning import File, scan, scan_text

__all__ = ["RULES", "File", "Register", "scan", "scan_text"]
