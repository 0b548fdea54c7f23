"""What a release is for: the official address, a trial without invented records, or a preview with them."""

from __future__ import annotations

from types import ModuleType

import pytest

from transparency.cli import publish as publish_command
from transparency.cli.release_commands import _purpose


@pytest.fixture
def publish() -> ModuleType:
    """The command, without running it."""
    return publish_command


@pytest.mark.parametrize(
    ("options", "purpose"), [((), "official"), (("--trial",), "trial"), (("--preview",), "preview")]
)
def test_the_options_say_what_a_release_is_for(publish: ModuleType, options: tuple[str, ...], purpose: str) -> None:
    told = publish.parser().parse_args(["release", "--to", "folder:site", *options])
    assert _purpose(told) == purpose


def test_a_release_cannot_be_both(publish: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        publish.parser().parse_args(["release", "--to", "folder:site", "--trial", "--preview"])
    assert stopped.value.code == 2
    assert "do not go together" in capsys.readouterr().err


def test_a_pack_takes_invented_records_only_when_asked(publish: ModuleType) -> None:
    arguments = ["evidence", "pack.zip", "--to", "folder:site", "--framework", "esg-2015"]
    assert publish.parser().parse_args(arguments).with_demonstration is False
    assert publish.parser().parse_args([*arguments, "--with-demonstration"]).with_demonstration is True
