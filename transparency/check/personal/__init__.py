"""Personal data cannot get out: the gate over sources, over the built site, and over what a commit says.

`scan` looks at files in hand, `sweep` at many files on disk; `RULES` is the table of rules.
"""

from transparency.check.personal.register import Register
from transparency.check.personal.rules import RULES
from transparency.check.personal.scanning import File, scan, scan_text

__all__ = ["RULES", "File", "Register", "scan", "scan_text"]
