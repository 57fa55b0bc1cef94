"""What is typed in Chinese is read as what it means, or named where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adminsim.files.load import InputError, load
from adminsim.files.schema import baseline_schema, scenario_schema
from adminsim.files.strict_yaml import read_tree
from adminsim.files.write import dump
from adminsim.model.span import Length
from adminsim.reforms import VOCABULARY
from adminsim.reforms.scenario import ScenarioFile

TYPED = {
    "窗口 基线.yaml": """\
version: １
period: {start: 2018年1月1日, warm_up: 30天, cohort: 90 天, run_out: ３０ 天}
calendar: 办公
calendars:
  办公: {hours: {周一至周五: [９：００－１２：００, 13：00—17：00]}, holidays: 中国, days: {2018年3月3日: 上班}}
departments: {窗口: {staff: ２, discipline: 先到先办}}
chains:
  许可:
    types: {any: {mix: 1}}
    demand: {kind: 随机, rate: ２６, per: 工作日, weekdays: {周五: 0.5}}
    steps:
      审查: {department: 窗口, work: {exponential: {mean: 30分钟}}, visit: 是}
      公示: {kind: 公示, duration: 5个工作日, legal_period: 是, needs: [审查]}
""",
    "方案.yaml": """\
version: 1
baseline: 窗口 基线.yaml
reforms:
  - {reform: 人员配置, department: 窗口, add: １, enabled: 否}
  - {reform: 限时办结, steps: [审查], limit: ４小时, on_expiry: 默认同意, clock: 办公时间}
targets:
  - {name: 半天, kind: 限时, limit: 半天, share: ０．９, clock: 承诺时限用时, types: [any]}
  - {name: 少跑, kind: 升降, of: 跑动, to: 减少}
study: {replications: ３０}
""",
}
MEANT = {
    "base.yaml": """\
version: 1
period: {start: 2018-01-01, warm_up: 30 d, cohort: 90 d, run_out: 30 d}
calendar: 办公
calendars:
  办公: {hours: {mon-fri: ["9:00-12:00", "13:00-17:00"]}, holidays: china, days: {2018-03-03: open}}
departments: {窗口: {staff: 2, discipline: first_come}}
chains:
  许可:
    types: {any: {mix: 1}}
    demand: {kind: poisson, rate: 26, per: WD, weekdays: {fri: 0.5}}
    steps:
      审查: {department: 窗口, work: {exponential: {mean: 30 min}}, visit: true}
      公示: {kind: waiting, duration: 5 WD, legal_period: true, needs: [审查]}
""",
    "scenario.yaml": """\
version: 1
baseline: base.yaml
reforms:
  - {reform: staffing, department: 窗口, add: 1, enabled: false}
  - {reform: time_limit, steps: [审查], limit: 4 h, on_expiry: approve, clock: official}
targets:
  - {name: 半天, kind: within, limit: 0.5 WD, share: 0.9, clock: agency, types: [any]}
  - {name: 少跑, kind: direction, of: visits, to: lower}
