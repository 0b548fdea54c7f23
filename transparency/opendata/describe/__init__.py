"""Metadata of datasets: one module per standard, generated from the declarations in ``opendata/datasets/``."""
