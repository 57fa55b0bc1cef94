"""One figure of a scenario, by the place where the file has it: found, read and replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from pydantic import ValidationError

from adminsim.messages import CATALOGUE, Words
from adminsim.messages.said import Said
from adminsim.model.duration import Duration
from adminsim.model.naming import shortened
from adminsim.model.problem import Path, Problem
from adminsim.model.span import Length, Time
from adminsim.model.value import Number, Value

if TYPE_CHECKING:
    from adminsim.model.system import System

BASELINE, REFORMS, TARGETS = "baseline", "reforms", "targets"
FIGURES = (Number, Time, Length, Duration, int, float)
"""What can be given another value by its place."""
NEAR = 0.5
"""How alike two places must be for one to be taken for the other misspelt."""
_BOUNDS = {"greater_than_equal": "ge", "greater_than": "gt", "less_than_equal": "le", "less_than": "lt"}
_SAYS = {"ge": "value-least", "gt": "value-above", "le": "value-most", "lt": "value-below"}


class HasFigures(Protocol):
    """What has figures at places: a scenario, with its file and its baseline."""

    @property
    def written(self) -> Any:
        """As the file has it."""

    @property
    def baseline(self) -> System:
        """The system before the reforms."""

    def replace(self, **changes: Any) -> Self:
        """Return the same with another file or another baseline."""


Placed = TypeVar("Placed", bound=HasFigures)


class UnknownPlaceError(Said, KeyError):
    """Nothing in a scenario stands at the place that is asked for, or nothing that can be varied."""


class ImpossibleValueError(Said, ValueError):
    """A figure of a scenario cannot have the value that is asked for; `problems` lists all that is wrong."""

    def __init__(self, place: str, value: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("place-impossible", {"place": place, "given": value})
        self.problems = problems
        self.args = (place, value, problems)

    def text(self, words: Words = Words.EN) -> str:
        """Return what cannot be, and below it why."""
        told = [super().text(words)]
        for problem in self.problems:
            where = ".".join(map(str, problem.path))
            told.append(f"  {where}: {problem.text(words)}" if where else f"  {problem.text(words)}")
        return "\n".join(told)


def place_of(scenario: HasFigures, path: str) -> Path:
    """Return the place of a figure by its dotted path.

    Parameters
    ----------
    path : str
        As the ledger has it: ``baseline.departments.window.staff``, ``reforms.one-window.speed``. ``baseline`` may be
        left out, and the name of the chain where there is only one.

    Raises
    ------
    UnknownPlaceError
        If nothing stands there; the nearest place is named.
    """
    roots = _roots(scenario)
    chains = list(scenario.baseline.chains)
    beginnings: list[Path] = [(), (BASELINE,)]
    if len(chains) == 1:
        beginnings.append((BASELINE, "chains", chains[0]))
    for beginning in beginnings:
        for found in _below(_at(roots, beginning), path):
            place = (*beginning, *found)
            value = _at(roots, place)
            if isinstance(value, Duration) and value.fixed is not None:
                return (*place, "fixed")
            if isinstance(value, FIGURES) and not isinstance(value, bool):
                return place
            raise UnknownPlaceError("place-no-figure", {"given": path, **_nearest(scenario, path, f"{path}.")})
    raise UnknownPlaceError("place-unknown", {"given": path, **_nearest(scenario, path)})


def places(scenario: HasFigures) -> dict[str, Path]:
    """Return every figure that has a value, by its name without what goes without saying."""
    chains = list(scenario.baseline.chains)
    plain = (BASELINE, "chains", chains[0]) if len(chains) == 1 else (BASELINE,)
    found = {}
    for path in _figures(_roots(scenario), ()):
        if path[-1] == "version":
            continue
        short = path[len(plain) :] if path[: len(plain)] == plain else path[1:] if path[0] == BASELINE else path
        found[".".join(map(str, short))] = path
    return found


def value_at(scenario: HasFigures, place: Path) -> Any:
    """Return the value of a figure: a number, a length, or a duration as a whole."""
    value = _at(_roots(scenario), place)
    return value.value if isinstance(value, (Number, Time)) else value


def with_figure(scenario: Placed, place: Path, value: Any) -> Placed:
    """Return the scenario in which the figure at a place has another value; nothing but its own type is checked.

    Raises
    ------
    ImpossibleValueError
        If the value is none that can stand there.
    """
    try:
        return _with(scenario, place, value, _read)
    except ValidationError as error:
        problems = tuple(_problem(dict(one)) for one in error.errors(include_url=False))
        raise ImpossibleValueError(".".join(map(str, place)), str(value), problems) from error


def with_trusted(scenario: Placed, place: Path, value: Any) -> Placed:
    """Return the same for a value that is known to be possible, such as one within the figure's own range."""
    return _with(scenario, place, value, lambda parent, name, part: parent.replace(**{name: part}))


Put = Callable[[Value, str, Any], Value]
"""Returns a value with a field replaced."""


