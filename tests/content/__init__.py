"""Properties of the first institution's content, derived from what its data declare; no present fact is asserted."""
