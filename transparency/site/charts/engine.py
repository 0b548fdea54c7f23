"""Runs the Vega engine (vl-convert), also in forked processes.

The engine has a thread of its own, and a fork copies only the thread that forks: in a process forked after the first drawing, a
call would hang. There every drawing is made by a separate program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import vl_convert

_RUNS_IN: set[int] = set()
"""The process in which the engine was started: this one, or one that it came out of."""

_PROGRAM = """
import json, sys, vl_convert
call, argument, settings = json.load(sys.stdin)
json.dump(getattr(vl_convert, call)(argument, **settings), sys.stdout)
"""


def svg(view: Mapping[str, Any]) -> str:
    """A Vega view drawn; nothing that it names is fetched."""
    drawn: str = _called("vega_to_svg", json.dumps(view), allowed_base_urls=[])
    return drawn


def vega(chart: Mapping[str, Any]) -> Mapping[str, Any]:
    """A Vega-Lite chart as a Vega view."""
    view: Mapping[str, Any] = _called("vegalite_to_vega", json.dumps(chart))
    return view


def _called(call: str, argument: str, **settings: object) -> Any:
    if not _RUNS_IN:
        _RUNS_IN.add(os.getpid())
    if os.getpid() in _RUNS_IN:
        return getattr(vl_convert, call)(argument, **settings)
    told = json.dumps([call, argument, settings])
    program = [sys.executable, "-c", _PROGRAM]
    return json.loads(subprocess.run(program, input=told, stdout=subprocess.PIPE, text=True, check=True).stdout)  # noqa: S603
