"""Mutants of the rules that plan and draws state for both engines; the naive simulator knows them by itself."""

from __future__ import annotations

from mutants_of_instants import BENCHES, CAPACITY, GROUP, WORKDAYS, _mutant

PRECEDENCE, ROUTES, PLAN = "model.precedence", "engine.routes", "engine.plan"
DEADLINES = "engine.deadlines"
SCHEDULE = "model.schedule"
STEP, FIGURES_OF, PROGRAM, DRAWING = "model.any_step", "model.figures", "engine.program", "engine.drawing"

SHIFTS = (
    _mutant("a shift stays until the next change", CAPACITY, "_is_inside(*hours, edges)", "_is_inside(hours[0], hours[1] + 1, edges)"),
    _mutant("a department takes until the change after closing", CAPACITY, "_is_inside(opening.opens, opening.closes, edges)", "_is_inside(opening.opens, opening.closes + 1, edges)"),
    _mutant("a shift takes also while the office is closed", CAPACITY, "_is_inside(*hours, edges) & is_open", "_is_inside(*hours, edges)"),
    _mutant("a shift begins on the day after its date", CAPACITY, "(shift.since - start).days * DAY_S", "(shift.since - start).days * DAY_S + DAY_S"),
    _mutant("a shift ends on the day after its date", CAPACITY, "(shift.until - start).days * DAY_S", "(shift.until - start).days * DAY_S + DAY_S"),
    _mutant("a later shift replaces an earlier one", CAPACITY, "staff += inside * count", "staff = np.where(inside, count, staff)"),
    _mutant("a shift by weekday does not know make-up days", CAPACITY, "hours_on_weekday(shift.hours, calendar.lived_as(start + dt.timedelta(days=day)))", "hours_on_weekday(shift.hours, (start + dt.timedelta(days=day)).weekday())"),
    _mutant("a meeting is held while the office is closed", SCHEDULE, "return any(opening <= at < closing for opening, closing in official.hours_on(date))", "return True"),
    _mutant("a meeting is held on make-up days", SCHEDULE, "if not official.is_make_up(date):", "if True:"),
    _mutant("a meeting is never held on make-up days", SCHEDULE, "return self.make_up and not", "return False and not"),
    _mutant("a meeting of every second week is held each week", SCHEDULE, "// 7 % self.every_weeks:", "// 7 % 1:"),
    _mutant("weeks are counted from the day of the start", SCHEDULE, "((date - start).days + start.weekday()) // 7", "(date - start).days // 7"),
)  # fmt: skip

STAYS = (
    _mutant("those who are away would have gone first", CAPACITY, "own[len(own) - count :]", "own[:count]"),
    _mutant("who goes early, by a shift that takes people away, stays", CAPACITY, "min(end, int(until_then[levels > rank].max()))", "end"),
    _mutant("a shift that goes on at midnight is one day", CAPACITY, "np.arange(days * fits) * DAY_S", "np.arange(0)"),
    _mutant("those on duty are the same while they are as many", CAPACITY, "stays[i] != stays[i - 1]", "staff[i] != staff[i - 1]"),
)  # fmt: skip

_BETWEEN = "frozenset({target, returning} | (before & behind))"
_NEEDS = 'redone({name: {b: s for b, s in befores.items() if s == "needs"} for name, befores in graph.items()}, '

WAYS = (
    _mutant("a return does not undo what lies between", PRECEDENCE, _BETWEEN, "frozenset({target, returning})"),
    _mutant("a return does not undo the step from which the chain resumes", PRECEDENCE, _BETWEEN, _BETWEEN.replace("{target, returning}", "{returning}")),
    _mutant("a return leaves the returning step done", PRECEDENCE, _BETWEEN, _BETWEEN.replace("{target, returning}", "{target}"), same_because="a step that returns is not done, and what is redone holds it back"),
    _mutant("a return undoes what follows by law alone", ROUTES, "undone |= redone(graph, ", f"undone |= {_NEEDS}"),
    _mutant("only direct predecessors hold a step back", ROUTES, "upstream=tuple(upstream)", "upstream=tuple(sum(bit[other] for other in graph[name]) for name in names)"),
)  # fmt: skip

_SPENDS = "if returns and not exhausted:\n                    result = RETURN\n                    spent[number] += 1"

ROUNDS = (
    _mutant("the last return is a round too many", DRAWING, "returns and spent[number] >= line[\"returns\"]", "returns and spent[number] >= line[\"returns\"] - 1"),
    _mutant("returns that are spent pass and reject the other way round", PROGRAM, "any(outcome.on_exhausted is Exhausted.REJECT for", "all(outcome.on_exhausted is not Exhausted.REJECT for"),
    _mutant("the first probability holds for all rounds", PROGRAM, "by_round(met.outcome.returns, visit)", "by_round(met.outcome.returns, 1)"),
    _mutant("a visit that passes spends a return", DRAWING, _SPENDS, _SPENDS.replace("if returns and not exhausted:", "if not rejects:\n                    spent[number] += 1\n                if returns and not exhausted:").replace("result = RETURN\n                    spent[number] += 1", "result = RETURN")),
)  # fmt: skip

