"""What a page is told beside the figures: names in both languages, targets, switches and assumptions."""

from __future__ import annotations

import datetime as dt
from difflib import SequenceMatcher
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from adminsim.engine.variants import steps_met
from adminsim.files.write import in_blocks
from adminsim.messages import CATALOGUE, Words
from adminsim.messages.counted import COUNTED, SINGULAR, VERBS
from adminsim.reforms.base import RouteReform
from adminsim.reforms.told import PARTS
from adminsim.report.assumptions.table import range_text, short_name
from adminsim.report.kit.style import AFTER, BEFORE, called, named, party_name, reform_colours, reform_name
from adminsim.report.result.target_words import about, line_required, target_name
from adminsim.report.result.time_parts import PART_COLOURS
from adminsim.report.system.vocabulary import about as meaning
from adminsim.report.system.vocabulary import first_sentence
from adminsim.study.assumptions.ledger import ledger
from adminsim.study.assumptions.one_by_one import written
from adminsim.study.grid.walks import walks_of
from adminsim.study.grid.years import YEARS
from adminsim.study.run.measures import DAY_S
from adminsim.study.sweep.axis import DEMAND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from adminsim.model.any_target import AsRead
    from adminsim.model.system import System
    from adminsim.model.target import Target
    from adminsim.reforms.base import Reform
    from adminsim.reforms.scenario import Scenario
    from adminsim.reforms.told import Part
    from adminsim.study.grid.grid import Grid

Both = list[str]
"""A text in English and in Chinese."""
AT = "page-at-"
"""How codes begin whose words go into the page."""


def told(grid: Grid) -> dict[str, Any]:
    """Return all that the page is told beside the figures, as plain data."""
    return {
        **_design(grid),
        "switches": [_switch(grid, name) for name in grid.switches.names],
        "fixed": [_texts(partial(reform_name, grid.scenario.reforms, name)) for name in grid.switches.fixed],
        "stated": grid.switches.stated,
        "places": list(grid.places),
        "sliders": _sliders(grid),
        "rows": len(grid.values),
        "byRun": list(grid.figures.by_run),
        "ofAll": list(grid.figures.of_all),
        "chains": _chains(grid),
        "departments": _departments(grid),
        "targets": _targets(grid),
        "parts": [{"name": part, "label": _said(f"part-{part}"), "colour": PART_COLOURS[part]} for part in PARTS],
        "colours": {"before": BEFORE, "after": AFTER},
        "walks": _walks(grid),
        "assumptions": _assumptions(grid.scenario),
        "file": scenario_lines(grid),
        "singular": SINGULAR,
        "verbs": VERBS,
        "counted": COUNTED,
        "words": {code.removeprefix(AT): list(texts) for code, texts in CATALOGUE.items() if code.startswith(AT)},
    }


def _said(code: str) -> list[str]:
    return [words.say(code) for words in Words]


def _texts(text: Callable[[Words], str]) -> Both:
    """Return a text in every language."""
    return [text(words) for words in Words]


def _part(name: Part) -> dict[str, Any]:
    """Return a part of a case's time."""
    return {"name": name, "label": _said(f"part-{name}"), "colour": PART_COLOURS[name]}


def _called(name: str, groups: Iterable[Mapping[str, object]]) -> dict[str, Any]:
    """Return a name, and what people call it."""
    return {"name": name, "label": [called(name, *groups, words=words) for words in Words]}


