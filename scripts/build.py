#!/usr/bin/env python3
"""Builds the site and replaces the previous one, or leaves the previous one as it was and lists the problems.

Code: transparency/cli/build.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.build import main

if __name__ == "__main__":
    run_command(main)
