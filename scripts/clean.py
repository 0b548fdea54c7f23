#!/usr/bin/env python3
"""Removes metadata (position, camera, author) from pictures and documents; their visible content stays.

Code: transparency/cli/clean.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.clean import main

if __name__ == "__main__":
    run_command(main)
