"""The schemas for editors accept what the program accepts, and are shipped as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from adminsim.files.schema import NAMES, as_text, baseline_schema, scenario_schema, write_schemas
from adminsim.files.strict_yaml import read_tree

ROOT = Path(__file__).parents[3]
SCENARIOS = ROOT / "scenarios"
SCHEMAS = dict(zip(NAMES, (scenario_schema(), baseline_schema()), strict=True))
SHIPPED = [
    (path, NAMES[0] if "\nbaseline:" in path.read_text(encoding="utf-8") else NAMES[1])
    for path in sorted(SCENARIOS.rglob("*.yaml"))
]


def problems(schema: dict[str, Any], data: Any) -> list[str]:
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(data)]


def plain(path: Path) -> Any:
    return read_tree(path.read_bytes(), path.name).plain()


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schema_is_current(name: str, tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert (SCENARIOS / name).read_text(encoding="utf-8") == (tmp_path / name).read_text(encoding="utf-8"), (
        'run: python -c "from pathlib import Path; from adminsim.files.schema import write_schemas; '
        "write_schemas(Path('scenarios'))\""
    )


@pytest.mark.parametrize(("path", "name"), SHIPPED, ids=[f"{path.parent.name}-{path.stem}" for path, _ in SHIPPED])
def test_a_shipped_file_obeys_its_schema(path: Path, name: str) -> None:
    assert problems(SCHEMAS[name], plain(path)) == []


@pytest.mark.parametrize(("path", "name"), SHIPPED, ids=[f"{path.parent.name}-{path.stem}" for path, _ in SHIPPED])
def test_a_shipped_file_names_its_schema(path: Path, name: str) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    place = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / place).resolve() == (SCENARIOS / name).resolve()


def test_every_short_form_is_accepted() -> None:
    staffed = {
        "department": "d",
        "work": "30 min",
        "outcome": {"returns": [0.1, {"value": 0.2}], "resume_at": ["a"]},
    }
    waiting = {
        "kind": "waiting",
        "duration": {"value": "5 d", "range": ["4 d", "6 d"], "source": "assumption"},
    }
    other = {
        "department": "d",
        "label": "B",
        "outcome": {"returns": 0.1, "resume_at": "a"},
        "probability": 0.5,
    }
    chain = {"label": {"zh": "链"}, "types": {"t": {"mix": 1}}, "demand": {"rate": 3}}
    chain["steps"] = {"a": staffed, "b": waiting, "c": other}
    assert problems(SCHEMAS[NAMES[1]], {"chains": {"c": chain}, "include": "other.yaml"}) == []


@pytest.mark.parametrize("coverage", [0.5, {"share": 0.5, "types": ["a"]}, {"value": 0.5, "source": "assumption"}])
def test_every_form_of_coverage_is_accepted(coverage: Any) -> None:
    reform = {"reform": "online", "coverage": coverage, "from": "2018-09-01"}
    assert problems(SCHEMAS[NAMES[0]], {"version": 1, "baseline": "b.yaml", "reforms": [reform]}) == []


@pytest.mark.parametrize(
    "chain",
    [
        {"pilots": []},
        {"types": {"t": {"mix": 2}}},
        {"steps": {"a": {"department": "d", "work": 3}}},
        {"steps": {"a": {"parts": []}}},
    ],
)
def test_what_the_program_refuses_is_refused(chain: dict[str, Any]) -> None:
    good = {
        "types": {"t": {"mix": 1}},
        "demand": {"rate": 3},
        "steps": {"a": {"department": "d", "work": "3 h"}},
    }
    assert problems(SCHEMAS[NAMES[1]], {"chains": {"c": good}}) == []
    assert problems(SCHEMAS[NAMES[1]], {"chains": {"c": good | chain}}) != []


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_described(name: str) -> None:
    schema = SCHEMAS[name]
    silent = [
        f"{title}.{key}"
        for title, one in {"": schema, **schema["$defs"]}.items()
        for key, part in one.get("properties", {}).items()
        if "description" not in part and "$ref" not in part
    ]
    assert silent == []


def test_hidden_fields_are_not_shown() -> None:
    text = "".join(as_text(schema) for schema in SCHEMAS.values())
    assert "hidden" not in text
    assert "successors_of_removed" not in text
