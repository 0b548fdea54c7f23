#!/usr/bin/env python3
"""The command is `transparency.cli.frameworks`; it works on the institution in the working folder."""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.frameworks import main

if __name__ == "__main__":
    run_command(main)
