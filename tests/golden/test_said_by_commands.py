"""What a planner can provoke by a file beside the scenario or by a command: what is said, word for word.

``pytest tests/golden --update-golden`` writes the messages anew; read them aloud before committing.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import adminsim
from adminsim.messages import Words
from adminsim.messages.said import Said
from cli_calls import call, make_small

sys.path.insert(0, str(Path(__file__).parent))
from dirty_logs import GOOD, book
from golden_file import golden

HERE = Path(__file__).parent / "commands_said"
BASELINE = """version: 1
period: {start: 2018-01-01, warm_up: 0 d, cohort: 10 d, run_out: 5 d}
calendar: office
calendars: {office: {hours: {mon-fri: ["09:00-17:00"]}}}
departments: {desk: {staff: 1, groups: {juniors: {staff: 1, skills: [gas]}}}}
chains:
  p:
    types: {any: {mix: 1}}
    demand: {rate: 1, per: WD}
    milestones: {begun: review}
    steps:
      review: {department: desk, work: 1 h}
      permit: {department: desk, work: 1 h, needs: [review]}
"""
SCENARIO = "version: 1\nbaseline: b.yaml\nstudy: {seed: 1, replications: 2}\n"
REPLAY = "{kind: replay, file: came.csv}"
MAP = "version: 1\nmilestones:\n  received: {codes: [received]}\n  decided: {codes: [decided]}\n"
STAGED = """  - reform: staged_permit
    name: %s
    step: %s
    stages: [{name: %s, work: 1 h, milestone: begun}, {name: %s, work: 1 h}]
"""
ROWS_OF_40 = "case,activity,time,person\n" + "".join(
    f"{n},{what},2018-01-{day + n // 4:02d} {9 + n % 4:02d}:00,Li\n"
    for n in range(40)
    for what, day in (("received", 1), ("decided", 12))
)
Asked = tuple[str, ...]
CHECK: Asked = ("check", "s.yaml")


def file(name: str, text: str | bytes) -> None:
    """Write a file into the current folder."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


def scenario(*slips: tuple[str, str], more: str = "") -> Asked:
    """Write a small scenario with slips in its baseline, and something more behind it; return how it is checked."""
    text = BASELINE
    for old, new in slips:
        assert old in text, old
        text = text.replace(old, new, 1)
    file("b.yaml", text)
    file("s.yaml", SCENARIO + more)
    return CHECK


def replay(table: str | bytes) -> Asked:
    """Write a scenario whose applications stand in a table."""
    file("came.csv", table)
    return scenario(("{rate: 1, per: WD}", REPLAY))


def days(table: str) -> Asked:
    """Write a scenario whose calendar has a table of days of its own."""
    file("days.csv", table)
    return scenario(('["09:00-17:00"]}', '["09:00-17:00"]}, days: days.csv'))


def log(table: str = GOOD, mapped: str = MAP) -> Asked:
    """Write a log and its map."""
    file("log.csv", table)
    file("map.yaml", mapped)
    return "calibrate", "log.csv", "--map", "map.yaml", "--out", "fitted.yaml", "--quiet"


def looked_at(table: str) -> Asked:
    """Write a log, and say what is in it."""
    file("log.csv", table)
    return "calibrate", "log.csv", "--propose", "--quiet"


def workbook(mapped: str) -> Asked:
    """Write a workbook of two sheets, which hold the same, and its map."""
    import io
    import zipfile

    rows: list[list[object]] = [list(row.split(",")) for row in GOOD.splitlines()]
    old, new = io.BytesIO(book(rows)), io.BytesIO()
    sheet = '<sheet name="log" sheetId="1" r:id="r1"/>'
    with zipfile.ZipFile(old) as one, zipfile.ZipFile(new, "w") as two:
        for name in one.namelist():
            again = sheet + sheet.replace("log", "copy").replace('sheetId="1"', 'sheetId="2"')
            two.writestr(name, one.read(name).decode().replace(sheet, again))
    file("log.xlsx", new.getvalue())
    file("map.yaml", mapped)
    return "calibrate", "log.xlsx", "--map", "map.yaml", "--out", "fitted.yaml"


def many_files() -> Asked:
    """Write a baseline that includes more files than are read."""
    for number in range(51):
        file(f"part{number}.yaml", "version: 1\n")
    return scenario(("version: 1", "version: 1\ninclude: [" + ", ".join(f"part{n}.yaml" for n in range(51)) + "]"))


def adjusted() -> Asked:
    """Write a baseline that has something otherwise that is not in what it includes."""
    file("part.yaml", "version: 1\ndepartments: {hall: {staff: 1}}\n")
    return scenario(("version: 1", "version: 1\ninclude: [part.yaml]\nadjust: {departments: {hal: {staff: 2}}}"))


def names_a_scenario() -> Asked:
    """Write a scenario that names another one in the place of its baseline."""
    asked = scenario()
    file("b.yaml", SCENARIO.replace("b.yaml", "c.yaml"))
    return asked


def taken() -> Asked:
    """Put a folder where an example is to go."""
    Path("smallest").mkdir()
    return "new", "smallest", "--from", "smallest"


def staged() -> Asked:
    """Write two reforms that both say when a milestone is reached."""
    both = STAGED % ("one", "permit", "a", "b") + STAGED % ("two", "review", "c", "d")
    return scenario(more="reforms:\n" + both)


def two_chains() -> Asked:
    """Write a target that does not say which of two chains it is about."""
    second = (
        "  q:\n    types: {any: {mix: 1}}\n    demand: {rate: 1}\n    steps: {only: {department: desk, work: 1 h}}\n"
    )
    asked = scenario(more="targets: [{name: t, limit: 3 WD}]\n")
    file("b.yaml", BASELINE + second)
    return asked


