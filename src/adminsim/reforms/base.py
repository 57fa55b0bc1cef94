"""What all reforms have in common."""

from __future__ import annotations

from abc import abstractmethod
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, get_args

from pydantic import ConfigDict, Field, WithJsonSchema

from adminsim.model.chinese import InChinese, Truth
from adminsim.model.coverage import Course, Coverage, Phase
from adminsim.model.distribution import within
from adminsim.model.naming import shortened
from adminsim.model.problem import Path, Problem
from adminsim.model.reformed_chain import as_reformed, with_pilot
from adminsim.model.system import Remark, System
from adminsim.model.value import NUMBER_SCHEMA, Date, Label, Name, Number, Value
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import GetJsonSchemaHandler

    from adminsim.model.chain import Chain

Settings = dict[tuple[str, ...], Path]
"""The values that a reform sets, each with the key of the reform that sets it.

A value is told by its kind, its name, and what else there is to tell it apart. Kinds are ``staff``, ``department`` and
``name`` (of a new step); ``step`` where it is put into another one, ``remade`` where it becomes another step itself.
"""


class Reform(Value):
    """A reform in the policy's own words: a pure function from a system to a system."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    term_en: ClassVar[str]
    """What people call it; the class's docstring says what it does, and docstrings of fields what they mean."""
    term_zh: ClassVar[str]
    """What people call it in Chinese."""
    about_zh: ClassVar[str]
    """What it does, what it assumes and where it may fail, in Chinese."""
    fields_zh: ClassVar[dict[str, str]] = {
        "reform": "措施种类。",
        "name": "名称；同一种措施用两次时必填，缺省为措施的写法。",
        "label": "显示名称。",
        "enabled": "开关：false 表示不实施。",
        "from": "实施首日；流程类措施按提交日期计。",
        "source": "依据的政策编号。",
        "note": "备注。",
    }
    """What its own fields mean in Chinese, by the word that a file uses."""
    example: ClassVar[str]
    """How it is written in a scenario."""
    touches: ClassVar[dict[Part, Where]] = {}
    """The parts of a case's time that it touches, and at which steps."""
    says: ClassVar[dict[str, tuple[str, str]]] = {}
    """What is said about it alone: code -> (English, Chinese)."""
    stage: ClassVar[int] = 0
    """Reforms of a later stage are applied after all others, wherever they stand in the list."""

    reform: str
    """Kind of the reform."""
    name: Name | None = None
    """Name, needed where a kind is used twice; by default the kind."""
    label: Label | None = None
    """Name for people."""
    enabled: Truth = True
    """The switch: false leaves the reform out."""
    since: Date | None = Field(default=None, alias="from")
    """First day on which it holds: for reforms of routes, the day of submission."""
    source: str | None = None
    """The policy that asks for it, by catalogue id."""
    note: str | None = None
    """Remark for the reader."""

    @classmethod
    def word(cls) -> str:
        """Return the word that a file uses; none for a class that several reforms share."""
        words = get_args(cls.model_fields["reform"].annotation)
        return str(words[0]) if words else ""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        made = handler(core_schema)
        kind = handler.resolve_ref_schema(made).get("properties", {}).get("reform", {})
        if "const" in kind:
            kind["enum"] = [kind.pop("const"), cls.term_zh]
        return made

    @classmethod
    def in_chinese(cls, field: str) -> str | None:
        """Return what a field means in Chinese, by the word that a file uses."""
        told = (kind.fields_zh for kind in cls.__mro__ if issubclass(kind, Reform))
        return next((fields[field] for fields in told if field in fields), None)

    @property
    def subject(self) -> str:
        """Name of the reform."""
        return self.name or self.reform

    @abstractmethod
    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong with the reform for a baseline; paths start at the reform's own keys."""

    @abstractmethod
    def apply(self, system: System) -> System:
        """Return the system as reformed."""

    def settings(self, system: System) -> Settings:
        """Return the values of the baseline that the reform sets: no other may set them."""
        return {}

    def removed(self) -> tuple[str, ...]:
        """Return the steps of the baseline that it takes out."""
        return ()

    def joined(self) -> tuple[str, ...]:
        """Return the steps of the baseline that it makes one: they are taken out together."""
        return ()

    def put_into(self) -> dict[str, str]:
        """Return for each step of the baseline that becomes part of another one the name of that."""
        return {}

    people_key: ClassVar[str] = "staff"
    """The key that says how many people it takes."""

    def people_taken(self, system: System) -> dict[str, int]:
        """Return how many people of which departments of the baseline the reform puts elsewhere, or sends home."""
        return {}

    @property
    def sent_home(self) -> tuple[str, ...]:
        """The departments from which people leave at all hours, wherever others of them are put."""
        return ()

    @property
    def rosters_set(self) -> tuple[str, ...]:
        """The departments of which it states how many people there are, or at which hours."""
        return ()

    def moves_people_of(self, system: System) -> Iterable[str]:
        """Return the departments of the baseline some of whose people work in another one afterwards."""
        return self.people_taken(system)


class CapacityReform(Reform):
    """A reform of capacity: it holds for everyone from its date on."""


