"""Generator of university transparency sites: typed records become a static site in several languages, and open data.

The packages, in import order: ``model``; ``registry``, ``gate``, ``survey``; ``audit``; ``site``, ``opendata``; ``release``,
``desk``; ``cli``. Nothing here imports MkDocs; the hooks do.
"""
