"""Reads ``data/`` and ``docs/`` and says, with file and line, what cannot be read."""