PROVOKED: dict[str, Callable[[], Asked]] = {
    "adjust-unknown": adjusted,
    "compose-form": lambda: scenario(("chains:\n", "chains:\n  q: {compose: p}\n")),
    "csv-no-column": lambda: replay("case_type\nany\n"),
    "csv-no-days": lambda: days("date,hours\n"),
    "csv-no-type": lambda: replay("submitted,case_type\n2018-01-02 09:05,any\n2018-01-02 09:06,\n"),
    "csv-rows": lambda: replay("submitted\n" + "2018-01-02 09:05\n" * 4),
    "csv-unreadable": lambda: replay('submitted\n"' + "x" * 140_000),
    "csv-zone": lambda: replay("submitted\n2018-01-02T09:05+08:00\n"),
    "csv-day-or-month": lambda: replay("submitted\n5.1.2018 9:05\n6/1/2018 9:05\n"),
    "export-ending": lambda: (*scenario(), "--log", "log.txt"),
    "file-exists": taken,
    "file-include-many": many_files,
    "file-is-baseline": lambda: (scenario()[0], "b.yaml"),
    "file-is-scenario": names_a_scenario,
    "file-no-scenarios": lambda: ("targets", "."),
    "log-no-sheet": lambda: workbook(MAP + "sheet: logs\n"),
    "log-sheets": lambda: workbook(MAP),
    "log-rows-more": lambda: looked_at(GOOD + "".join(f"{n},received,soon,Li\n" for n in range(3, 10))),
    "log-zones-mixed": lambda: looked_at(
        GOOD.replace(":00,", ":00+08:00,").replace(":30,", ":30+02:00,")
    ),
    "map-code-never-seen": lambda: log(
        ROWS_OF_40, mapped=MAP.replace("[decided]", "[decided, decidid]")
    ),
    "map-decides-first": lambda: log(mapped=MAP + "decision: received\n"),
    "model-unknown-skill": lambda: scenario(("work: 1 h}", "work: 1 h, skills: [gass]}")),
    "place-no-figure": lambda: (*scenario(), "--vary", "departments.desk=1:3:3"),
    "place-unknown": lambda: (*scenario(), "--vary", "departments.desk.staf=1:3:3"),
    "reform-milestone-set-twice": staged,
    "reform-people-gone-at-times": lambda: scenario(
        ("{staff: 1, groups: {juniors: {staff: 1, skills: [gas]}}}", "{shifts: [{staff: 2, until: 2018-01-05}, "
         "{staff: 1, since: 2018-01-05}]}"),
        more="reforms:\n  - {reform: staffing, department: desk, add: -1}\n"
        "  - {reform: staffing, name: two, department: desk, add: -1}\n",
    ),
    "target-needs-chain": two_chains,
    "value-label": lambda: scenario(("version: 1", "version: 1\nlabel: [a, b]")),
}  # fmt: skip
"""By code what provokes it, and returns the command."""
OF_COMMANDS = {"export-ending": "run", "place-no-figure": "sweep", "place-unknown": "sweep"}
SYSTEM = {
    f"os-{name}": getattr(errno, name)
    for name in ["EACCES", "EDQUOT", "EEXIST", "EFBIG", "EIO", "EISDIR", "ELOOP", "EMFILE", "ENAMETOOLONG", "ENFILE", "ENOENT", "ENOMEM", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"]
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_an_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr("adminsim.files.arrivals.MOST_ROWS", 3)


@pytest.mark.parametrize("code", PROVOKED)
def test_it_is_told_in_both_languages(code: str, monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    for language in ("en", "zh"):
        Path(language).mkdir()
        monkeypatch.chdir(language)
        words = PROVOKED[code]()
        words = (OF_COMMANDS.get(code, words[0]), *words[1:])
        outcome = call(*words, "--lang", language)
        # What stands behind the last table is meant where there is nothing wrong.
        told = outcome.err or outcome.out.strip().split("\n\n")[-1]
        said = f"({outcome.status})\n{told.strip()}"
        assert "Traceback" not in said
        monkeypatch.chdir("..")
        assert said == golden(HERE / f"said.{language}.txt", list(PROVOKED), code, said, update_golden)


def test_a_workbook_needs_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    outcome = call(*workbook(MAP))
    assert outcome.status == 1
    assert outcome.err.strip() == Words.EN.say("log-no-calamine")


def test_what_analysts_ask_in_python_is_refused_by_a_code_too() -> None:
    scenario(more="reforms: [{reform: staffing, department: desk, add: 1}]\n")
    with pytest.raises(Said) as caught:
        adminsim.load("s.yaml").toggled(staffings=True)
    assert caught.value.text(Words.ZH) == Words.ZH.say_with_hints(
        "scenario-no-reform", given="staffings", allowed="staffing"
    )
    with pytest.raises(Said) as caught:
        adminsim.simulate(adminsim.load("s.yaml").baseline, 1, engine="reference").to_log("log.csv", "+8")
    assert caught.value.text(Words.ZH) == Words.ZH.say("export-offset", given="+8")


@pytest.mark.parametrize("code", SYSTEM)
def test_why_the_system_refuses_is_told_in_both_languages(
    code: str, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    make_small(Path())

    def refuse(*_: object) -> None:
        raise OSError(SYSTEM[code], "as the system says it", "small.yaml")

    monkeypatch.setattr("adminsim.cli.start.check_scenario", refuse)
    for language in ("en", "zh"):
        outcome = call("check", "small.yaml", "--lang", language)
        said = f"({outcome.status})\n{outcome.err.strip()}"
        assert "as the system says it" not in said
        assert said == golden(HERE / f"system.{language}.txt", list(SYSTEM), code, said, update_golden)
