"""Measurement of the gate that is independent of its detectors: a generator of documents, two halves, a score."""
