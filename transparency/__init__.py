"""A university's transparency site: from a typed registry to a trilingual static site and open data.

The stages stand in the order in which data flow through them: ``load``, ``survey``, ``check``, ``shape``,
``render``, ``publish``. Nothing here imports MkDocs.
"""
