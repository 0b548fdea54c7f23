"""Disclosure control: what is hidden, and whether it can be worked out all the same."""
