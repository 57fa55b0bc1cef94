"""The house stands as it is drawn: no module leads back to itself."""

import sys
from pathlib import Path

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
