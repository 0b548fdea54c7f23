"""Disclosure control: which cells of a survey must not be shown so that nobody's answers can be worked out.

`protect` hides cells with too few respondents (primary suppression) and the cheapest further cells that keep the first
ones from being computed (secondary suppression, also called cell suppression). What can be computed is decided with
linear programs over everything that will be public: sums over units, categories and questions, every point of the
scale, and what earlier releases told. `transparency.check.audit` controls the result and shares no line with this code.

Method and notation: Fischetti and Salazar, Management Science 47 (2001) 1008; Willenborg and de Waal, Elements of
Statistical Disclosure Control (2001), chapter 4; Hundepool and others, Statistical Disclosure Control (2012), ch. 4.
"""

from transparency.survey.suppression.history import Published, published
from transparency.survey.suppression.masking import band
from transparency.survey.suppression.protection import protect
from transparency.survey.suppression.relations import Pooling

__all__ = ["Pooling", "Published", "band", "protect", "published"]
