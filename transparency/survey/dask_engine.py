"""Runs the steps of counting on a Dask cluster; needs the optional extra ``large``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.survey.parts import Engine

T = TypeVar("T")
MEMORY = "2GiB"
"""Of one local worker."""


@contextmanager
def dask_cluster(address: str | None = None, workers: int | None = None) -> Iterator[Engine]:
    """The cluster whose scheduler is at ``address``, or one of this machine for as long as it is needed."""
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415  (an optional package)
    except ImportError:
        raise CouldNotRun(
            Message("--engine dask needs the optional extra: pip install 'transparency[large]'.")
        ) from None
    if address is not None:
        with Client(address) as client:
            yield _DaskEngine(client.map, client.gather)
        return
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, memory_limit=MEMORY, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield _DaskEngine(client.map, client.gather)


class _DaskEngine:
    """Values between steps are futures: they stay on the worker that computed them."""

    def __init__(self, submit: Callable[..., list[object]], gather: Callable[..., list[object]]) -> None:
        self._submit, self._gather = submit, gather

    def each(self, step: Callable[..., T], *arguments: Sequence[object]) -> list[T]:
        """Futures of the results."""
        return self._submit(step, *arguments, pure=False)  # type: ignore[return-value]

    def results(self, values: list[T]) -> list[T]:
        """Waits for them and brings them here."""
        return self._gather(values)  # type: ignore[return-value]
