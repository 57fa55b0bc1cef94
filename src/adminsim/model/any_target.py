"""What all kinds of targets have in common, and what those on a clock have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Generic, Literal, NamedTuple, Self, TypeVar

from adminsim.model.chinese import InChinese, Truth
from adminsim.model.reading import Clock, Reading
from adminsim.model.value import Label, Name, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.model.span import Length

Unit = Literal["share", "d", "h", "count", "CNY"]
"""What the value of a target is measured in."""
JudgedAs = Literal["share", "mean", "beyond", "changed"]
"""What is judged: a share, a mean, what is saved beyond the cut required, or the change."""

Kind_co = TypeVar("Kind_co", covariant=True)


class AsRead(NamedTuple, Generic[Kind_co]):
    """A target under one of its readings."""

    key: str
    """Name of its measure: that of the target, for another reading with ``/as/`` and its name."""
    reading: Reading | None
    """The reading; None where the target states none."""
    target: Kind_co
    """The target with what the reading states in place of its own; without further readings."""


class AnyTarget(Value):
    """What all kinds of targets have in common."""

    name: Name
    """Name of the target."""
    label: Label | None = None
    """Name for people."""
    source: str | None = None
    """The policy that states it, by catalogue id."""
    chain: str | None = None
    """The chain that it is about; may be left out where there is only one."""
    chains: tuple[str, ...] = ()
    """In place of `chain`: several chains, whose cases are taken together as if they were those of one."""
    types: tuple[str, ...] = ()
    """Case types that it is about; all where none is named."""
    condition: Annotated[Literal["documents_complete"], InChinese(documents_complete="材料齐全")] | None = None
    """Only cases whose documents were complete at the first filing; the clock then starts at the filing."""
    note: str | None = None
    """Remark for the reader."""

    judged_as: ClassVar[JudgedAs]
    is_strict: ClassVar[bool] = False
    """Whether a judged value just on the line is on the bad side."""
    counts_coverage: ClassVar[bool] = False
    """Whether it may tell apart two reforms that do the same to the system."""

    def chains_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the chains that it is about, of those that a system has: where it names none, the first."""
        return self.chains or ((self.chain,) if self.chain is not None else tuple(names)[:1])

    @property
    def hollow(self) -> Literal["construction", "no_figure"] | None:
        """Why it tells little where it is met: what the file states decides it, or it names no figure."""
        return None

    @property
    def is_share(self) -> bool:
        """Whether a share of cases is judged."""
        return self.judged_as == "share"

    @property
    def compares(self) -> bool:
        """Whether it is held against the baseline."""
        return self.judged_as in ("beyond", "changed")

    @property
    def at_least(self) -> bool:
        """Whether what is judged must be at least what is required, or at most."""
        return self.judged_as != "mean"

    @property
    def unit(self) -> Unit:
        """What its value is measured in."""
        return "share"

    @property
    def less_is_better(self) -> bool:
        """Whether less of its value under the reforms is better."""
        return not self.is_share

    @property
    def required(self) -> float:
        """What is held against that which is judged."""
        return 0.0

    @property
    def measure(self) -> str | None:
        """What is measured, where the file names it."""
        return None

    @property
    def timed(self) -> Timed | None:
        """The target itself where it is on a clock."""
        return None

    @property
    def clocked(self) -> Timed | None:
        """The target as one on a clock, as far as time is what it is about; what holds that up can be told."""
        return self.timed

    @property
    def stated_limit(self) -> Length | None:
        """The limit, where it states one."""
        return None

    @property
    def as_read(self) -> tuple[AsRead[Self], ...]:
        """The target under each of its readings, the plan's own first."""
        return (AsRead(self.name, None, self),)

    @property
    def as_planned(self) -> Self:
        """The target as the plan itself reads it, with the other readings beside."""
        return self

    @property
    def weights(self) -> tuple[float, float]:
        """What its values before and after are multiplied with; the sum is judged, linear so that it is paired."""
        return 0.0, 1.0


class Timed(AnyTarget):
    """A target on a clock."""

    clock: Clock = "agency"
    """The clock that it is measured on: `agency` counts official time of counting steps, `elapsed` all time."""
    start: str = "submitted"
    """Where the clock starts: `submitted`, `accepted` or a milestone of the chain."""
    end: str = "decided"
    """Where it ends: `decided` or a milestone of the chain; what ends before it starts takes no time."""
    steps: tuple[str, ...] = ()
    """Baseline steps that it is about: only the time in which one of them, or what took its place, is open."""
    sum: Truth = False
    """Whether the time of each step is added up, so that steps side by side count each; otherwise time in which several
    are open counts once."""
    readings: tuple[Reading, ...] = ()
    """What may count, if several views are to be seen side by side: the first one is the plan's and gives the verdict.
    What a reading does not state is as the target states it."""

    @property
    def timed(self) -> Timed:
        """The target itself."""
        return self

    @property
    def as_read(self) -> tuple[AsRead[Self], ...]:
        """The target under each of its readings, the plan's own first."""
        if not self.readings:
            return super().as_read
        found = [self._read_as(reading, readings=()) for reading in self.readings]
        keys = [self.name, *(f"{self.name}/as/{reading.name}" for reading in self.readings[1:])]
        return tuple(AsRead(*one) for one in zip(keys, self.readings, found, strict=True))

    @property
    def as_planned(self) -> Self:
        """The target as the plan itself reads it, with the other readings beside."""
        if not self.readings:
            return super().as_planned
        return self._read_as(self.readings[0], readings=tuple(one.filled(self) for one in self.readings))

    def _read_as(self, reading: Reading, readings: tuple[Reading, ...]) -> Self:
        return self.replace(**reading.filled(self).stated, readings=readings)