def _with(scenario: Placed, place: Path, value: Any, put: Put) -> Placed:
    first, *rest = place
    if first == BASELINE:
        changed = _replaced(scenario.baseline, tuple(rest), value, put)
        return scenario.replace(baseline=_with_mix(scenario.baseline, changed, tuple(rest)))
    name, *rest = rest
    named = _roots(scenario)[str(first)]
    parts = tuple(_replaced(one, tuple(rest), value, put) if key == name else one for key, one in named.items())
    return scenario.replace(written=scenario.written.replace(**{str(first): parts}))


def _replaced(value: Any, path: Path, new: Any, put: Put) -> Any:
    """Return a value in which the figure at a path has another value."""
    if not path:
        return _leaf(value, new)
    name, *rest = path
    if isinstance(value, dict):
        return type(value)(value | {name: _replaced(value[name], tuple(rest), new, put)})
    if isinstance(value, tuple):
        return tuple(_replaced(one, tuple(rest), new, put) if at == name else one for at, one in enumerate(value))
    return put(value, str(name), _replaced(getattr(value, str(name)), tuple(rest), new, put))


def _leaf(value: Any, new: Any) -> Any:
    """Return a figure with another value; a range that does not hold it is no longer its range."""
    if not isinstance(value, (Number, Time)):
        return new
    changed = value.replace(value=new)
    if changed.range is None:
        return changed
    low, high = changed.range
    return changed if _size(low) <= _size(changed.value) <= _size(high) else changed.replace(range=None)


def _size(value: float | Length) -> float:
    return value.seconds(86400) if isinstance(value, Length) else value


def _read(parent: Value, name: str, part: Any) -> Value:
    """Return a value with a field replaced, read anew so that all that it says about itself is checked."""
    stated = {field: getattr(parent, field) for field in parent.model_fields_set}
    return type(parent).model_validate(stated | {name: part})


def _with_mix(before: System, after: System, path: Path) -> System:
    """Return a system in which the other case types share what a changed one leaves, in their old proportions."""
    if path[-1] != "mix":
        return after
    name, kind = str(path[1]), str(path[3])
    chain = after.chains[name]
    old, new = (system.chains[name].types[kind].mix.value for system in (before, after))
    factor = (1.0 - new) / (1.0 - old) if old < 1.0 else 0.0
    types = {
        other: one if other == kind else one.replace(mix=one.mix.replace(value=one.mix.value * factor, range=None))
        for other, one in chain.types.items()
    }
    return after.with_chain(name, chain.replace(types=types))


def _roots(scenario: HasFigures) -> dict[str, Any]:
    return {
        BASELINE: scenario.baseline,
        REFORMS: {reform.subject: reform for reform in scenario.written.reforms},
        TARGETS: {target.name: target for target in scenario.written.targets},
    }


def _parts(value: Any) -> Mapping[str | int, Any]:
    """Return what stands directly below a value, by key; nothing below a plain figure or what only reforms set."""
    if isinstance(value, (Number, Time, Length)):
        return {}
    if isinstance(value, Value):
        fields = type(value).model_fields
        extras = {name: field.json_schema_extra for name, field in fields.items()}
        hidden = {name for name, extra in extras.items() if isinstance(extra, dict) and extra.get("hidden")}
        return {name: getattr(value, name) for name in fields if name not in hidden}
    if isinstance(value, dict):
        return value
    return dict(enumerate(value)) if isinstance(value, tuple) else {}


def _at(value: Any, place: Path) -> Any:
    for key in place:
        value = _parts(value)[key]
    return value


def _below(value: Any, path: str) -> Iterator[Path]:
    """Yield the places that a dotted path may mean below a value; names may have dots themselves."""
    if not path:
        yield ()
        return
    for key, part in _parts(value).items():
        if path == str(key):
            yield (key,)
        elif path.startswith(f"{key}."):
            yield from ((key, *found) for found in _below(part, path[len(str(key)) + 1 :]))


def _figures(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, (Number, Time, Length, int, float)) and not isinstance(value, bool):
        yield path
    for key, part in _parts(value).items():
        yield from _figures(part, (*path, key))


def _nearest(scenario: HasFigures, given: str, beginning: str = "") -> dict[str, str]:
    """Return the nearest figure to a path, and those that come nearest after it."""
    names = list(places(scenario))
    below = [name for name in names if beginning and f".{name}".find(f".{beginning}") >= 0]
    near = below or get_close_matches(given.removeprefix(f"{BASELINE}."), names, n=5, cutoff=NEAR)
    found = {"nearest": near[0] if near else "", "allowed": shortened(near[1:])}
    return {name: text for name, text in found.items() if text}


def _problem(error: dict[str, Any]) -> Problem:
    """Return what pydantic found wrong, in words of the catalogue."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in CATALOGUE:
        return Problem(kind, (), context)
    given = str(error.get("input", ""))
    if kind in _BOUNDS:
        bound = _BOUNDS[kind]
        return Problem(_SAYS[bound], (), {"bound": f"{context[bound]:g}", "given": given})
    return Problem("value-choice-other", (), {"given": given})
