"""The draft of a map as a file with remarks, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.logs.propose import has_zone, office_hours, propose_milestones, propose_types, quoted
from adminsim.messages import Words

if TYPE_CHECKING:
    from adminsim.logs.log import Log
    from adminsim.logs.look import Look

ROLES = ("case", "activity", "stamp", "start", "resource", "lifecycle")
WIDTH = 40


def draft_map(log: Log, look: Look, words: Words = Words.EN) -> str:
    """Return a map to begin with: it can be used as it is, and says beside each line what to look at."""
    lines = [*_remark("draft-head", words, file=log.path), "version: 1", ""]
    lines += _remark("draft-columns", words)
    lines.append("columns:")
    lines += [f"  {role}: {quoted(log.roles[role])}" for role in ROLES if role in log.roles]
    lines += ["", *_remark("draft-zone" if has_zone(log) else "draft-no-zone", words), "zone: as_written"]
    lines += [*_remark("draft-dates", words), "# dates: dmy"]
    if log.table.kind == "xlsx":
        lines += [*_remark("draft-sheet", words), "# sheet: Sheet1", "# header: 1"]
    lines += ["", *_remark("draft-milestones", words), "milestones:"]
    for one in propose_milestones(log, look):
        if one.attribute:
            lines.append(f"  {one.name}: {{attribute: {quoted(one.attribute)}}}")
        else:
            codes = ", ".join(map(quoted, one.codes))
            remark = words.say("draft-share", share=f"{one.cases:.0%}")
            lines.append(f"  {one.name}: {{codes: [{codes}], take: {one.take}, by: agency}}  # {remark}")
    lines += _others(look, words)
    lines += ["decision: decided", "", *_remark("draft-clock", words), "# clock: {stop: letter, resume: papers}"]
    lines += [*_remark("draft-limit", words), "# limit: 56 d", "", *_remark("draft-types", words)]
    column = propose_types(log)
    types = f"types: {{column: {quoted(column)}, most: 5, least: 12}}" if column else "# types: {column: ..., most: 5}"
    lines += [types, *_remark("draft-outcome", words), "# outcome: {column: ..., rejected: [...]}", ""]
    opens, closes = office_hours(look)
    lines += [*_remark("draft-hours", words), f"hours: {{mon-fri: [{opens}-{closes}]}}", "holidays: none", ""]
    bracket = look.bracket
    told = {"clicks": f"{bracket.clicks_s / 60:.3g}", "days": f"{bracket.person_days_s / 8 / 3600:.3g}"}
    lines += _remark("draft-assumed", words, **told)
    lines += ["assumed:", "  work: {value: 30 min, range: [5 min, 8 h], source: assumption}"]
    lines += [f"  # staff: {max(round(bracket.people_a_day), 1)}", "  share: 1"]
    return "\n".join(lines) + "\n"


def _remark(code: str, words: Words, **values: object) -> list[str]:
    return [f"# {line}" for line in words.say(code, **values).splitlines()]


def _others(look: Look, words: Words) -> list[str]:
    """Return the most frequent activities as remarks, to choose from."""
    lines = _remark("draft-others", words)
    for one in look.activities[:WIDTH]:
        told = {"events": one.events, "share": f"{one.cases:.0%}", "days": f"{one.days:.1f}"}
        lines.append(f"#   {quoted(one.code)}: {words.say('draft-activity', **told)}")
    return lines
