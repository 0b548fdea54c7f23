"""One small chart of each kind, with every state in which a figure can be; the golden drawings are made of these."""

from __future__ import annotations

from transparency.model.survey import Observation
from transparency.model.text import LocalText
from transparency.site.views.measured import written_value
from transparency.site.views.sentence import Number, ShareText, Value, When, sentence
from transparency.site.views.survey_chart import Chart, Datum, Panel, Part, PlainFigure
from transparency.site.views.survey_figures import ShownFigure, State

LONG = LocalText(
    kk="Ғылыми-зерттеу жұмыстарын ұйымдастыруға қанағаттану және өңірлік әріптестік",
    ru="Удовлетворённость организацией научно-исследовательской работы и сотрудничеством",
    en="Satisfaction with how research is organised and with regional partnership",
)
SHORT = LocalText(kk="Кітапхана", ru="Библиотека", en="Library")
SUBTITLE = sentence("surveys.subtitle", n=sentence("surveys.n_one", n=Number(1_322)), dates=When("2025-S2"))


def row(**values: object) -> Observation:
    """An observation with ordinary values but for those given."""
    usual: dict[str, object] = {
        "survey": "S1",
        "time_period": "2025-S2",
        "freq": "S",
        "population": "STUDENT",
        "ref_unit": "UNIV",
        "breakdown": "_T",
        "category_bd": "_T",
        "element": "B1",
        "measure": "SAT_SHARE",
        "category": "_Z",
        "compare_to": "_Z",
        "obs_value": 0.5231,
        "lower": 0.4359,
        "upper": 0.6089,
        "unit_measure": "RATIO",
        "conf_level": 0.95,
        "ci_method": "WILSON_NEFF",
        "n_valid": 195,
        "n_resp": 74,
        "n_eff": 120.5,
        "n_eligible": 200,
        "scale": "five_1_5",
        "pos_codes": "4 5",
        "reversed": 0,
        "obs_status": "A",
        "conf_status": "F",
        "assessment": "_Z",
        "note": "DEMO",
        "method_version": "1.0",
        "batch": "S1-2025-S2-r1",
        "status": "demonstration",
    }
    return Observation.model_validate({**usual, **values})


def figure(value: float | None, state: State = "shown", half: float = 0.06, people: int | None = 74) -> ShownFigure:
    """A figure with an interval around it."""
    if value is None:
        return ShownFigure(state)
    ends = {"lower": round(max(0.0, value - half), 4), "upper": round(min(1.0, value + half), 4)}
    return ShownFigure(state, row(obs_value=value, n_resp=people, **ends))


def _chart(kind: str, data: tuple[Datum, ...], reference: float | None = None, **more: object) -> Chart:
    return Chart(
        id=f"example-{kind}",
        kind=kind,  # type: ignore[arg-type]
        title=sentence("surveys.finding.plain", name=LONG, share=ShareText(0.5231)),
        subtitle=SUBTITLE,
        shows=sentence("surveys.shows.risk" if kind == "risk" else "surveys.shows.trend"),
        panels=(Panel(data),),
        reference=reference,
        **more,  # type: ignore[arg-type]
    )


def _trend() -> Chart:
    def at(period: str, value: float | None, state: State = "shown", *, broken: bool = False) -> Datum:
        return Datum(When(period), figure(value, state), wave=period[-2:], broken=broken)

    first = (
        at("2023-S1", 0.41),
        at("2023-S2", 0.44),
        at("2024-S1", None, "not_held"),
        at("2024-S2", None, "secondary"),
        at("2025-S1", 0.4999, broken=True),
        at("2025-S2", 0.9996, "unreliable"),
    )
    remarks: tuple[Value, ...] = (
        sentence("surveys.remark", what=When("2024-S1"), why=sentence("surveys.state.not_held")),
        sentence("surveys.remark", what=When("2024-S2"), why=sentence("surveys.state.secondary")),
        sentence("surveys.broken_at", period=When("2025-S1")),
    )
    chart = _chart("trend", first, remarks=remarks)
    others = (0.2, 0.3, None, 0.35, 0.25, 0.98)
    second = tuple(
        at(one.label.period, value, "shown" if value else "not_held")  # type: ignore[union-attr]
        for one, value in zip(first, others, strict=True)
    )
    panels = (Panel(first, LONG), Panel(second, SHORT))
    return Chart(**{name: getattr(chart, name) for name in chart.__slots__} | {"panels": panels})


