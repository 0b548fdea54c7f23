"""Search index: word stems, texts of pages, and index files that a browser loads piece by piece."""
