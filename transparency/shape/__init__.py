"""Turns checked records into what pages, charts and tables show; knows no HTML and no file names."""
