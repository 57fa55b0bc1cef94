"""A city of one's own: an example cut down to the chains that are asked for, under the city's name.

Nothing of the example city is kept but its figures, and each of these says that it is an assumption until somebody puts
the city's own in its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from adminsim.files.examples import example, example_folder, example_names
from adminsim.files.located import InputError, Located
from adminsim.files.new_scenario import BASELINE, NewScenario
from adminsim.files.schema import NAMES
from adminsim.files.write import as_plain, as_yaml
from adminsim.messages import Words
from adminsim.model.chain import Chain
from adminsim.model.holidays import covered_years
from adminsim.model.system import System
from adminsim.model.value import Label
from adminsim.reforms import Reform
from adminsim.reforms.scenario import Scenario
from adminsim.reforms.target_checks import check_targets

OLDEST = "weihai-2018"
"""The folder of examples that is searched for chains."""
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(.*)", re.DOTALL)
_DATED = frozenset({"from", "since", "until", "at"})
_CITIES = ("Weihai's", "Weihai", "威海市", "威海")


def new_city(
    target: Path, city: str, chains: tuple[str, ...] = (), start: dt.date | None = None, source: str | None = None,
    words: Words = Words.EN,
) -> list[Path]:  # fmt: skip
    """Write the files of a city that has some chains of an example; what is not asked for is left out.

    Parameters
    ----------
    target : Path
        Name of the scenario, with or without ``.yaml``; the baseline goes into the folder of that name beside it.
    city : str
        Name of the city.
    chains : tuple of str
        Chains, by name; all of the example where none is named.
    start : date, optional
        First day of the measured cohort; without it as the example has it.
    source : str, optional
        The example; without it, the one with the fewest other chains.
    words : Words
        Language of the schemas for editors.

    Returns
    -------
    list of Path
        The files written, the scenario first.

    Raises
    ------
    InputError
        If no example has the chains, or files of the name are there already.
    """
    name, found = _example_with(chains, source)
    missing = [chain for chain in chains if chain not in found.baseline.chains]
    if missing:
        values = {"name": missing[0], "allowed": list(found.baseline.chains)}
        raise InputError([Located(name, None, None, "file-example-chain", values)])
    scenario = _cut(found, chains or tuple(found.baseline.chains))
    years = 0 if start is None else start.year - _cohort(scenario.baseline).year
    marked = f"assumption: as in the example {name}"
    label = _label(scenario.baseline, city)
    baseline = _own(as_plain(scenario.baseline), city, marked, years) | {"label": label, "note": _note(name, city)}
    written = _own(as_plain(scenario.written), city, marked, years) | {"label": label, "note": _note(name, city)}
    if start is not None:
        period = scenario.baseline.period
        baseline["period"]["start"] = str(start - dt.timedelta(seconds=period.cohort_start_s))
        _go_on_by_week(baseline, start + dt.timedelta(seconds=period.horizon_s - period.cohort_start_s))
    new = NewScenario(target)
    written["baseline"] = new.below(BASELINE.name)
    return new.write(_text(written, new.below(NAMES[0])), {BASELINE: _text(baseline, NAMES[1])}, words)


def _example_with(chains: tuple[str, ...], source: str | None) -> tuple[str, Scenario]:
    """Return the example asked for, or the one that has some chains and the fewest others."""
    if source is not None or not chains:
        name = source or "startup"
        return name, example(name)
    names = [name for name in example_names() if example_folder(name) == OLDEST]
    having = [(len(found.baseline.chains), name, found) for name, found in _of_plans(names)
              if set(chains) <= set(found.baseline.chains)]  # fmt: skip
    if having:
        _, name, found = min(having, key=lambda one: one[:2])
        return name, found
    return OLDEST, example("city")


def _of_plans(names: list[str]) -> Iterator[tuple[str, Scenario]]:
    for name in names:
        yield name, example(name)


def _cut(scenario: Scenario, names: tuple[str, ...]) -> Scenario:
    """Return a scenario with some of its chains, and what these need."""
    whole = scenario.baseline
    chains = {name: chain for name, chain in whole.chains.items() if name in names}
    asked = {department for chain in chains.values() for department in _departments(chain)}
    departments = {name: department for name, department in whole.departments.items() if name in asked}
    used = {whole.calendar, *(one.calendar for one in departments.values())}
    calendars = {name: calendar for name, calendar in whole.calendars.items() if name in used}
    system = whole.replace(chains=chains, departments=departments, calendars=calendars)
    reforms = tuple(reform for reform in scenario.reforms if _fits(reform, system))
    targets = tuple(
        target for target in scenario.written.targets
        if set(target.chains_of(whole.chains)) <= set(chains) and not check_targets(system, [target], reforms)
    )  # fmt: skip
    written = scenario.written.replace(reforms=reforms, targets=targets, search=None)
    return replace(scenario, written=written, baseline=system)


def _departments(chain: Chain) -> Iterator[str]:
    for step in chain.steps.values():
        yield from getattr(step, "departments", ())


def _fits(reform: Reform, system: System) -> bool:
    return not reform.problems(system)


def _cohort(system: System) -> dt.date:
    """Return the first day of the cohort."""
    return system.period.start + dt.timedelta(seconds=system.period.cohort_start_s)


def _go_on_by_week(baseline: dict[str, Any], end: dt.date) -> None:
    """State that calendars go on with plain weeks where the run is longer than what is known of holidays."""
    for calendar in baseline["calendars"].values():
        if end.year not in covered_years(calendar.get("holidays", "none")):
            calendar["outside_covered_years"] = "weekdays"


def _label(system: System, city: str) -> dict[str, str]:
    named = {name: chain.label or Label() for name, chain in system.chains.items()}
    english = ", ".join(label.text(Words.EN, name) for name, label in named.items())
    chinese = "、".join(label.text(Words.ZH, name) for name, label in named.items())
    return {"en": f"{city}: {english}", "zh": f"{city}：{chinese}"}


def _note(name: str, city: str) -> str:
    return (
        f"All figures are those of the example {name} and assumptions for {city}: put its own in their place, and say "
        f"in `source` where each comes from. 全部数据取自示例 {name}，对{city}只是假设："
        "请逐项改为本地数据，并在 `source` 写明来源。"
    )


def _own(value: Any, city: str, marked: str, years: int, key: str = "") -> Any:
    """Return what a file holds without notes, with the city's name, its sources marked and its dates moved."""
    if isinstance(value, dict):
        kept = {name: part for name, part in value.items() if name != "note"}
        if key == "days":
            return {_moved(str(name), years): part for name, part in kept.items()}
        return {name: marked if name == "source" else _own(part, city, marked, years, name)
                for name, part in kept.items()}  # fmt: skip
    if isinstance(value, list):
        return [_own(part, city, marked, years, key) for part in value]
    if isinstance(value, str):
        value = _moved(value, years) if key in _DATED else value
        for other in _CITIES:
            value = value.replace(other, f"{city}'s" if other.endswith("'s") else city)
    return value


def _moved(text: str, years: int) -> str:
    """Return a date, or an instant, some years later; the last of February where there is no 29th."""
    match = _DATE.fullmatch(text)
    if match is None or not years:
        return text
    day = match[3] if (match[2], match[3]) != ("02", "29") else "28"
    return f"{int(match[1]) + years}-{match[2]}-{day}{match[4]}"


def _text(written: dict[str, Any], schema: str) -> str:
    head = {key: written[key] for key in ("version", "label", "note")}
    return f"# yaml-language-server: $schema={schema}\n" + as_yaml(head | written)
