#!/usr/bin/env python3
"""Checks an edit of the content: what has to pass before it is merged. Product tests are not part of it.

Code: transparency/cli/check.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.check import main

if __name__ == "__main__":
    run_command(main)
