"""Wrong input, each case one slip in a good scenario and baseline: what to replace by what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Edits = list[tuple[str, str]]

BASELINE: dict[str, Edits] = {
    "unknown key": [("staff: 2", "staf: 2")],
    "unknown keys in several places": [
        ("mix: 0.3", "mix: 0.3, share: 1"),
        ("version: 1", "version: 1\nauthor: me"),
    ],
    "missing key": [("    demand: {rate: 5}\n", "")],
    "key that only reforms set": [("needs: [examination]", "needs: [examination]\n        ahead: true")],
    "misspelt step": [("needs: [examination]", "needs: [examinaton]")],
    "misspelt department": [("department: window", "department: windwo")],
    "misspelt document": [("documents: [lease]", "documents: [leese]")],
    "misspelt calendar": [("calendar: office", "calendar: ofice")],
    "misspelt day": [("mon-fri:", "mon-fir:")],
    "misspelt kind of step": [("kind: waiting", "kind: wating")],
    "misspelt distribution": [("work: 10 min", "work: {exponentail: {mean: 10 min}}")],
    "one quantile": [("work: 10 min", "work: {quantiles: {values: [10 min]}}")],
    "quantiles without an end": [("work: 10 min", "work: {quantiles: {values: [10 min, 1 h], at: [0, 0.9]}}")],
    "quantiles that fall": [("work: 10 min", "work: {quantiles: {values: [10 min, 2 h, 1 h]}}")],
    "missing unit": [("work: 10 min", "work: 10")],
    "missing unit of a text": [("work: 10 min", "work: '10'")],
    "wrong unit": [("work: 10 min", "work: 10 minutes")],
    "unknown unit": [("work: 10 min", "work: 10 moons")],
    "no duration": [("work: 10 min", "work: soon")],
    "negative duration": [("work: 10 min", "work: -10 min")],
    "needed with itself": [
        ("        work: 1 h\n", "        work: 1 h\n        probability: 0.5\n        needed_with: examination\n")
    ],
    "needed with what all need": [
        ("        work: 1 h\n", "        work: 1 h\n        probability: 0.5\n        needed_with: intake\n")
    ],
    "needed with a misspelt step": [("        work: 1 h\n", "        work: 1 h\n        needed_with: intaek\n")],
    "absurd duration": [("duration: 5 d", "duration: 5000 wk")],
    "range that does not hold the value": [("range: [3 min, 8 min]", "range: [6 min, 8 min]")],
    "range with one end": [("range: [3 min, 8 min]", "range: [3 min]")],
    "probability above one": [("missing: 0.2", "missing: 1.2")],
    "probability below zero": [("returns: 0.1", "returns: -0.1")],
    "probability in percent": [("returns: 0.1", "returns: 10 %")],
    "mix that does not sum to one": [("mix: 0.3", "mix: 0.4")],
    "patience at a waiting step": [("duration: 5 d", "duration: 5 d, patience: 1 d")],
    "patience while nothing": [
        ("    demand: {rate: 5}\n", "    demand: {rate: 5}\n    patience: {value: 1 d, while: queuing}\n")
    ],
    "work that fits into no day": [
        ("staff: 2", "staff: 2, at_shift_end: fits"),
        ("work: 10 min", "work: 30 h"),
    ],
    "consequences of no limit": [("        work: 1 h\n", "        work: 1 h\n        on_expiry: approve\n")],
    "extension of no limit": [
        ("        work: 1 h\n", "        work: 1 h\n        extension: {probability: 0.1, by: 10 WD}\n")
    ],
    "extension in another unit": [
        (
            "        work: 1 h\n",
            "        work: 1 h\n        limit: 20 WD\n        extension: {probability: 0.1, by: 10 d}\n",
        )
    ],
    "consequences of a limit of a waiting step": [
        ("{kind: waiting, duration: 5 d,", "{kind: waiting, duration: 5 d, limit: 3 d, on_expiry: approve,")
    ],
    "misspelt consequence of a limit": [
        ("        work: 1 h\n", "        work: 1 h\n        limit: 20 WD\n        on_expiry: aprove\n")
    ],
    "start of a limit that steps have": [
        ("    demand: {rate: 5}\n", "    demand: {rate: 5}\n    limit: 10 WD\n    limit_from: ready\n")
    ],
    "limit in days of the calendar on the agency clock": [
        ("        work: 1 h\n", "        work: 1 h\n        limit: 5 d\n        limit_clock: agency\n")
    ],
    "clock of no limit": [("    demand: {rate: 5}\n", "    demand: {rate: 5}\n    limit_clock: official\n")],
    "limit of half a day": [("        work: 1 h\n", "        work: 1 h\n        limit: 2.5 WD\n")],
    "own day that is neither open nor closed": [
        ("    holidays: china\n", "    holidays: china\n    days: {2018-01-08: shut}\n")
    ],
    "own day without hours": [("    holidays: china\n", "    holidays: china\n    days: {2018-01-08: []}\n")],
    "own day lived as a day off": [
        ("    holidays: china\n", "    holidays: china\n    days: {2018-01-06: open as sun}\n")
    ],
    "own days as a list": [("    holidays: china\n", "    holidays: china\n    days: [2018-01-08]\n")],
    "holidays of a region that is not there": [("holidays: china", "holidays: DE-BX")],
    "holidays of no country": [("holidays: china", "holidays: QQ")],
    "holidays of China by its code": [("holidays: china", "holidays: CN")],
    "holidays that read as false": [("holidays: china", "holidays: false")],
    "hours that end before they begin": [("[9:00-12:00, 13:30-17:00]", "[17:00-9:00]")],
    "hours that overlap": [("[9:00-12:00, 13:30-17:00]", "[9:00-14:00, 13:30-17:00]")],
    "hours out of order": [("[9:00-12:00, 13:30-17:00]", "[13:30-17:00, 9:00-12:00]")],
    "hour that no day has": [("[9:00-12:00, 13:30-17:00]", "[9:00-25:00]")],
    "day with its hours twice": [("[9:00-12:00, 13:30-17:00]}", "[9:00-12:00], tue: [9:00-10:00]}")],
    "work of a month": [("work: 10 min", "work: 1 month")],
    "half a month": [("cohort: 60 d", "cohort: 1.5 months")],
    "two distributions": [("work: 10 min", "work: {exponential: {mean: 10 min}, uniform: {low: 1 min, high: 2 min}}")],
    "units of both kinds in one duration": [("duration: 5 d", "duration: {uniform: {low: 1 d, high: 2 WD}}")],
    "least above most": [("work: 10 min", "work: {uniform: {low: 20 min, high: 10 min}}")],
    "skill that nobody has": [
        ("staff: 2", "staff: 2, groups: {clerks: {staff: 1, skills: [leases]}}"),
        ("work: 10 min\n", "work: 10 min\n        skills: [laeses]\n"),
    ],
    "skill in a department without groups": [("        work: 1 h\n", "        work: 1 h\n        skills: [fire]\n")],
    "skills that no one has at once": [
        ("staff: 2", "staff: 2, groups: {a: {staff: 1, skills: [x]}, b: {staff: 1, skills: [y]}}"),
        ("work: 10 min\n", "work: 10 min\n        skills: [x, y]\n"),
    ],
    "more people in groups than there are": [("staff: 2", "staff: 2, groups: {slow: {staff: 3, speed: 0.5}}")],
    "half a person in a group": [("staff: 2", "staff: 2, groups: {slow: {staff: 0.5}}")],
    "speed of nothing": [("staff: 2", "staff: 2, groups: {slow: {staff: 1, speed: 0}}")],
    "joint step with people of groups": [
        ("staff: 2", "staff: 2, groups: {slow: {staff: 1, speed: 0.5}}"),
        ("        work: 1 h\n", "        work: 1 h\n        together_with: [window]\n"),
    ],
    "joint step with a misspelt department": [
        ("        work: 1 h\n", "        work: 1 h\n        together_with: [windwo]\n")
    ],
    "backlog at a waiting step": [
        ("    demand: {rate: 5}\n", "    demand: {rate: 5}\n    backlog: {announcement: {cases: 3}}\n")
    ],
    "part of a case in the backlog": [
        ("    demand: {rate: 5}\n", "    demand: {rate: 5}\n    backlog: {examination: {cases: 2.5}}\n")
    ],
    "figures of a type that is not there": [
        ("        work: 1 h\n", "        work: 1 h\n        by_type: {compnay: {work: 2 h}}\n")
    ],
    "figure that another kind of step has": [
        ("{kind: waiting, duration: 5 d,", "{kind: waiting, duration: 5 d, by_type: {shop: {work: 1 h}},")
    ],
    "figures after a return that never comes": [
        ("{kind: waiting, duration: 5 d,", "{kind: waiting, duration: 5 d, after_return: {duration: 1 d},")
    ],
    "hand-overs in two kinds of time": [
        ("        work: 1 h\n", "        work: 1 h\n        handover: 1 d\n        by_type: {shop: {handover: 1 WD}}\n")
    ],
    "joint step with one department twice": [
        ("        work: 1 h\n", "        work: 1 h\n        together_with: [window, market, windwo]\n")
    ],
    "half a person": [("staff: 2", "staff: 2.5")],
    "number in words": [("staff: 2", "staff: two")],
    "cycle": [("        work: 10 min", "        work: 10 min\n        needs: [licence]")],
    "step that waits for itself": [("needs: [examination]", "needs: [licence]")],
    "step nobody reaches": [("        work: 1 h\n", "        work: 1 h\n        probability: 0\n")],
    "step of no case type": [("        work: 1 h\n", "        work: 1 h\n        types: [compnay]\n")],
    "return to a later step": [("resume_at: intake", "resume_at: licence")],
    "return without correction": [("correction: 1 d, ", "")],
    "duplicate keys": [("  market: {staff: 3", "  window: {staff: 1}\n  market: {staff: 3")],
    "duplicate key in one line": [("{staff: 2}", "{staff: 2, staff: 3}")],
    "hour instead of hours": [("[9:00-12:00, 13:30-17:00]", "9:00")],
    "no as a word": [("{staff: 2}", "{staff: no}")],
    "yes for a truth value of another kind": [("work: 1 h", "work: 1 h\n        visit: perhaps")],
    "tabs": [("    hours:", "\thours:")],
    "list where a map belongs": [("  window: {staff: 2}", "  window: [2]")],
    "map where a list belongs": [("needs: [examination]", "needs: {examination: 1}")],
    "one name where a list belongs": [("needs: [examination]", "needs: examination")],
    "nothing where a map belongs": [("  window: {staff: 2}", "  window:")],
    "number as the name of a step": [("      licence:", "      4:")],
    "name with a blank": [("      licence:", "      the licence:")],
    "date that does not exist": [("start: 2018-01-01", "start: 2018-02-30")],
    "date as a number": [("start: 2018-01-01", "start: 20180101")],
    "calendar outside the covered years": [("start: 2018-01-01", "start: 1999-01-01")],
    "version of the future": [("version: 1", "version: 2")],
    "unclosed quotation mark": [("mon-fri: [9:00-12:00", 'mon-fri: ["9:00-12:00')],
    "unclosed bracket": [("documents: [lease]}", "documents: [lease}")],
    "wrong indentation": [("      shop:", "     shop:")],
    "key without a colon": [("    holidays: china", "    holidays china")],
    "text with a colon": [("version: 1", "version: 1\nnote: see here: page 3")],
    "text that begins with a percent sign": [("version: 1", "version: 1\nnote: %5")],
    "unknown reference": [("work: 1 h", "work: *usual")],
    "reference to itself": [("version: 1", "version: 1\nnote: &n [*n]")],
    "tag": [("work: 1 h", "work: !hours 1 h")],
    "merge key": [("work: 1 h", "work: 1 h\n        <<: {visit: true}")],
    "second document": [("chains:", "---\nchains:")],
    "list as a key": [("version: 1", "version: 1\n? [a, b]\n: 1")],
    "table of arrivals that does not exist": [("{rate: 5}", "{kind: replay, file: cam.csv}")],
    "table of arrivals with wrong rows": [("{rate: 5}", "{kind: replay, file: came.csv}")],
    "table of arrivals with a misspelt case type": [("{rate: 5}", "{kind: replay, file: typed.csv}")],
    "include that does not exist": [("version: 1", "version: 1\ninclude: [town-hal.yaml]")],
    "include of itself": [("version: 1", "version: 1\ninclude: [baseline.yaml]")],
    "include outside the folder": [("version: 1", "version: 1\ninclude: [../hall.yaml]")],
    "weights for some sizes of batches": [("{rate: 5}", "{rate: 5, batch: {sizes: [1, 2], weights: [1]}}")],
    "case types of some applications": [
        ("{rate: 5}", "{kind: listed, at: [2018-01-02 09:00, 2018-01-02 10:00], types: [shop]}")
    ],
    "application at an hour that no day has": [("{rate: 5}", "{kind: listed, at: [2018-02-30 09:00]}")],
    "calendar that never opens": [("{mon-fri: [9:00-12:00, 13:30-17:00]}", "{}")],
    "hours of no day": [("{mon-fri: [9:00-12:00, 13:30-17:00]}", "[9:00-12:00]")],
    "day that is none": [("mon-fri:", "payday:")],
    "least that is the most": [("work: 10 min", "work: {uniform: {low: 1 h, high: 1 h}}")],
    "parameters as one value": [("work: 10 min", "work: {exponential: 10 min}")],
    "range beside a distribution": [("work: 10 min", "work: {exponential: {mean: 10 min}, range: [5 min, 1 h]}")],
    "variation of no number": [("work: 10 min", "work: {gamma: {mean: 10 min, cv: 1000}}")],
    "document that nothing is like": [("documents: [lease]", "documents: [passport]")],
    "note that is a number": [("{staff: 2}", "{staff: 2, note: 5}")],
    "label in another language": [("{staff: 2}", "{staff: 2, label: {de: Schalter}}")],
    "list item where a value belongs": [("version: 1", "version: - 1")],
    "closing bracket that nothing opened": [("version: 1", "version: 1\nnote: ]")],
    "text after its quotation mark": [("version: 1", 'version: 1\nnote: "one" two')],
    "parts of a chain as a word": [("chains:", "chains:\n  bundle: {compose: startup}")],
    "part that is no chain": [("chains:", "chains:\n  bundle: {compose: [start-up, startup]}")],
    "part behind a chain that is none": [("chains:", "chains:\n  bundle: {compose: {startup: {after: [shop]}}}")],
    "name in two files": [("version: 1", "version: 1\ninclude: [town-hall.yaml]")],
}
"""Slips in the baseline."""

SCENARIO: dict[str, Edits] = {
    "misspelt key": [("targets:", "tragets:")],
    "misspelt reform": [("reform: staffing", "reform: stafing")],
    "misspelt key of a reform": [("reform: staffing, department", "reform: staffing, departement")],
    "misspelt Chinese term of a reform": [("reform: staffing", "reform: 人员配制")],
    "full-width colons": [("targets:", "targets："), ("study:", "study：")],
    "full-width comma in a list": [("steps: all", "steps: [examination，licence]")],
    "limit in days of unknown kind": [
        ("{reform: staffing, department: window, add: 1}", "{reform: time_limit, limit: 20日}")
    ],
    "reform without its kind": [("{reform: staffing, ", "{")],
    "reform that is a word": [("  - {reform: staffing, department: window, add: 1}", "  - staffing")],
    "reform naming a step that the chain lacks": [("steps: all", "steps: [examination, license]")],
    "reform naming a department that is not there": [("department: window", "department: windows")],
    "one step where a list belongs": [("steps: all", "steps: licence")],
    "coverage in percent": [("steps: all", "steps: all, coverage: 80")],
    "two settings of one value by two reforms": [
        (
            "  - {reform: staffing, department: window, add: 1}",
            "  - {reform: staffing, name: more, department: window, staff: 3}\n"
            "  - {reform: staffing, name: fewer, department: window, staff: 1}",
        )
    ],
    "two reforms that put one step into another": [
        (
            "  - {reform: staffing, department: window, add: 1}",
            "  - {reform: merge_steps, name: one, steps: [examination, licence], into: all_in_one}\n"
            "  - {reform: merge_steps, name: two, steps: [licence, examination], into: at_once}",
        )
    ],
    "two reforms of one name": [("steps: all}", "steps: all}\n  - {reform: parallel_approval, steps: all}")],
    "hours told in two ways": [
        ("{reform: staffing, department: window, add: 1}", "{reform: opening_hours, departments: [window]}")
    ],
    "lane with more people than there are": [
        ("{reform: staffing, department: window, add: 1}", "{reform: triage, coverage: 0.5, staff: {window: 9}}")
    ],
    "meeting that is none": [
        ("{reform: staffing, department: window, add: 1}", "{reform: more_sessions, steps: [licence], places: 5}")
    ],
    "time limit on a waiting step": [
        (
            "{reform: staffing, department: window, add: 1}",
            "{reform: time_limit, steps: [announcement], limit: 3 WD, on_expiry: approve}",
        )
    ],
    "time limit of half a day and an extension in hours": [
        (
            "{reform: staffing, department: window, add: 1}",
            "{reform: time_limit, limit: 2.5 WD, extension: {probability: 0.1, by: 4 h}}",
        )
    ],
    "limit of steps that begins at acceptance": [
        (
            "{reform: staffing, department: window, add: 1}",
            "{reform: time_limit, steps: [examination], limit: 3 WD, start: accepted}",
        )
    ],
    "limit of a case from the end of what is before": [
        ("{reform: staffing, department: window, add: 1}", "{reform: time_limit, limit: 3 WD, counted_from: ready}")
    ],
    "limit of a case in days of the calendar on the agency clock": [
        ("{reform: staffing, department: window, add: 1}", "{reform: time_limit, limit: 3 d, clock: agency}")
    ],
    "hand-over that is not said to be quicker": [
        ("{reform: staffing, department: window, add: 1}", "{reform: quicken_handover, steps: [licence]}")
    ],
    "staff added and stated": [
        ("{reform: staffing, department: window, add: 1}", "{reform: staffing, department: window, add: 1, staff: 3}")
    ],
    "waiting step that is merged": [
        (
            "{reform: staffing, department: window, add: 1}",
            "{reform: merge_steps, steps: [announcement, licence], into: licence}",
        )
    ],
    "steps merged around another one": [
        (
            "{reform: staffing, department: window, add: 1}",
            "{reform: merge_steps, steps: [intake, licence], into: licence, department: market}",
        )
    ],
    "one window for steps that ask for nothing": [
        (
            "{reform: staffing, department: window, add: 1}",
            "{reform: one_window_intake, steps: [examination, licence], into: window2, department: hall}",
        )
    ],
    "promise in hours": [
        ("{reform: staffing, department: window, add: 1}", "{reform: tolerate_missing_documents, promise: 5 h}")
    ],
    "joint review that meets at no time": [
        (
            "{reform: staffing, department: window, add: 1}",
            "{reform: joint_review, steps: [examination, licence], into: joint, meeting: 2 h}",
        )
    ],
    "two time limits for one step": [
        (
            "  - {reform: staffing, department: window, add: 1}",
            "  - {reform: time_limit, name: long, steps: [examination], limit: 20 WD}\n"
            "  - {reform: time_limit, name: short, steps: [examination], limit: 3 WD}",
        )
    ],
    "green channel in a misspelt department": [
        ("{reform: staffing, department: window, add: 1}", "{reform: green_channel, departments: [windows]}")
    ],
    "target on a missing chain": [("chain: startup", "chain: start-up")],
    "target on a missing case type": [("chain: startup", "chain: startup, types: [companies]")],
    "target on a missing milestone": [("chain: startup", "chain: startup, end: construction_start")],
    "target of an unknown kind": [("name: three-days", "name: three-days, kind: witin")],
    "baseline that does not exist": [("baseline: baseline.yaml", "baseline: basline.yaml")],
    "baseline that is a folder": [("baseline: baseline.yaml", "baseline: folder")],
    "baseline outside the folder": [("baseline: baseline.yaml", "baseline: ../baseline.yaml")],
    "baseline outside the folder through a link": [("baseline: baseline.yaml", "baseline: link.yaml")],
    "one replication": [("replications: 10", "replications: 1")],
    "confidence in percent": [("replications: 10", "replications: 10, confidence: 95")],
    "precision in percent": [("replications: 10", "precision: {cut: 2}")],
    "precision with a number of replications": [("replications: 10", "replications: 10, precision: {cut: 0.05}")],
    "seed that is no whole number": [("seed: 1", "seed: 1.5")],
    "confidence in words": [("replications: 10", "replications: 10, confidence: high")],
    "confidence without end": [("replications: 10", "replications: 10, confidence: .inf")],
    "more replications than there can be": [("replications: 10", "replications: 100000000")],
    "two targets of one name": [
        (
            "{name: three-days, limit: 3 WD, chain: startup}",
            "{name: three-days, limit: 3 WD, chain: startup}\n  - {name: three-days, limit: 5 WD, chain: startup}",
        )
    ],
    "bound below the first look": [("replications: 10", "max_replications: 20")],
}
"""Slips in the scenario."""


def _explosion() -> bytes:
    lines = [b"a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [b"%c: &%c [%s]" % (i, i, b", ".join([b"*%c" % (i - 1)] * 10)) for i in range(98, 107)]
    return b"\n".join(lines)


CONTENTS: dict[str, Callable[[], bytes]] = {
    "empty file": lambda: b"",
    "only a comment": lambda: b"# to be done\n",
    "a list": lambda: b"- version: 1\n",
    "a word": lambda: b"version 1\n",
    "not UTF-8": lambda: "version: 1\nlabel: 威海\n".encode("gb18030"),
    "UTF-16": lambda: "version: 1\n".encode("utf-16-le"),
    "a control character": lambda: b"version: 1\nlabel: a\x07b\n",
    "a file of 100 MB": lambda: b"x" * (6 * 2**20),
    "aliases that explode": _explosion,
    "nesting a thousand deep": lambda: b"version: " + b"[" * 1000 + b"]" * 1000,
    "nested maps a thousand deep": lambda: b"".join(b" " * n + b"a:\n" for n in range(1000)),
}
"""Whole files, as scenarios."""


def prepare(folder: Path) -> None:
    """Put beside a case's files what some of them refer to."""
    (folder / "folder").mkdir()
    (folder / "town-hall.yaml").write_text("version: 1\ndepartments:\n  window: {staff: 4}\n", encoding="utf-8")
    (folder / "came.csv").write_text("submitted\n2018-01-02 09:05\n2018/1/32 9:05\n9:05\n", encoding="utf-8-sig")
    (folder / "typed.csv").write_text("submitted,case_type\n2018/1/2 9:05,compny\n", encoding="utf-8")
    (folder / "link.yaml").symlink_to(folder.parent / "elsewhere.yaml")
    (folder.parent / "elsewhere.yaml").write_text("version: 1\n", encoding="utf-8")
