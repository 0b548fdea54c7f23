"""Tasks of visitors, done by visible text only."""
