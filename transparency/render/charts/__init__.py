"""Charts as SVG: one function for each kind in one table, drawn with Altair once a language and width."""
