"""Texts that commands print about themselves, such as the explanation of a rule."""