class RouteReform(Reform):
    """A reform of routes: those covered walk the reformed route, the others the old one."""

    fields_zh: ClassVar[dict[str, str]] = {
        "chain": "所改的流程；不写则为含有所列步骤的全部流程。",
        "coverage": "适用的办件比例或类型；缺省为全部。",
        "phases": "后续阶段（如先试点、后全市推开）：各有起始日和适用范围，取代前一阶段。",
    }

    chain: str | None = None
    """The chain that it changes; without it, every chain that has the steps named."""
    coverage: Coverage = Coverage()
    """Share of the cases or case types that it holds for; all by default."""
    phases: tuple[Phase, ...] = ()
    """Later phases, such as the whole city after a pilot: each with its date and coverage, in place of the last."""

    @property
    def course(self) -> Course:
        """Whom it covers from which day of submission on; all phases share the draw of who is covered."""
        return ((self.since, self.coverage), *((phase.since, phase.coverage) for phase in self.phases))

    @property
    def holds_for_all(self) -> bool:
        """Whether it covers every case from the start."""
        return self.coverage.is_full and self.since is None and not self.phases

    @property
    def covers_nobody(self) -> bool:
        """Whether it holds for no case in any phase."""
        return all(coverage.is_empty for _, coverage in self.course)

    @abstractmethod
    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the baseline steps that the reform names, and the key that names them; none where it means all."""

    @abstractmethod
    def edit(self, chain: Chain) -> Chain:
        """Return the chain as a covered case walks it."""

    def present(self, chain: Chain, names: Iterable[str]) -> list[str]:
        """Return what stands for baseline steps in a chain now, without repetition, in the order given."""
        standing = (chain.stand_in(name) for name in names)
        return list(dict.fromkeys(name for name in standing if name is not None))

    def standing(self, chain: Chain, names: Iterable[str]) -> list[str]:
        """Return all that stands for baseline steps in a chain now, also where reforms drew a step apart."""
        return list(dict.fromkeys(part for name in names for part in chain.standing_for(name)))

    def chains_of(self, system: System) -> list[str]:
        """Return the chains that the reform changes."""
        if self.chain is not None:
            return [self.chain]
        names, _ = self.named_steps()
        return [
            name for name, chain in system.chains.items() if not names or any(_knows(chain, step) for step in names)
        ]

    def apply(self, system: System) -> System:
        """Return the system as reformed: at once where everyone is covered, else as a pilot of each chain."""
        chains = {} if self.covers_nobody else {name: system.chains[name] for name in self.chains_of(system)}
        for name, chain in chains.items():
            is_plain = self.holds_for_all and not chain.pilots
            reformed = self.edit(chain) if is_plain else with_pilot(chain, self)
            system = system.with_chain(name, reformed)
        if chains and not any(self.changes(chain) for chain in chains.values()):
            remark = Remark(reform=self.subject, code="remark-no-effect")
            system = system.replace(remarks=(*system.remarks, remark))
        return system.replace(applied=(*system.applied, self.subject)) if self.holds_for_all else system

    def changes(self, chain: Chain) -> bool:
        """Tell whether the reform makes a difference on any route of a chain."""
        subjects = [pilot.subject for pilot in chain.pilots if not pilot.holds_for_all]
        covered = (set(some) for size in range(len(subjects) + 1) for some in combinations(subjects, size))
        piloted = with_pilot(chain, self)
        routes = ((chain.route(frozenset(some)), piloted.route(frozenset({*some, self.subject}))) for some in covered)
        return any(_differ(edited, route) for route, edited in routes)

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong with the names of chain, case types and steps."""
        if self.chain is not None and self.chain not in system.chains:
            return [unknown("reform-unknown-chain", ("chain",), self.chain, system.chains)]
        found = []
        chains = [system.chains[name] for name in ([self.chain] if self.chain else system.chains)]
        types = dict.fromkeys(kind for chain in chains for kind in chain.types)
        places: list[Path] = [("coverage",), *(("phases", number, "coverage") for number in range(len(self.phases)))]
        for place, (_, coverage) in zip(places, self.course, strict=True):
            for position, kind in enumerate(coverage.types):
                if kind not in types:
                    found.append(unknown("reform-unknown-type", (*place, "types", position), kind, types))
        for number, phase in enumerate(self.phases):
            before, _ = self.course[number]
            if before is not None and phase.since <= before:
                values = {"date": str(phase.since), "before": str(before)}
                found.append(Problem("reform-phase-order", ("phases", number, "from"), values))
        names, key = self.named_steps()
        steps = dict.fromkeys(step for chain in chains for step in chain.steps)
        for position, name in enumerate(names):
            if name not in steps:
                found.append(unknown("reform-unknown-step", (*key, position), name, steps))
        return found


def claims(kinds: Iterable[str], names: Iterable[str], chains: Iterable[str], key: Path) -> Settings:
    """Return that a reform sets something of these names in these chains: no other may set what it calls the same."""
    names, chains = tuple(names), tuple(chains)
    return {(kind, name, chain): key for kind in kinds for name in names for chain in chains}


def _knows(chain: Chain, step: str) -> bool:
    return step in chain.steps or step in as_reformed(chain).successors_of_removed


def _differ(one: Chain, other: Chain) -> bool:
    limits = [(chain.limit, chain.on_expiry, chain.extension) for chain in (one, other)]
    return one.steps != other.steps or one.documents != other.documents or limits[0] != limits[1]


def unknown(code: str, path: Path, given: str, allowed: Iterable[str]) -> Problem:
    """Return the problem of a name that is not there, with the nearest one that is."""
    names = list(allowed)
    nearest = get_close_matches(given, names, n=1, cutoff=0.5)
    values = {"given": given, "allowed": shortened(names), "nearest": nearest[0] if nearest else ""}
    return Problem(code, path, values)


All = Annotated[Literal["all"], InChinese(all="全部")]
Factor = Annotated[Number, within(0.01, 1.0), WithJsonSchema(NUMBER_SCHEMA)]
"""A factor on a length of time: from 0.01 to 1."""
__all__ = ["All", "CapacityReform", "Factor", "Reform", "RouteReform", "Settings", "claims", "unknown"]
