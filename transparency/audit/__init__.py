"""Disclosure audit: tries to compute suppressed survey counts from the published files alone.

It is an independent check of disclosure control: it shares no code with `transparency.survey.suppression` and reads only what
is public. Every published number becomes an equation or, because it is rounded, an interval over unknown counts; the smallest
and largest value of each hidden count then follow from integer programs. See Fischetti and Salazar, Management Science 47
(2001) 1008, and Hundepool and others, Statistical Disclosure Control (2012), section 4.3.3, on auditing protected tables.
"""

from transparency.audit.gate import audit_paths, distinct, tables_at
from transparency.audit.reading import Release

__all__ = ["Release", "audit_paths", "distinct", "tables_at"]
