"""The draft of a map as a file with remarks, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.logs.propose import has_zone, office_hours, propose_milestones, propose_types, quoted
from adminsim.messages import say

if TYPE_CHECKING:
    from adminsim.logs.log import Log
    from adminsim.logs.look import Look
    from adminsim.messages import Language

ROLES = ("case", "activity", "stamp", "start", "resource", "lifecycle")
WIDTH = 40


def draft_map(log: Log, look: Look, language: Language = "en") -> str:
    """Return a map to begin with: it can be used as it is, and says beside each line what to look at."""
    lines = [*_remark("draft-head", language, file=log.path), "version: 1", ""]
    lines += _remark("draft-columns", language)
    lines.append("columns:")
    lines += [f"  {role}: {quoted(log.roles[role])}" for role in ROLES if role in log.roles]
    lines += ["", *_remark("draft-zone" if has_zone(log) else "draft-no-zone", language), "zone: as_written"]
    lines += [*_remark("draft-dates", language), "# dates: dmy"]
    if log.table.kind == "xlsx":
        lines += [*_remark("draft-sheet", language), "# sheet: Sheet1", "# header: 1"]
    lines += ["", *_remark("draft-milestones", language), "milestones:"]
    for one in propose_milestones(log, look):
        if one.attribute:
            lines.append(f"  {one.name}: {{attribute: {quoted(one.attribute)}}}")
        else:
            codes = ", ".join(map(quoted, one.codes))
            remark = say("draft-share", language, share=f"{one.cases:.0%}")
            lines.append(f"  {one.name}: {{codes: [{codes}], take: {one.take}, by: agency}}  # {remark}")
    lines += _others(look, language)
    lines += ["decision: decided", "", *_remark("draft-clock", language), "# clock: {stop: letter, resume: papers}"]
    lines += [*_remark("draft-limit", language), "# limit: 56 d", "", *_remark("draft-types", language)]
    column = propose_types(log)
    types = f"types: {{column: {quoted(column)}, most: 5, least: 12}}" if column else "# types: {column: ..., most: 5}"
    lines += [types, *_remark("draft-outcome", language), "# outcome: {column: ..., rejected: [...]}", ""]
    opens, closes = office_hours(look)
    lines += [*_remark("draft-hours", language), f"hours: {{mon-fri: [{opens}-{closes}]}}", "holidays: none", ""]
    bracket = look.bracket
    told = {"clicks": f"{bracket.clicks_s / 60:.3g}", "days": f"{bracket.person_days_s / 8 / 3600:.3g}"}
    lines += _remark("draft-assumed", language, **told)
    lines += ["assumed:", "  work: {value: 30 min, range: [5 min, 8 h], source: assumption}"]
    lines += [f"  # staff: {max(round(bracket.people_a_day), 1)}", "  share: 1"]
    return "\n".join(lines) + "\n"


def _remark(code: str, language: Language, **values: object) -> list[str]:
    return [f"# {line}" for line in say(code, language, **values).splitlines()]


def _others(look: Look, language: Language) -> list[str]:
    """Return the most frequent activities as remarks, to choose from."""
    lines = _remark("draft-others", language)
    for one in look.activities[:WIDTH]:
        told = {"events": one.events, "share": f"{one.cases:.0%}", "days": f"{one.days:.1f}"}
        lines.append(f"#   {quoted(one.code)}: {say('draft-activity', language, **told)}")
    return lines
