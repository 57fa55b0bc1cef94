"""A Dask cluster as the executor of a study, for those who outgrow one machine."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

from adminsim.study.errors import StudyError
from adminsim.study.many.versions import versions

if TYPE_CHECKING:
    from distributed import Client

Outcome = TypeVar("Outcome")
TIMEOUT_S = 10
"""How long an address may take to answer, and a cluster to have its first worker."""
LOGGERS = ("distributed", "distributed.client", "distributed.core", "distributed.comm")


class ClusterExecutor(Executor):
    """The workers of a Dask cluster, each of which must be what this machine is.

    Parameters
    ----------
    client : distributed.Client
        Connected to the cluster.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)

    @property
    def _max_workers(self) -> int:
        """How many tasks run at once; as many as there are now, for workers come and go."""
        return max(1, sum(map(int, self._client.nthreads().values())))

    def submit(self, run: Callable[..., Outcome], /, *parts: Any, **named: Any) -> Future[Outcome]:
        """Run a function on any worker; should that one be lost, another takes its place."""
        future: Future[Outcome] = self._executor.submit(_run_alike, versions(), run, *parts, **named)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Give up all tasks that have not ended."""
        self._executor.shutdown(wait=wait and not cancel_futures)


@contextmanager
def cluster_executor(address: str) -> Iterator[ClusterExecutor]:
    """Give the workers of a cluster as an executor.

    Parameters
    ----------
    address : str
        Address of the scheduler, for instance ``tcp://10.0.0.5:8786``.

    Raises
    ------
    StudyError
        If `adminsim[cluster]` is not installed, nothing answers at the address, there is no worker, a worker lacks
        adminsim or has other versions than this machine, or the cluster is lost in the middle.
    """
    if find_spec("distributed") is None:
        raise StudyError("cluster-extra-missing")
    from distributed.scheduler import KilledWorker

    with _quiet(), _client(address) as client:
        _check_workers(client, address)
        executor = ClusterExecutor(client)
        try:
            yield executor
        except KilledWorker as error:
            raise StudyError("cluster-kills", {"address": address}, is_wrong_input=False) from error
        except (CancelledError, OSError) as error:
            if isinstance(error, OSError) and client.status == "running":
                raise
            raise StudyError("cluster-lost", {"address": address}, is_wrong_input=False) from error
        finally:
            if client.status == "running":
                executor.shutdown(wait=False)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    from distributed import Client
    from distributed.versions import VersionMismatchWarning

    try:
        with warnings.catch_warnings():
            # What matters of it is checked below, and said in one line.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            client = Client(address, timeout=TIMEOUT_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise StudyError("cluster-unreachable", {"address": address}) from error
    try:
        yield client
    finally:
        client.close(timeout=TIMEOUT_S)


def _check_workers(client: Client, address: str) -> None:
    """Raise a StudyError unless there are workers, and each has the same versions as this machine."""
    try:
        client.wait_for_workers(1, timeout=TIMEOUT_S)
    except TimeoutError as error:
        raise StudyError("cluster-no-worker", {"address": address}) from error
    # A function of the standard library, for adminsim itself cannot be called where it is missing.
    found = client.run(version, "adminsim", on_error="return")
    for worker, answer in sorted(found.items()):
        if isinstance(answer, PackageNotFoundError):
            raise StudyError("cluster-no-adminsim", {"worker": worker})
    for worker, theirs in sorted(client.run(versions, on_error="return").items()):
        if isinstance(theirs, dict):
            _check_alike(versions(), theirs, worker)


def _check_alike(ours: dict[str, str], theirs: dict[str, str], worker: str) -> None:
    """Raise a StudyError that names what differs."""
    differing = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    if differing:
        here, there = (", ".join(f"{name} {one.get(name, '-')}" for name in differing) for one in (ours, theirs))
        raise StudyError("cluster-versions", {"worker": worker, "here": here, "there": there})


def _run_alike(expected: dict[str, str], run: Callable[..., Outcome], *parts: Any, **named: Any) -> Outcome:
    """Run a function on a worker, which may have come after the others were asked."""
    from distributed import get_worker

    _check_alike(expected, versions(), get_worker().address)
    return run(*parts, **named)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to ourselves what distributed logs about lost workers and connections: it goes on, or an error says so."""
    levels = {name: logging.getLogger(name).level for name in LOGGERS}
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
