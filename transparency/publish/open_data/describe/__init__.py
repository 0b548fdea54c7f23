"""One module a standard: each writes its description from the declarations in ``data/datasets/``."""
