#!/usr/bin/env python3
"""Turns raw survey exports, which stay outside the repository, into figures that may be published.

Code: transparency/cli/aggregate.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.aggregate import main

if __name__ == "__main__":
    run_command(main)