POINTS = LocalText(kk="Толық қанағаттандырады", ru="Полностью устраивает", en="Very satisfied")
LEGEND = (
    ("1", "negative", LocalText(kk="Мүлдем қанағаттандырмайды", ru="Совсем не устраивает", en="Very dissatisfied")),
    ("2", "negative", LocalText(kk="Қанағаттандырмайды", ru="Не устраивает", en="Dissatisfied")),
    ("3", "middle", LocalText(kk="Бейтарап", ru="Нейтрально", en="Neutral")),
    ("4", "positive", LocalText(kk="Қанағаттандырады", ru="Устраивает", en="Satisfied")),
    ("5", "positive", POINTS),
)


def _distribution() -> Chart:
    def line(label: LocalText, shares: tuple[float, ...]) -> Datum:
        parts = tuple(
            Part(code, role, figure(share))  # type: ignore[arg-type]
            for (code, role, _), share in zip(LEGEND, shares, strict=True)
        )
        return Datum(label, figure(shares[3] + shares[4]), parts=parts)

    data = (line(LONG, (0.02, 0.08, 0.2, 0.45, 0.25)), line(SHORT, (0.3, 0.3, 0.34, 0.055, 0.005)))
    hidden = Datum(SHORT, ShownFigure("secondary"))
    return _chart("distribution", (*data, hidden), legend=LEGEND)


def _target() -> Chart:
    data = (
        Datum(LONG, figure(0.52), target=0.7, verdict="NOT_MET"),
        Datum(SHORT, figure(0.81), target=0.7, verdict="MET"),
        Datum(SHORT, figure(0.69), target=0.7, verdict="UNCERTAIN"),
    )
    return _chart("target", data)


def _units() -> Chart:
    data = (
        Datum(LONG, figure(0.72), verdict="ABOVE"),
        Datum(SHORT, figure(0.53), verdict="NO_EVIDENCE"),
        Datum(SHORT, figure(0.31), verdict="BELOW"),
        Datum(SHORT, figure(0.97, "unreliable", people=17)),
        Datum(LONG, ShownFigure("secondary")),
        Datum(SHORT, ShownFigure("few")),
    )
    return _chart("units", data, reference=0.52)


def _response() -> Chart:
    shares = (("2022", 0.0), ("2023", 0.2061), ("2024", 0.2997), ("2025", 0.9986))
    data = tuple(Datum(When(period), figure(share)) for period, share in shares)
    return _chart("response", (*data, Datum(When("2026"), ShownFigure("absent"))), reference=0.3)


def _themes() -> Chart:
    data = (
        Datum(LONG, ShownFigure("shown"), count=1_174, share=0.3812),
        Datum(SHORT, ShownFigure("shown"), count=274, share=0.089),
    )
    return _chart("themes", data, top=0.42)


def _risk() -> Chart:
    places = (("DR1", (5, 3)), ("DR2", (4, 5)), ("DR3", (2, 3)), ("DR4", (2, 3)))
    data = tuple(Datum(name, ShownFigure("shown"), place=place, count=place[0] * place[1]) for name, place in places)
    return _chart("risk", data, reference=15)


def _series() -> Chart:
    """Values with targets, a withheld one and a break."""

    def at(period: str, value: float | None, *, broken: bool = False) -> Datum:
        state: State = "secondary" if value is None else "shown"
        shown = None if value is None else written_value("PERSONS", value)
        return Datum(When(period), PlainFigure(state, plain=value), broken=broken, target=1_250, shown=shown)

    data = (at("2022", 1_180), at("2023", None), at("2024", 1_244, broken=True), at("2025", 1_322))
    remarks: tuple[Value, ...] = (
        sentence("surveys.remark", what=When("2023"), why=sentence("figures.withheld")),
        sentence("figures.broken_at", period=When("2024")),
    )
    return _chart("series", data, remarks=remarks)


EXAMPLES = {
    "series": _series,
    "trend": _trend,
    "distribution": _distribution,
    "target": _target,
    "units": _units,
    "response": _response,
    "risk": _risk,
    "themes": _themes,
}
"""Kind of chart -> its example."""
