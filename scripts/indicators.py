#!/usr/bin/env python3
"""Exports the values of a group of indicators to a workbook, and imports a filled workbook.

Code: transparency/cli/indicators.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.indicators import main

if __name__ == "__main__":
    run_command(main)
