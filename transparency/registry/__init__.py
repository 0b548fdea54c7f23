"""Loads and checks ``data/``, ``demo/`` and ``docs/``, removes what is withheld and returns a `CheckedRegistry`.

Only this package creates a `CheckedRegistry`, and every later stage accepts only that type.
"""