study: {replications: 30}
""",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / list(files)[-1]


def test_what_is_typed_in_chinese_is_what_it_means(tmp_path: Path) -> None:
    typed, meant = load(written(tmp_path, TYPED)), load(written(tmp_path, MEANT))
    assert typed.baseline == meant.baseline
    assert typed.written == meant.written.replace(baseline="窗口 基线.yaml")


def test_what_is_written_back_is_in_the_words_of_the_format(tmp_path: Path) -> None:
    typed, meant = load(written(tmp_path, TYPED)), load(written(tmp_path, MEANT))
    assert dump(typed.baseline) == dump(meant.baseline)
    told = dump(typed.written)
    assert told == dump(meant.written).replace("base.yaml", "窗口 基线.yaml")
    assert all(word in told for word in ("reform: staffing", "limit: 0.5 WD", "on_expiry: approve", "enabled: false"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5个工作日", "5 WD"),
        ("５ 工作日", "5 WD"),
        ("3 天", "3 d"),
        ("3个自然日", "3 d"),
        ("1.5小时", "1.5 h"),
        ("2个小时", "2 h"),
        ("30分钟", "30 min"),
        ("45秒", "45 s"),
        ("2周", "2 wk"),
        ("1 个星期", "1 wk"),
        ("半天", "0.5 WD"),
        ("半个工作日", "0.5 WD"),
        ("半小时", "30 min"),
        ("３ ＷＤ", "3 WD"),
    ],
)
def test_units_may_be_chinese(typed: str, meant: str) -> None:
    assert str(Length.model_validate(typed)) == meant


@pytest.mark.parametrize(("typed", "meant"), [("3个月", "3 months"), ("1年", "1 year"), ("半年", "6 months")])
def test_terms_may_be_in_chinese_months_and_years(typed: str, meant: str) -> None:
    reform = {"reform": "限时办结", "limit": typed}
    file = ScenarioFile.model_validate({"version": 1, "baseline": "b.yaml", "reforms": [reform]})
    assert file.model_dump(mode="json")["reforms"][0]["limit"] == meant


@pytest.mark.parametrize("typed", ["20日", "两天", "天", "半个月", "5 个"])
def test_what_has_two_meanings_or_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="WD"):
        Length.model_validate(typed)


def test_every_reform_is_known_by_its_chinese_term() -> None:
    for word, kind in VOCABULARY.items():
        with pytest.raises(ValueError, match=f"reforms.0.{word}"):
            ScenarioFile.model_validate({"version": 1, "baseline": "b", "reforms": [{"reform": kind.term_zh, "?": 1}]})


def test_terms_of_reforms_are_all_different() -> None:
    assert len({kind.term_zh for kind in VOCABULARY.values()}) == len(VOCABULARY)


def enumerations(part: Any) -> Any:
    """Yield every choice of words in a schema."""
    if isinstance(part, dict):
        if "enum" in part:
            yield part["enum"]
        elif "const" in part and part["const"] != 1:
            yield [part["const"]]
        for inner in part.values():
            yield from enumerations(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from enumerations(inner)


@pytest.mark.parametrize("schema", [scenario_schema, baseline_schema], ids=["scenario", "baseline"])
def test_every_choice_of_words_has_its_chinese_names(schema: Callable[[], dict[str, Any]]) -> None:
    found = list(enumerations(schema()))
    assert len(found) > 5
    for words in found:
        plain = [word for word in words if str(word).isascii()]
        assert len(words) - len(plain) >= len(plain), words


def places(text: str) -> list[tuple[str, int | None, int | None, str]]:
    with pytest.raises(InputError) as caught:
        read_tree(text.encode(), "f.yaml")
    return [(one.code, one.line, one.column, str(one.values.get("given"))) for one in caught.value.problems]


def test_all_full_width_colons_of_a_file_are_named_at_once() -> None:
    text = "version：1\nbaseline: b.yaml\ntargets:\n  - name: a\n    limit：5 WD\n"
    assert places(text) == [("yaml-wide", 1, 8, "："), ("yaml-wide", 5, 10, "：")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n  - reform：online\n", (2, 5, "：")),
        ("steps: [甲，乙]\n", (1, 9, "，")),
        ("steps: [甲、乙]\n", (1, 9, "、")),
        ("a: ［x］\n", (1, 4, "［")),
        ("a: 1\n＃ 注释: 2\n", (2, 1, "＃")),
        ("a: 1\n－ b: 2\n", (2, 1, "－")),
        ("version：1\n", (1, 1, "：")),
        ("a: 1\nb: {x: 是，y: 2}\n", (2, 9, "，")),
        ("b:\n  - {x: 1,\n     y: 甲、 z: 2}\n", (3, 10, "、")),
        ("a:\n　b: 1\n", (2, 1, "U+3000")),
    ],
)
def test_a_full_width_sign_in_the_place_of_a_sign_is_named(text: str, place: tuple[int, int, str]) -> None:
    assert places(text)[0] == ("yaml-wide", *place)


@pytest.mark.parametrize(
    "text",
    [
        "note: 依据：第3条，第4款（暂行）\n",
        "note: |\n  依据：第3条\n  另：见附件\n",
        "note: >-\n  依据：第3条\n",
        "note: 依据\n  续行：第3条\n",
        "label: {en: A, zh: 甲、乙，丙}\n",
        "steps: ['甲、乙']\n",
        "label: “一件事”\n",
    ],
)
def test_full_width_signs_of_texts_are_left_alone(text: str) -> None:
    read_tree(text.encode(), "f.yaml")


def test_texts_are_left_alone_in_a_file_that_is_wrong_elsewhere() -> None:
    text = "note: |\n  依据：第3条\nmore: 依据\n  另：见附件\nlimit：5\nend: 1\n"
    assert places(text) == [("yaml-wide", 5, 6, "：")]
