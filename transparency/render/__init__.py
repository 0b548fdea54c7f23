"""Writes views as Markdown and SVG: one template for each kind of page, never one for each language."""
