"""The map cannot be called in force without the order that put it there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from tests.conftest import FULL
from transparency.model.process import Architecture, Responsibility
from transparency.registry.load import load

ORDER = {"order_number": "17", "order_date": dt.date(2026, 12, 1)}


def as_read() -> dict[str, Any]:
    draft, _ = load(FULL)
    assert draft is not None
    return draft.architecture.record.model_dump()


def test_the_map_is_a_draft_until_an_order_is_recorded() -> None:
    assert as_read()["status"] == "draft"


def test_with_its_order_the_map_may_be_in_force() -> None:
    assert Architecture.model_validate(as_read() | {"status": "in-force"} | ORDER).status == "in-force"


@pytest.mark.parametrize("missing", ORDER)
def test_without_the_whole_order_it_may_not(missing: str) -> None:
    with pytest.raises(ValidationError, match="needs order_number and order_date"):
        Architecture.model_validate(as_read() | {"status": "in-force"} | ORDER | {missing: None})


def test_a_manager_may_be_missing_only_while_somebody_is_asked() -> None:
    assert Responsibility(who=(), clarify=("S0-I014",)).who == ()
    with pytest.raises(ValidationError, match="no open question says why"):
        Responsibility(who=())
