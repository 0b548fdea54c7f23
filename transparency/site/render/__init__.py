"""Renders views to HTML, SVG and linked data: one template per kind of page, shared by all languages."""
