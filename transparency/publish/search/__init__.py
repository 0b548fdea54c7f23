"""The search index: what words mean, what pages say, and files that a browser reads piece by piece."""
