"""Stated targets, as planners publish them, and all that can be told of one without a run.

A kind of target answers for itself: on which clock, in which unit, whether less is better, what it is held against and
how that is judged. How it is read off a run stands in `study.run.targets`, how people call it in
`report.result.target_words`; nobody else tells the kinds apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from adminsim.model.any_target import AnyTarget, JudgedAs, Timed, Unit
from adminsim.model.chinese import InChinese, kind_of
from adminsim.model.span import Length, Term
from adminsim.model.value import Number, Probability

Counted = InChinese(
    procedures="环节 事项",
    documents="材料",
    visits="跑动",
    elapsed="全程用时",
    agency="承诺时限用时",
    work="办理工时",
    fees="收费 费用",
)
"""Chinese names of what is counted or must change."""


class Within(Timed):
    """A limit that a share of the cases must keep."""

    kind: Annotated[Literal["within"], InChinese(within="限时 时限")] = "within"
    """A limit that a share of the cases must keep."""
    limit: Term
    """The limit; working days are counted as the law counts them, part of one as official hours. On the agency clock it
    is in WD or h. Months and years say a date, the same day of the month, and so are limits of all the time between two
    instants."""
    share: Probability = Number(value=0.95)
    """Share of cases that must keep it."""

    judged_as: ClassVar[JudgedAs] = "share"

    @property
    def required(self) -> float:
        """The share of cases that must keep the limit."""
        return self.share.value

    @property
    def stated_limit(self) -> Length:
        """The limit."""
        return self.limit


class Cut(Timed):
    """A cut of the mean time against the baseline."""

    kind: Annotated[Literal["cut"], InChinese(cut="压减")]
    """A cut of the mean time against the baseline."""
    by: Annotated[float, Field(gt=0, le=1)]
    """The cut required, as a part of the baseline's mean: 0.5 for one half."""

    judged_as: ClassVar[JudgedAs] = "beyond"

    @property
    def unit(self) -> Unit:
        """Days on the elapsed clock, official hours on the agency's."""
        return "d" if self.clock == "elapsed" else "h"

    @property
    def weights(self) -> tuple[float, float]:
        """What is saved beyond the cut required is judged."""
        return 1.0 - self.by, -1.0


class _OfCounts(AnyTarget):
    """A target on what a case counts or costs its applicant."""

    if TYPE_CHECKING:  # Each kind has the field itself, behind its `kind`.
        of: str

    @property
    def hollow(self) -> Literal["construction"]:
        """What is counted follows from routes, mix and coverage, not from how long anything takes."""
        return "construction"

    @property
    def unit(self) -> Unit:
        """Pieces, or yuan."""
        return _unit_of(self.of)


class Count(_OfCounts):
    """What a case counts or costs its applicant: procedures, documents, visits, or fees in yuan."""

    kind: Annotated[Literal["count"], InChinese(count="数量")]
    """A count per case."""
    of: Annotated[Literal["procedures", "documents", "visits", "fees"], Counted]
    """What is counted: pieces, or the yuan of all `fee` that the applicant pays."""
    most: Annotated[float, Field(ge=0)]
    """The most that the mean case may need."""

    judged_as: ClassVar[JudgedAs] = "mean"

    @property
    def required(self) -> float:
        """The most that the mean case may need."""
        return self.most


class Fewer(_OfCounts):
    """A cut of a count per case against the baseline: fewer procedures, documents or visits, lower fees."""

    kind: Annotated[Literal["fewer"], InChinese(fewer="减量 精简")]
    """A cut of a count per case, or of fees, against the baseline."""
    of: Annotated[Literal["procedures", "documents", "visits", "fees"], Counted]
    """What is counted: pieces, or the yuan of all `fee` that the applicant pays."""
    by: Annotated[float, Field(gt=0, le=1)]
    """The cut required, as a part of the baseline's mean: 0.3 for three tenths."""

    judged_as: ClassVar[JudgedAs] = "beyond"

    @property
    def weights(self) -> tuple[float, float]:
        """What is saved beyond the cut required is judged."""
        return 1.0 - self.by, -1.0


class Share(AnyTarget):
    """A share of cases, for instance of those that a reform covers."""

    kind: Annotated[Literal["share"], InChinese(share="比例 占比")]
    """A share of the cases."""
    of: str
    """`approved`, `without_visit` (nobody comes in person), a reform (its cases) or a department (whom it serves)."""
    least: Probability
    """The share required."""

    judged_as: ClassVar[JudgedAs] = "share"
    counts_coverage: ClassVar[bool] = True

    @property
    def hollow(self) -> Literal["construction"] | None:
        """Who comes in person, and whom a reform or a department serves, does not depend on how long anything takes."""
        return "construction" if self.of != "approved" else None

    @property
    def required(self) -> float:
        """The share required."""
        return self.least.value

    @property
    def measure(self) -> str:
        """What the cases have in common."""
        return self.of


class Direction(AnyTarget):
    """A measure that must go up or down, with no figure stated."""

    kind: Annotated[Literal["direction"], InChinese(direction="方向 升降")]
    """A measure that must go up or down."""
    of: Annotated[Literal["elapsed", "agency", "procedures", "documents", "visits", "fees", "work"], Counted]
    """What must change."""
    to: Annotated[Literal["lower", "higher"], InChinese(lower="降低 减少", higher="提高 增加")] = "lower"
    """In which direction."""

    judged_as: ClassVar[JudgedAs] = "changed"
    is_strict: ClassVar[bool] = True
    """No change at all is none in the direction asked for."""

    @property
    def hollow(self) -> Literal["construction", "no_figure"]:
        """No figure is stated; of a count what the file states decides in which direction it goes."""
        return "construction" if self.unit in ("count", "CNY") else "no_figure"

    @property
    def unit(self) -> Unit:
        """Days, hours on the agency clock or of work, pieces, or yuan."""
        return _unit_of(self.of)

    @property
    def clocked(self) -> Cut | None:
        """Any cut of the time that is to change."""
        if self.of not in ("elapsed", "agency"):
            return None
        return Cut(kind="cut", name=self.name, chain=self.chain, chains=self.chains, clock=self.of, by=1.0)

    @property
    def less_is_better(self) -> bool:
        """Whether it is to go down."""
        return self.to == "lower"

    @property
    def weights(self) -> tuple[float, float]:
        """The change in the direction asked for is judged."""
        return (1.0, -1.0) if self.to == "lower" else (-1.0, 1.0)


def _unit_of(counted: str) -> Unit:
    """Return what a measure of a case is counted in."""
    units: dict[str, Unit] = {"elapsed": "d", "agency": "h", "work": "h", "fees": "CNY"}
    return units.get(counted, "count")


Target = Annotated[
    Annotated[Within, Tag("within")]
    | Annotated[Cut, Tag("cut")]
    | Annotated[Count, Tag("count")]
    | Annotated[Fewer, Tag("fewer")]
    | Annotated[Share, Tag("share")]
    | Annotated[Direction, Tag("direction")],
    Discriminator(kind_of("within", Within, Cut, Count, Fewer, Share, Direction)),
]
"""Any target; `kind` says which, and is `within` where it is left out."""
