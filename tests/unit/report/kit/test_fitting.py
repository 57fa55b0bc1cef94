"""However narrow the page, no label and no figure of any table is lost."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult

import adminsim
from adminsim.messages import Words
from adminsim.reforms.differences import changes_of
from adminsim.reforms.scenario import Scenario
from adminsim.report.assumptions.table import assumptions_table, ledger_table
from adminsim.report.attribution.table import attribution_table
from adminsim.report.backlog.table import backlog_table
from adminsim.report.breakdown.table import breakdown_table
from adminsim.report.bureaus.table import bureaus_table
from adminsim.report.kit.fitting import LEAST, FittingTable
from adminsim.report.kit.tables import add_row, as_text, plain_table
from adminsim.report.preview.table import preview_text
from adminsim.report.promise.table import promise_table
from adminsim.report.result.side_by_side import side_by_side_text
from adminsim.report.result.tables import result_table
from adminsim.report.result.target_list import targets_text
from adminsim.report.result.target_verdicts import verdicts_text
from adminsim.report.system.chains import chain_text
from adminsim.report.system.differences import differences_text
from adminsim.report.system.vocabulary import reform_page, reforms_table
from adminsim.report.walk.table import walk_table
from adminsim.report.warm_up.table import warm_up_text
from adminsim.study.assumptions.ledger import ledger
from adminsim.study.assumptions.one_by_one import assumptions
from adminsim.study.attribution.attribute import attribute
from adminsim.study.backlog.weeks import backlog
from adminsim.study.breakdown.limits import breakdown
from adminsim.study.bureaus.months import bureaus
from adminsim.study.findings.compare import Comparison
from adminsim.study.findings.side_by_side import rows_of
from adminsim.study.promise.limits import promise
from adminsim.study.warm_up import warm_up
from systems import scenario_of

Pages = dict[str, Callable[[Words, int], str]]
TOWN = {
    "period": {"start": "2022-06-20", "warm_up": "2 d", "cohort": "20 d", "run_out": "20 d"},
    "calendar": "office",
    "calendars": {"office": {"hours": {"mon-fri": ["09:00-17:00"]}}},
    "departments": {
        name: {"staff": {"value": staff, "range": [1, 4], "source": "assumption"}, "label": {"en": en, "zh": zh}}
        for name, staff, en, zh in (
            ("front", 2, "The reception counter of the town hall", "政务服务大厅综合受理窗口"),
            ("back", 3, "Office of environmental assessments", "生态环境影响评价审批处"),
        )
    },
    "chains": {
        "permit": {
            "label": {"en": "Permit for works on the public highway", "zh": "占用挖掘城市道路许可"},
            "types": {"any": {"mix": 1}},
            "demand": {"rate": 4},
            "steps": {
                "intake": {"department": "front", "work": "20 min"},
                "review": {"department": "back", "work": "1 h", "needs": ["intake"]},
            },
        }
    },
}
REFORMS = [
    {"reform": "staffing", "name": f"two-more-people-in-the-{name}", "department": name, "add": 1}
    for name in ("front", "back")
]


@pytest.fixture(scope="module")
def pages(comparison: Comparison) -> Pages:
    town: Scenario = scenario_of(TOWN, reforms=REFORMS, study={"seed": 1, "replications": 2})
    assert not town.check()
    asked = {"replications": 2, "workers": 1, "engine": "reference"}
    whole = comparison.scenario
    return {
        "run": lambda words, width: as_text(result_table(comparison, words), width),
        "walk": lambda words, width: as_text(walk_table(comparison, words), width),
        "preview": lambda words, width: preview_text(whole, words, width),
        "show": lambda words, width: chain_text(whole.reformed, words, width),
        "diff": lambda words, width: differences_text(changes_of(whole), words, width),
        "targets": lambda words, width: targets_text({"town.yaml": whole}, words, width),
        "verdicts": lambda words, width: verdicts_text({"town.yaml": comparison}, words, width),
        "reforms": reforms_table,
        "reform": lambda words, width: reform_page("joint_review", words, width),
        "ledger": lambda words, width: as_text(ledger_table(town, ledger(town), words), width),
        "assumptions": _page(assumptions_table, assumptions(town, **asked)),  # type: ignore[arg-type]
        "attribute": _page(attribution_table, attribute(town, exact=True, **asked)),  # type: ignore[arg-type]
        "promise": _page(promise_table, promise(town, limit=1, **asked)),  # type: ignore[arg-type]
        "breakdown": _page(breakdown_table, breakdown(town, limit=9, **asked)),  # type: ignore[arg-type]
        "backlog": _page(backlog_table, backlog(town, **asked)),  # type: ignore[arg-type]
        "bureaus": _page(bureaus_table, bureaus(town, **asked)),  # type: ignore[arg-type]
        "compare": lambda words, width: side_by_side_text(
            rows_of(comparison, comparison), ("Harbour town", "Inland"), words, width
        ),
        "warm-up": _text(warm_up_text, warm_up(town, pilots=1, engine="reference")),
    }


def _page(table: Callable[..., object], found: object) -> Callable[[Words, int], str]:
    return lambda words, width: as_text(table(found, words), width)  # type: ignore[arg-type]


def _text(text: Callable[..., str], found: object) -> Callable[[Words, int], str]:
    return lambda words, width: text(found, words, width)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[FittingTable]:
    """Every table that was shown."""
    seen: list[FittingTable] = []
    real = FittingTable.__rich_console__

    def noted(self: FittingTable, console: Console, options: ConsoleOptions) -> RenderResult:
        seen.append(self)
        yield from real(self, console, options)

    monkeypatch.setattr(FittingTable, "__rich_console__", noted)
    return seen


def _pieces(text: str) -> Iterator[str]:
    """Yield what is not broken anywhere: words of up to 12 columns, and the characters of longer and Chinese ones."""
    for word in text.split():
        yield from [word] if cell_len(word) <= LEAST and cell_len(word) == len(word) else word


def test_a_list_in_chinese_has_chinese_colons() -> None:
    table = plain_table("种类很长的一列", *(f"第{number}栏的标题" for number in range(4)))
    add_row(table, "甲", "1", "2", "3", "4")
    assert "第0栏的标题：1" in as_text(table, 24)


COMMANDS = (
    "run", "walk", "preview", "show", "diff", "targets", "verdicts", "reforms", "reform", "ledger", "assumptions",
    "attribute", "warm-up", "compare",
)  # fmt: skip


@pytest.mark.parametrize("words", list(Words))
@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_label_and_no_figure_is_lost(
    pages: Pages, shown: list[FittingTable], command: str, width: int, words: Words
) -> None:
    page = pages[command](words, width)
    assert shown
    assert max(map(cell_len, page.splitlines())) <= width
    assert "…" not in page
    for table in shown:
        for column in table.columns:
            for cell in column.cells:
                assert not [piece for piece in _pieces(str(cell)) if piece not in page], (str(cell), page)


def test_a_row_of_a_list_is_a_label_with_its_figures_below() -> None:
    table = plain_table("Department", "Load\nbefore", "\nafter")
    add_row(table, "Public security", "70% [69.0, 71.2]", "120% [118.3, 121.0]")
    add_row(table, "In all", style="bold")
    assert as_text(table, 40).splitlines() == [
        "Department", "Public security", "    Load before: 70% [69.0, 71.2]", "    Load after: 120% [118.3, 121.0]",
        "In all",
    ]  # fmt: skip
    assert as_text(table, 80).split("\n")[3].split() == [
        "Public",
        "security",
        "70%",
        "[69.0,",
        "71.2]",
        "120%",
        "[118.3,",
        "121.0]",
    ]


def test_every_table_is_one_that_fits() -> None:
    for path in Path(adminsim.__file__).parent.rglob("*.py"):
        if path.name == "fitting.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        guarded = {
            id(node)
            for test in ast.walk(tree)
            if isinstance(test, ast.If) and ast.unparse(test.test) == "TYPE_CHECKING"
            for node in ast.walk(test)
        }
        taken = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "rich.table" and id(node) not in guarded
        ]
        assert not taken, path