_PATIENT = "gives_up = _gives_up(system.workday_s, plan, route.chain.patience, arrived, u)"
_EXTENDED = "base + extended * amount_of(chain.extension)"
_SILENT = "np.where(found.expires[members] <= gives_up, NEVER, gives_up)"
_BEFORE = "reduce(or_, (upstream[names.index(name)] for name in chain.deciding), decision)"

LIMITS = (
    _mutant("a limit in working days counts from the start for a backlog", DEADLINES, "submitted, day_of_arrival(submitted), extended", "submitted, np.maximum(day_of_arrival(submitted), 0), extended"),
    _mutant("a period in days moves to a working day though the calendar says otherwise", WORKDAYS, "if calendar.period_ends_on_workday:", "if True:"),
    _mutant("a limit of a case counts from the start for a backlog", DEADLINES, "due_from(route.chain, plan, submitted,", "due_from(route.chain, plan, np.maximum(submitted, 0),"),
    _mutant("patience counts from submission for a backlog", DEADLINES, _PATIENT, _PATIENT.replace("_gives_up(", "np.maximum(_gives_up(").replace("arrived", "submitted").replace(", u)", ", u), arrived)")),
    _mutant("the extension of a case's limit is not counted", DEADLINES, _EXTENDED, "base + 0 * extended"),
    _mutant("every case's limit is extended", DEADLINES, _EXTENDED, _EXTENDED.replace("extended", "np.ones_like(start)")),
    _mutant("a case's limit in working days is one in days", DEADLINES, "end_of_days(plan.workdays, day, counting, amount)", "end_of_days(plan.workdays, day, Counting.CALENDAR_DAYS, amount)"),
    _mutant("a limit of a case in official hours is one of the calendar", DEADLINES, "limit_of(chain.limit, chain.limit_clock)", "limit_of(chain.limit)"),
    _mutant("a limit of a case without consequences has them", DEADLINES, "has_consequences = route.chain.on_expiry is not Expiry.NOTHING and is_known", "has_consequences = is_known"),
    _mutant("who would be approved by silence later does not give up", DEADLINES, _SILENT, "np.where(found.expires[members] < NEVER, NEVER, gives_up)"),
    _mutant("patience that ends with the limit of the case ends first", DEADLINES, _SILENT, _SILENT.replace("<=", "<").replace(", gives_up)", ", gives_up - (gives_up == found.expires[members]))")),
    _mutant("patience that ends with the limit of the case ends with it", DEADLINES, _SILENT, _SILENT.replace("<=", "<"), same_because="the limit of the case comes first, and decides it"),
    _mutant("due dates hold from the day after their first", PLAN, "(department.due_from - system.period.start).days", "(department.due_from - system.period.start).days + 1"),
    _mutant("silence approves what lies behind the decision", ROUTES, _BEFORE, "sum(bit.values())"),
    _mutant("silence approves the decision but nothing before it", ROUTES, _BEFORE, "decision"),
)  # fmt: skip

_ASKED = "(len(team.skills), -team.speed, team.first)"

PEOPLE = (
    _mutant("the skilled are asked first", GROUP, _ASKED, _ASKED.replace("len", "-len")),
    _mutant("the slowest is asked first", GROUP, _ASKED, _ASKED.replace("-team.speed", "team.speed")),
    _mutant("those of no group are asked first of equals", GROUP, _ASKED, _ASKED.replace("team.first", "-team.first")),
    _mutant("one of the skills is enough", BENCHES, "team.skills.issuperset(step.skilled)", "(not step.skilled or not team.skills.isdisjoint(step.skilled))"),
    _mutant("the work of groups does not know the speed of the department", DRAWING, "exact[slot] = value", "exact[slot] = value * paces[order[\"pace\"], case]"),
)  # fmt: skip

_CHAINS = "handover = met.handover if met.handover is not None else route_step.handover"

FIGURES = (
    _mutant("what holds after a return holds at the first visit", STEP, "if visit > 1 else {}", "if visit > 0 else {}"),
    _mutant("what holds after a return holds from the third visit on", STEP, "if visit > 1 else {}", "if visit > 2 else {}"),
    _mutant("figures by type hold for nobody", STEP, "own = step.by_type.get(kind, FiguresOfType())", "own = FiguresOfType()"),
    _mutant("after a return the figures of a type come last", STEP, "(step.after_return, own.after_return) if", "(own.after_return, step.after_return) if"),
    _mutant("a type that has figures has none after a return", STEP, "after_return=again if later else None", "after_return=own.after_return"),
    _mutant("rounds after a return are counted from the first visit", FIGURES_OF, "min(visit - 1, len(returns)) - 1", "min(visit, len(returns)) - 1"),
    _mutant("the figures of one type hold for the others", PROGRAM, "self._sheet.types(self._chain, (kind,))", "self._sheet.types(self._chain, tuple({*self._route.chain.types} - {kind}))"),
    _mutant("the hand-over of a type is that of all", PROGRAM, _CHAINS, "handover = route_step.handover"),
)  # fmt: skip

MUTANTS = (*FIGURES, *PEOPLE, *SHIFTS, *STAYS, *WAYS, *ROUNDS, *LIMITS)
