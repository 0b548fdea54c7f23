"""Colours of an institution, checked for contrast (WCAG 2.2, 1.4.3 and 1.4.11) and adapted to the dark view."""

from __future__ import annotations

import colorsys
from typing import Annotated

from pydantic import StringConstraints, field_validator

from transparency.model.messages import Message
from transparency.model.text import Record

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]

LEAST = 4.5
"""Contrast of text of ordinary size, level AA."""
WHITE, TINT = "#ffffff", "#e1f0f1"
LIGHT = (WHITE, "#fbf9f5", "#f4efe6")
"""What stands behind links and buttons: cards, the page and its bands (``site.css``)."""
DARK = ("#10191d", "#17242a", "#1a272c")
"""The same in the dark view."""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def passes(colour: str, grounds: tuple[str, ...]) -> bool:
    """Whether text of the colour can be read on each of the grounds."""
    return all(contrast(colour, ground) >= LEAST for ground in grounds)


def nearest(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour of the same hue that can be read there, with the lightness changed as little as possible."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    steps = sorted((step / 200 for step in range(201)), key=lambda one: abs(one - lightness))
    made = (_written(colorsys.hls_to_rgb(hue, step, saturation)) for step in (lightness, *steps))
    return next(one for one in made if passes(one, grounds))


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + bytes(round(part * 255) for part in parts).hex()


def shifted(colour: str, towards: str, share: float) -> str:
    """A mixture: ``share`` of the other colour."""
    pairs = zip(_parts(colour), _parts(towards), strict=True)
    red, green, blue = (one + (other - one) * share for one, other in pairs)
    return _written((red, green, blue))


class Colours(Record):
    """Colours of the institution; a colour that cannot be read is refused with the nearest one that can."""

    accent: Colour
    """Links, buttons and marks, on white."""
    banner: Colour
    """Ground of the banner and the foot, under white text."""

    @field_validator("accent")
    @classmethod
    def _accent_can_be_read(cls, colour: str) -> str:
        return _readable(colour, LIGHT)

    @field_validator("banner")
    @classmethod
    def _banner_carries_white_text(cls, colour: str) -> str:
        return _readable(colour, (WHITE,))


def _readable(colour: str, grounds: tuple[str, ...]) -> str:
    if not passes(colour, grounds):
        worst = min(contrast(colour, ground) for ground in grounds)
        raise ValueError(
            Message(
                "contrast {contrast} is below {least} (level AA); the nearest that passes is {nearest}",
                contrast=f"{worst:.1f}",
                least=LEAST,
                nearest=nearest(colour, grounds),
            )
        )
    return colour
