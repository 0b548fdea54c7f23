"""Text extraction from files of every format, including what is hidden from an ordinary reader."""

from transparency.gate.extractors.extract import content_parts, name_view, parts_of
from transparency.gate.extractors.extracted import ExtractedRow, ExtractedTable, ExtractionFault, Part, Position, View

__all__ = [
    "ExtractedRow",
    "ExtractedTable",
    "ExtractionFault",
    "Part",
    "Position",
    "View",
    "content_parts",
    "name_view",
    "parts_of",
]
