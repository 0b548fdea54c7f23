#!/usr/bin/env python3
"""Confirms that the Russian and English texts of records and pages match the current Kazakh text.

Code: transparency/cli/confirm_translations.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.confirm_translations import main

if __name__ == "__main__":
    run_command(main)
