#!/usr/bin/env python3
"""Publishes a release of the site, rolls one back, verifies one, and packs evidence and backups.

Code: transparency/cli/publish.py. It works on the institution in the working folder.
"""

from __future__ import annotations

from transparency.model.unexpected_error import run_command

from transparency.cli.publish import main

if __name__ == "__main__":
    run_command(main)
