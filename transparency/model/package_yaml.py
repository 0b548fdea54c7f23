"""Reads YAML files of the package itself. Those of an institution go through `registry/yaml_document.py`, which is strict."""

from __future__ import annotations

from typing import Any

import yaml


def package_yaml(text: str | bytes) -> Any:
    """The values of a file of the package; whoever asks gives them a type."""
    return yaml.safe_load(text)
