"""Writes what leaves the house: open-data files and their descriptions, the built site, releases."""
