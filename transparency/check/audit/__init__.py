"""Tries to work out, from the published files alone, what they hide: an independent control of disclosure control.

It shares no code with `transparency.survey.suppression` and reads nothing but what is public. Every published number
becomes an equation or, because it is rounded, an interval over unknown counts; the smallest and largest value of each
hidden count then follow from integer programs. See Fischetti and Salazar, Management Science 47 (2001) 1008, and
Hundepool and others, Statistical Disclosure Control (2012), section 4.3.3, on auditing protected tables.
"""

from transparency.check.audit.gate import audit_paths, tables_at
from transparency.check.audit.reading import Release

__all__ = ["Release", "audit_paths", "tables_at"]
