"""Disclosure control: decides which cells of a survey must be hidden so that nobody's answers can be worked out.

`protect` hides cells with too few respondents (primary suppression) and the cheapest further cells that keep the first
ones from being computed (secondary suppression, also called cell suppression). What can be computed is decided with
linear programs over everything that will be public: sums over units, categories and questions, every point of the
scale, and what earlier releases published. `transparency.audit` checks the result and shares no code with this package.

Method and notation: Fischetti and Salazar, Management Science 47 (2001) 1008; Willenborg and de Waal, Elements of
Statistical Disclosure Control (2001), chapter 4; Hundepool and others, Statistical Disclosure Control (2012), ch. 4.
"""

from transparency.survey.suppression.history import PublishedCell, published
from transparency.survey.suppression.masking import band
from transparency.survey.suppression.protection import protect
from transparency.survey.suppression.relations import Pooling

__all__ = ["Pooling", "PublishedCell", "band", "protect", "published"]
