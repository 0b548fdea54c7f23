#!/usr/bin/env python3
"""Converts a unit's filled submission form and its photos to a draft record.

Code: transparency/cli/intake.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.intake import main

if __name__ == "__main__":
    run_command(main)
