"""Tools for editors: workbooks, submission forms, letters to units, imports and confirmed translations."""
