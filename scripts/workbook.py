#!/usr/bin/env python3
"""Exports all records of `data/` to a workbook, and imports a changed one.

Code: transparency/cli/workbook.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.workbook import main

if __name__ == "__main__":
    run_command(main)
