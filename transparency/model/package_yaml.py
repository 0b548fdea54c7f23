"""Reads YAML files of the package itself. Those of an institution go through `registry/yaml_document.py`, which is strict."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""That of libyaml, where PyYAML was built with it: each command reads the catalogues of its messages."""


def package_yaml(text: str | bytes) -> Any:
    """The values of a file of the package; whoever asks gives them a type."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  (both loaders are safe ones)
