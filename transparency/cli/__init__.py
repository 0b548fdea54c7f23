"""The commands: each file of ``scripts/`` calls one; they work on the institution in the working folder."""
