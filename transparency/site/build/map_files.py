"""Writes the process map as files that a reader can save and print: SVG and PNG in each language."""

from __future__ import annotations

from collections.abc import Mapping

from transparency.cache import DiskCache
from transparency.registry.check import CheckedRegistry
from transparency.site.build.rendered_pages import SharedInputs
from transparency.site.render.pages import Renderer
from transparency.site.render.process_map import files as paths
from transparency.site.render.share_image import png
from transparency.site.views.process import map_view


def files(registry: CheckedRegistry, around: SharedInputs, cache: DiskCache) -> Mapping[str, bytes]:
    """Path below the root of the site -> picture."""
    if not registry.settings.has("processes"):
        return {}
    renderer, view = Renderer(around.common, around.titles), map_view(registry)
    found: dict[str, bytes] = {}
    for lang in registry.languages:
        drawing = renderer.map_drawing(view, lang)
        svg, picture = paths(lang)
        found[svg] = drawing.encode()
        found[picture] = cache.get_or_make("map", [drawing.encode()], lambda drawing=drawing: png(drawing, scale=2))  # type: ignore[misc]
    return found
