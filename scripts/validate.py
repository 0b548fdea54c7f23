#!/usr/bin/env python3
"""Checks sources, or any file or folder, the built site included. Exit code 0 clean, 1 problems, 2 could not run.

Code: transparency/cli/validate.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.validate import main

if __name__ == "__main__":
    run_command(main)
