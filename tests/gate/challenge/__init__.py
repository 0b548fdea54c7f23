"""Documents of a second author who never saw the detectors; scored once while sealed, now material to learn from."""
