"""The web site: views of the records, templates, charts, search index, and the build that combines them."""
