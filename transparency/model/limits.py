"""Limits for values in ``data/``: lengths of texts, ranges of numbers and days, numbers of entries.

Each limit is far above what an honest record needs. A value beyond a limit is a problem with file and line (rule T12), so that
neither a typing error nor a hostile file reaches a page or takes unbounded time.
"""

from __future__ import annotations

import datetime as dt

LONGEST_TEXT = 20_000
"""Characters of one text. The longest text of a record is a few paragraphs; more belongs in a document."""
MOST_ENTRIES = 5_000
"""Entries of one list, and keys of one group."""
DEEPEST_NESTING = 24
"""Levels of lists and groups in one file; the deepest record has nine."""
MOST_DIGITS = 20
"""Characters of one written number, sign and point included."""
LARGEST_SOURCE = 64 * 1024 * 1024
"""Bytes of one text file of the sources. Survey figures of a large university have 20 MB."""
LARGEST_YAML = 8 * 1024 * 1024
"""Characters of one YAML file; the catalogue of interface words, the longest file, has 60,000."""
LONGEST_CELL = LONGEST_TEXT
"""Characters of one cell of a table."""
GREATEST = 10**12
"""Largest amount of any field: a budget in tenge has eleven digits."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years of any day or period; the oldest law and the farthest term that a record can name lie between them."""
FIRST_DAY, LAST_DAY = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)

LARGEST_PACKAGE = 64 * 1024 * 1024
"""Bytes of one office file (XLSX, DOCX)."""
MOST_UNFOLDED = 128 * 1024 * 1024
"""Bytes to which an office file or a PDF may unfold. Larger exports are read as CSV."""
LARGEST_FORM = 8 * 1024 * 1024
"""Bytes of the text and layout of a submission form."""
MOST_RATIO = 200
"""How many times larger an unfolded part may be than the part in the file. Tables of equal rows reach a hundred."""
MOST_PARTS = 2_000
"""Parts of one office file, and pictures, sheets and styles with them."""
MOST_COLUMNS = 702
"""Columns of a worksheet: A to ZZ."""
MOST_ROWS = 200_000
"""Rows of a worksheet."""
MOST_CELLS = 10_000_000
"""Rows times columns of a worksheet as it is read."""
MOST_OBJECTS = 100_000
"""Objects of a PDF."""
MOST_PIXELS = 50_000_000
"""Pixels of a picture: the largest cameras have fewer."""
