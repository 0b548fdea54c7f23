"""Record types, problems and rules. Models are frozen and strict; their docstrings are the reference of the data format."""
