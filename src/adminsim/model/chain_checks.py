"""Whether the steps of a chain fit together: names, order, returns, limits.

Each check asks one question; the paths of what it finds begin at the chain.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from adminsim.model.calendar import DAY_S, Week, hours_on_weekday
from adminsim.model.chain import Chain
from adminsim.model.demand import Listed
from adminsim.model.department import Department, ShiftEnd
from adminsim.model.limit_checks import LIMIT_CHECKS
from adminsim.model.naming import shortened, unknown_name
from adminsim.model.precedence import cycles, graph_of, upstream_of
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Step
from adminsim.model.system import System

MOST_WORK_DAYS = 200
"""Working days of one visit; more is a slip."""
_USUAL_WORKDAY_S = 8 * 3600


def _mix_sums_to_one(system: System, chain: Chain) -> Iterator[Problem]:
    total = math.fsum(case_type.mix.value for case_type in chain.types.values())
    if abs(total - 1.0) > 1e-9:
        yield Problem("model-mix-sum", ("types",), {"total": f"{total:.10g}"})


def _departments_exist(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        for place, department in enumerate(step.departments):
            path: Path = ("steps", name, *(("department",) if place == 0 else ("together_with", place - 1)))
            if department not in system.departments:
                yield unknown_name("department", department, system.departments, path)
            elif department in step.departments[:place]:
                yield Problem("model-joint-twice", path, {"department": department, "step": name})


def _somebody_has_the_skills(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        department = system.departments.get(step.departments[0]) if step.skilled else None
        if department is None:
            continue
        known = list(dict.fromkeys(skill for group in department.groups.values() for skill in group.skills))
        unknown = [place for place, skill in enumerate(step.skilled) if skill not in known]
        path: Path = ("steps", name, "skills")
        if unknown and known:
            yield from (unknown_name("skill", step.skilled[place], known, (*path, place)) for place in unknown)
        elif unknown or not department.able(step.skilled):
            values = {"step": name, "department": step.departments[0], "skills": shortened(step.skilled)}
            yield Problem("model-skill-nobody", path, values)


def _people_of_groups_work_alone(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        for one in step.departments if len(step.departments) > 1 else ():
            if one in system.departments and system.departments[one].groups:
                values = {"step": name, "department": one}
                yield Problem("model-groups-joint", ("steps", name, "together_with"), values, at_key=True)


def _joint_steps_have_common_hours(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        known = [system.departments.get(one) for one in step.departments]
        calendars = [system.calendars.get(one.calendar or system.calendar) for one in known if one is not None]
        hours = [calendar.hours for calendar in calendars if calendar is not None]
        if len(known) > 1 and not any(_meet(hours, weekday) for weekday in range(7)):
            values = {"step": name, "departments": shortened(step.departments)}
            yield Problem("model-never-together", ("steps", name, "together_with"), values, at_key=True)


def _meet(hours: list[Week], weekday: int) -> bool:
    common = [(0, DAY_S)]
    for one in hours:
        both = [(max(o, p), min(c, d)) for o, c in common for p, d in hours_on_weekday(one, weekday)]
        common = [(o, c) for o, c in both if o < c]
    return bool(common)


def _types_exist(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        for i, case_type in enumerate(step.types):
            if case_type not in chain.types:
                yield unknown_name("type", case_type, chain.types, ("steps", name, "types", i))
    listed = chain.demand.types if isinstance(chain.demand, Listed) else ()
    for case_type in dict.fromkeys(listed):
        if case_type not in chain.types:
            yield unknown_name("type", case_type, chain.types, ("demand", "types", listed.index(case_type)))


def _named_steps_exist(system: System, chain: Chain) -> Iterator[Problem]:
    for path, name in _steps_named(chain):
        if name not in chain.steps:
            # A step is not meant by its own field, however alike the names are.
            others = [other for other in chain.steps if other not in path] or chain.steps
            yield unknown_name("step", name, others, path)


def _steps_named(chain: Chain) -> Iterator[tuple[Path, str]]:
    for name, step in chain.steps.items():
        for field, named in (("needs", step.needs), ("after", step.after)):
            for i, other in enumerate(named):
                yield ("steps", name, field, i), other
        for i, other in enumerate(step.outcome.resume_at):
            yield ("steps", name, "outcome", "resume_at", i), other
        if step.needed_with is not None:
            yield ("steps", name, "needed_with"), step.needed_with
    for field, other_or_none in (("decision", chain.decision), ("accepted", chain.accepted)):
        if other_or_none is not None:
            yield (field,), other_or_none
    for milestone, ends in chain.milestones.items():
        for i, other in enumerate(ends):
            yield ("milestones", milestone, i), other


def _no_step_waits_for_itself(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        if name in step.predecessors:
            yield Problem("model-own-predecessor", _arc(name, step, name), {"step": name})


def _no_steps_wait_for_each_other(system: System, chain: Chain) -> Iterator[Problem]:
    graph = graph_of(chain.steps)
    for name, before in graph.items():
        before.pop(name, None)
    for cycle in cycles(graph):
        path = _arc(cycle[0], chain.steps[cycle[0]], cycle[-2])
        yield Problem("model-cycle", path, {"cycle": " -> ".join(cycle)})


def _arc(name: str, step: Step, before: str) -> Path:
    """Return where a step names another as its predecessor."""
    field, named = ("needs", step.needs) if before in step.needs else ("after", step.after)
    return ("steps", name, field, named.index(before))


def _returns_go_to_earlier_steps(system: System, chain: Chain) -> Iterator[Problem]:
    upstream = upstream_of(graph_of(chain.steps))
    for name, step in chain.steps.items():
        earlier = upstream[name] - {name}
        if _has_unknown_predecessors(chain, earlier | {name}):
            # What comes before is not known until the misspelt name is mended.
            continue
        for i, target in enumerate(step.outcome.resume_at):
            if target in chain.steps and target not in earlier:
                allowed = [other for other in chain.steps if other in earlier]
                values = {"name": target, "step": name, "allowed": shortened(allowed)}
                code = "model-return-not-earlier" if allowed else "model-return-from-first"
                yield Problem(code, ("steps", name, "outcome", "resume_at", i), values)


def _has_unknown_predecessors(chain: Chain, names: Iterable[str]) -> bool:
    return any(before not in chain.steps for name in names for before in chain.steps[name].predecessors)


def _somebody_takes_each_step(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        known = [chain.types[case_type] for case_type in step.types if case_type in chain.types]
        if known and not any(case_type.mix.highest > 0 for case_type in known):
            values = {"step": name, "types": shortened(step.types)}
            yield Problem("model-step-of-no-type", ("steps", name, "types"), values)
        if step.probability.highest == 0:
            yield Problem("model-step-never-needed", ("steps", name, "probability"), {"step": name})


def _needs_are_drawn_once(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        other = step.needed_with
        if other is None or other not in chain.steps:
            continue
        values = {"step": name, "other": other}
        if other == name or chain.steps[other].needed_with is not None:
            values["first"] = chain.steps[other].needed_with or ""
            code = "model-needed-with-itself" if other == name else "model-needed-with-another"
            yield Problem(code, ("steps", name, "needed_with"), values)
        elif step.probability.lowest >= 1 or chain.steps[other].probability.lowest >= 1:
            sure = name if step.probability.lowest >= 1 else other
            yield Problem("model-needed-with-always", ("steps", name, "needed_with"), {**values, "sure": sure})


def _no_step_lies_behind_sure_rejection(system: System, chain: Chain) -> Iterator[Problem]:
    upstream = upstream_of(graph_of(chain.steps))
    rejecting = [name for name, step in chain.steps.items() if _rejects_all(step)]
    for name, step in chain.steps.items():
        for before in rejecting:
            if before != name and before in upstream[name] and _takes_all_of(chain, before, step):
                values = {"step": name, "before": before}
                yield Problem("model-step-behind-rejection", ("steps", name), values, at_key=True)
                break


def _rejects_all(step: Step) -> bool:
    stated = [step.outcome.rejects, *(figures.rejects for _, figures in step.differing if figures.rejects is not None)]
    return all(rejects.lowest >= 1 for rejects in stated) and step.probability.lowest >= 1


def _takes_all_of(chain: Chain, before: str, step: Step) -> bool:
    taken = set(chain.steps[before].types or chain.types)
    return taken >= set(step.types or chain.types)


def _staffed_steps_have_work(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        if step.departments and step.time is None and not step.parts:
            yield Problem("model-no-work", ("steps", name), {"step": name}, at_key=True)


def _work_is_of_sensible_size(system: System, chain: Chain) -> Iterator[Problem]:
    official = system.calendars.get(system.calendar)
    workday_s = official.workday_s if official is not None else _USUAL_WORKDAY_S
    for name, step in chain.steps.items():
        field = "meeting" if step.meets is not None else "work"
        for path, figures in (((), step), *step.differing):
            work = getattr(figures, field, None)
            days = work.mean(workday_s) / workday_s if work is not None else 0.0
            if days > MOST_WORK_DAYS:
                values = {"days": f"{days:.4g}", "most": MOST_WORK_DAYS}
                yield Problem("model-absurd-work", ("steps", name, *path, field), values)


def _work_fits_into_some_day(system: System, chain: Chain) -> Iterator[Problem]:
    official = system.calendars.get(system.calendar)
    workday_s = official.workday_s if official is not None else _USUAL_WORKDAY_S
    for name, step in chain.steps.items():
        for one in step.departments:
            department = system.departments.get(one)
            if department is None or department.at_shift_end is not ShiftEnd.FITS:
                continue
            longest_s = _longest_day_s(system, department)
            for path, figures in (((), step), *step.differing):
                work = figures.work  # type: ignore[union-attr]
                shortest_s = float(work.quantile(np.zeros(1), workday_s)[0]) if work is not None else 0.0
                quickest = max((team.speed for team in department.able(step.skilled)), default=1.0)
                shortest_s /= quickest * department.speed.value * department.share.value
                if shortest_s > longest_s:
                    values = {"work": f"{shortest_s / 3600:.4g}", "longest": f"{longest_s / 3600:.4g}"}
                    values |= {"step": name, "department": one}
                    yield Problem("model-work-never-fits", ("steps", name, *path, "work"), values)


def _longest_day_s(system: System, department: Department) -> float:
    """Return the longest time in a day that somebody of a department works on what is in hand, in seconds."""
    calendar = system.calendars.get(department.calendar or system.calendar)
    longest = 0
    for weekday in range(7):
        opening = hours_on_weekday(calendar.hours, weekday) if calendar is not None else ((0, DAY_S),)
        for shift in department.roster:
            own = hours_on_weekday(shift.hours, weekday) if shift.hours is not None else ((0, DAY_S),)
            first, last = min((o for o, _ in own), default=DAY_S), max((c for _, c in own), default=0)
            longest = max(longest, sum(max(min(c, last) - max(o, first), 0) for o, c in opening))
    return float(longest)


def _nobody_queues_at_waiting_steps(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        if not step.has_queue and step.patience is not None:
            yield Problem("model-waiting-patience", ("steps", name, "patience"))


def _no_fee_is_negative(system: System, chain: Chain) -> Iterator[Problem]:
    for name, step in chain.steps.items():
        if step.fee.lowest < 0:
            yield Problem("model-negative", ("steps", name, "fee"), {"value": f"{step.fee.lowest:g}"})


def _backlogs_wait_somewhere(system: System, chain: Chain) -> Iterator[Problem]:
    for name in chain.backlog:
        if name not in chain.steps:
            yield replace(unknown_name("step", name, chain.steps, ("backlog", name)), at_key=True)
        elif not chain.steps[name].has_queue:
            yield Problem("model-backlog-step", ("backlog", name), {"name": name}, at_key=True)


CHAIN_CHECKS: tuple[Callable[[System, Chain], Iterator[Problem]], ...] = (
    _backlogs_wait_somewhere,
    _mix_sums_to_one,
    _departments_exist,
    _somebody_has_the_skills,
    _people_of_groups_work_alone,
    _joint_steps_have_common_hours,
    _types_exist,
    _named_steps_exist,
    _no_step_waits_for_itself,
    _no_steps_wait_for_each_other,
    _returns_go_to_earlier_steps,
    _somebody_takes_each_step,
    _needs_are_drawn_once,
    _no_step_lies_behind_sure_rejection,
    _staffed_steps_have_work,
    _work_is_of_sensible_size,
    _work_fits_into_some_day,
    _nobody_queues_at_waiting_steps,
    *LIMIT_CHECKS,
    _no_fee_is_negative,
)
