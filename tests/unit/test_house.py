"""The house stands as it is drawn: no module leads back to itself."""

import sys
from functools import cached_property
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from types import FunctionType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> type:
    """What reads the house off the imports of the code."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    sys.modules.pop("house", None)
    from house import House

    return House


def test_no_module_leads_back_to_itself_not_even_for_the_type_checker(house: type) -> None:
    assert house().circles == []


@pytest.mark.parametrize(
    "back",
    [
        "from adminsim.room.one import ONE",
        "def late():\n    from adminsim.room.one import ONE",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from adminsim.room.one import ONE",
    ],
)
def test_a_circle_is_found_wherever_its_import_stands(house: type, back: str, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "__init__.py").write_text("", encoding="utf-8")
    (room / "one.py").write_text("from adminsim.room import two\nONE = 1\n", encoding="utf-8")
    (room / "two.py").write_text(back, encoding="utf-8")
    assert house(tmp_path).circles == [["room.one", "room.two"]]


def test_whatever_is_public_says_what_it_is(house: type) -> None:
    """A method may leave it to the one that it takes the place of."""
    silent = []
    for name in house().modules:
        module = import_module(f"adminsim.{name}".rstrip("."))
        for key, value in vars(module).items():
            if not key.startswith("_") and getattr(value, "__module__", "") == module.__name__:
                members = vars(value).items() if isinstance(value, type) else ()
                own = [f"{key}.{one}" for one, member in members if _is_silent(value, one, member)]
                silent += [f"{module.__name__}.{one}" for one in ([key] if not getdoc(value) else []) + own]
    assert silent == []


def _is_silent(kind: type, name: str, member: object) -> bool:
    is_told = isinstance(member, FunctionType | property | cached_property | classmethod | staticmethod)
    is_field = name in getattr(kind, "__dataclass_fields__", ())
    return is_told and not is_field and not name.startswith("_") and not getdoc(getattr(kind, name))
