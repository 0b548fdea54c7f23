"""Views: the values that pages and charts show, computed from checked records, without HTML or file names."""
