#!/usr/bin/env python3
"""Imports the criteria of an agency or standard from a table into data/compliance.

Code: transparency/cli/frameworks.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.frameworks import main

if __name__ == "__main__":
    run_command(main)
