"""Charts as static SVG, drawn with Altair for each language and width; one function per kind of chart, in one table."""
