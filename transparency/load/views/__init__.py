"""Every view of a file: what people, programs and search engines can read in it, hidden or not."""

from transparency.load.views.opened import content_parts, name_view, parts_of
from transparency.load.views.view import Fault, Part, Position, Row, Table, View

__all__ = ["Fault", "Part", "Position", "Row", "Table", "View", "content_parts", "name_view", "parts_of"]