def _design(grid: Grid) -> dict[str, Any]:
    from scipy.special import ndtri, stdtrit

    scenario, period = grid.scenario, grid.scenario.baseline.period
    level = 0.5 + scenario.study.confidence / 2
    day = [period.start + dt.timedelta(days=at // DAY_S) for at in (period.cohort_start_s, period.cohort_end_s - 1)]
    return {
        "name": scenario.name,
        "title": [named(scenario.written.label, scenario.name, words) for words in Words],
        "version": version("adminsim"),
        "seed": grid.seed,
        "replications": grid.replications,
        "confidence": scenario.study.confidence,
        "t": [0.0, *(float(stdtrit(df, level)) for df in range(1, max(grid.replications, YEARS)))],
        "z": float(ndtri(level)),
        "start": str(period.start),
        "cohort": [str(one) for one in day],
    }


def _reform(scenario: Scenario, name: str) -> Reform:
    return next(reform for reform in scenario.reforms if reform.subject == name)


def _switch(grid: Grid, name: str) -> dict[str, Any]:
    reform = _reform(grid.scenario, name)
    assumed = [one for one in ledger(grid.scenario) if one.path[:2] == ("reforms", name)]
    return {
        "name": name,
        "label": _texts(partial(reform_name, grid.scenario.reforms, name)),
        "about": [first_sentence(meaning(reform.word(), words)) for words in Words],
        "steps": [words.comma.join(_steps_named(grid.scenario, reform, words)) for words in Words],
        "note": reform.note or "",
        "source": reform.source or "",
        "assumed": len(assumed),
        "colour": reform_colours(grid.scenario.reforms)[name],
    }


def _steps_named(scenario: Scenario, reform: Reform, words: Words) -> list[str]:
    """Return what people call the steps that a reform names; none where it means all."""
    names = reform.named_steps()[0] if isinstance(reform, RouteReform) else ()
    groups = [chain.steps for chain in scenario.baseline.chains.values()]
    return [called(name, *groups, words=words) for name in names]


def _sliders(grid: Grid) -> list[dict[str, Any]]:
    """Return the figures that are moved: names, values and, for each value, the rows before and after the reforms."""
    found = []
    for slider, rows in zip(grid.sliders, grid.moved, strict=True):
        axis = slider.axis
        stops = [(stop.value, list(pair)) for stop, pair in zip(slider.stops, rows, strict=True)]
        stops = sorted([*stops, (axis.stated, [])], key=lambda one: one[0])
        found.append(
            {
                "name": axis.name,
                "label": _texts(partial(_moved_name, grid.scenario, axis.name)),
                "unit": axis.unit,
                "values": [value for value, _ in stops],
                "rows": [pair for _, pair in stops],
                "stated": next(place for place, (_, pair) in enumerate(stops) if not pair),
            }
        )
    return found


def _moved_name(scenario: Scenario, name: str, words: Words) -> str:
    """Return what people call a figure that is moved."""
    if name == DEMAND:
        return words.say("page-demand")
    first, _, rest = name.partition(".")
    subject = next((one.subject for one in scenario.reforms if rest.startswith(f"{one.subject}.")), None)
    if first == "reforms" and subject is not None:
        return (
            f"{reform_name(scenario.reforms, subject, words)}{words.pick(': ', '：')}{rest.removeprefix(f'{subject}.')}"
        )
    return name


def _chains(grid: Grid) -> list[dict[str, Any]]:
    baseline, reformed = grid.scenario.baseline, grid.switches.scenario.reformed
    found = []
    for name, chain in baseline.chains.items():
        bars, groups = grid.figures.bars[name], [chain.steps, steps_met(reformed)[name]]
        found.append(
            {
                "name": name,
                "label": [named(chain.label, name, words) for words in Words],
                "types": [_called(kind, [chain.types]) for kind in chain.types],
                "steps": [_called(step, groups) for step in grid.figures.steps[name]],
                "width": bars.width_d,
                "bars": bars.count,
                "months": list(grid.figures.months),
            }
        )
    return found


def _departments(grid: Grid) -> list[dict[str, Any]]:
    groups = [grid.scenario.baseline.departments, grid.switches.scenario.reformed.departments]
    return [_called(name, groups) for name in grid.figures.departments]


def _targets(grid: Grid) -> list[dict[str, Any]]:
    chains = grid.scenario.baseline.chains
    return [
        {
            "name": target.name,
            "label": _texts(partial(target_name, target)),
            "source": target.source or "",
            "chains": target.chains_of(chains),
            "readings": [_reading(grid, one) for one in target.as_read],
        }
        for target in grid.scenario.targets
    ]


def _reading(grid: Grid, one: AsRead[Target]) -> dict[str, Any]:
    """Return what the page needs to judge a target under a reading, and to tell of it."""
    target, reading = one.target, one.reading
    return {
        "key": f"target.{one.key}",
        "name": _texts(partial(named, reading.label, reading.name)) if reading is not None else None,
        "about": _texts(partial(about, target, grid.scenario.baseline)),
        "requiredText": _texts(partial(line_required, target)),
        "required": target.required,
        "isShare": target.is_share,
        "atLeast": target.at_least,
        "isStrict": target.is_strict,
        "lessIsBetter": target.less_is_better,
        "weights": list(target.weights),
        "by": getattr(target, "by", None),
        "unit": target.unit,
        "isCut": target.judged_as == "beyond",
    }


def _walks(grid: Grid) -> dict[str, Any]:
    """Return by chain some cases on their way, before and after the reforms of the file."""
    baseline, reformed = grid.scenario.baseline, grid.switches.switched(grid.switches.stated).reformed
    return {
        chain: {
            "holders": [_texts(partial(_holder, (baseline, reformed), chain, holder)) for holder in walks.holders],
            "before": [[one.submitted, one.decided, one.stays] for one in walks.before],
            "after": [[one.submitted, one.decided, one.stays] for one in walks.after],
        }
        for chain, walks in walks_of(baseline, reformed, grid.seed).items()
        if walks.before
    }


def _holder(systems: tuple[System, System], chain: str, holder: str, words: Words) -> str:
    """Return what people call who or what holds a case."""
    kind, _, name = holder.partition("/")
    if kind == "applicant":
        return words.say("part-applicant")
    if kind == "department":
        groups = [system.departments for system in systems]
        return " + ".join(called(one, *groups, words=words) for one in name.split("+"))
    if kind == "third_party":
        return words.say("walk-holder-third_party", name=party_name(name, words))
    return called(name, systems[0].chains[chain].steps, steps_met(systems[1])[chain], words=words)


def _assumptions(scenario: Scenario) -> list[list[Any]]:
    """Return the assumed figures: which, the value, the range, the source, and of which reform, if of one."""
    return [
        [
            short_name(one, scenario),
            written(one.value),
            _texts(partial(range_text, one)),
            one.source,
            one.path[1] if one.path[0] == "reforms" else "",
        ]
        for one in ledger(scenario)
    ]


def scenario_lines(grid: Grid) -> list[list[Any]]:
    """Return the lines of the scenario file; beside each the switch that must be off for it, or -1."""
    names = grid.switches.names
    study = grid.scenario.study.asked(seed=grid.seed)
    off = grid.scenario.toggled(**dict.fromkeys(names, False)).written.replace(study=study)
    lines = in_blocks(off).splitlines()
    found: list[list[Any]] = [[line, -1] for line in lines]
    for place, name in enumerate(names):
        reforms = tuple(one.replace(enabled=True) if one.subject == name else one for one in off.reforms)
        on = in_blocks(off.replace(reforms=reforms)).splitlines()
        for tag, first, last, _, _ in SequenceMatcher(None, lines, on, autojunk=False).get_opcodes():
            if tag == "delete":
                for at in range(first, last):
                    found[at][1] = place
    return found
