"""The journal gives back what it was given, to the bit, whatever was torn off its end."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from adminsim.results.journal import BusyError, Journal
from adminsim.study.many.replicate import Replication, Run
from adminsim.study.many.times import packed

KEY = {"scenario": "a", "seed": "1"}


def replication(number: int) -> Replication:
    """Return a replication with all that a number can be."""
    chance = np.random.default_rng(number)
    odd = [float("nan"), float("inf"), -float("inf"), -0.0, 5e-324, 0.1 + 0.2, 1e22, float(chance.normal())]
    run = Run(
        measures={f"chain.许可.{position}": value for position, value in enumerate(odd)},
        digest=f"{number:064x}",
        times={"chain.许可.elapsed": packed(np.sort(chance.integers(0, 2**30, 5, dtype=np.int32))), "none": b""},
        held={("许可", "复审"): chance.normal(size=7), ("target.t", "复审"): np.full(7, np.nan)},
    )
    return Replication(number, run, run)


def same(found: Replication, expected: Replication) -> None:
    """Compare every field of two replications, bit by bit."""
    assert found.number == expected.number
    for first, second in ((found.before, expected.before), (found.after, expected.after)):
        for field in fields(Run):
            one, other = getattr(first, field.name), getattr(second, field.name)
            if isinstance(other, str):
                assert one == other
                continue
            assert list(one) == list(other)
            for name in other:
                left, right = np.asarray(one[name]), np.asarray(other[name])
                assert left.dtype == right.dtype
                assert left.tobytes() == right.tobytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a journal with three replications."""
    journal = Journal(tmp_path / "journal")
    assert journal.key is None
    journal.begin(KEY)
    for number in (2, 0, 1):
        journal.keep(replication(number))
    journal.close()
    return tmp_path / "journal"


def test_what_is_kept_is_read_to_the_bit(path: Path) -> None:
    journal = Journal(path)
    assert journal.key == KEY
    assert list(journal.finished) == [2, 0, 1]
    for number, found in journal.finished.items():
        same(found, replication(number))
    journal.close()


def test_whatever_is_torn_off_the_whole_lines_before_it_count(path: Path) -> None:
    whole = path.read_bytes()
    ends = [position + 1 for position, byte in enumerate(whole) if byte == ord("\n")]
    for size in {*range(0, len(whole), 97), *ends, *(end - 1 for end in ends), *(end + 1 for end in ends[:-1])}:
        path.write_bytes(whole[:size])
        journal = Journal(path)
        complete = sum(end <= size for end in ends)
        assert (journal.key == KEY) == (complete > 0)
        assert list(journal.finished) == [2, 0, 1][: max(complete - 1, 0)]
        if complete:
            journal.keep(replication(7))
        journal.close()
        again = Journal(path)
        assert list(again.finished) == [2, 0, 1][: max(complete - 1, 0)] + [7] * bool(complete)
        again.close()


@pytest.mark.parametrize("position", [3, 40, 400, 1500])
def test_a_line_that_was_changed_does_not_count(path: Path, position: int) -> None:
    whole = bytearray(path.read_bytes())
    whole[position] ^= 1
    path.write_bytes(bytes(whole))
    journal = Journal(path)
    assert len(journal.finished) < 3
    for number, found in journal.finished.items():
        same(found, replication(number))
    journal.close()


def test_zeros_at_the_end_after_a_power_cut_do_not_count(path: Path) -> None:
    path.write_bytes(path.read_bytes() + bytes(4096))
    journal = Journal(path)
    assert len(journal.finished) == 3
    journal.close()


def test_only_one_has_it_at_a_time(path: Path) -> None:
    journal = Journal(path)
    with pytest.raises(BusyError):
        Journal(path)
    journal.close()
    Journal(path).close()


def test_beginning_anew_forgets_what_was_kept(path: Path) -> None:
    journal = Journal(path)
    journal.begin({"seed": "2"})
    journal.close()
    again = Journal(path)
    assert (again.key, again.finished) == ({"seed": "2"}, {})
    again.close()
