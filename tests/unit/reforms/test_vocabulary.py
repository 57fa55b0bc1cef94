"""The vocabulary is what its modules hold: a reform carries all that is known of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import adminsim
from adminsim.messages import CATALOGUE, enter
from adminsim.messages.filing import together
from adminsim.reforms import VOCABULARY
from throw_away import Copy

SOURCES = Path(adminsim.__file__).parent

THROW_AWAY = '''
"""A reform for a day."""
from typing import ClassVar, Literal

from adminsim.reforms.told import Part, Where
from adminsim.reforms.vocabulary.online import Online


class SingSteps(Online):
    """Steps are sung."""

    term_en: ClassVar[str] = "singing"
    term_zh: ClassVar[str] = "唱办"
    about_zh: ClassVar[str] = "唱着办。"
    touches: ClassVar[dict[Part, Where]] = {"session": Where.ANYWHERE}
    example: ClassVar[str] = "- reform: sing_steps\\n"
    says: ClassVar[dict[str, tuple[str, str]]] = {"reform-sung": ("it is sung", "唱了")}

    reform: Literal["sing_steps"]
    """Kind of the reform."""
'''


def test_a_new_module_is_all_that_a_new_reform_takes(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.add("reforms/vocabulary/sing_steps.py", THROW_AWAY)
    told = (
        "from adminsim.files.schema import scenario_schema;"
        "from adminsim.messages import Words;"
        "from adminsim.reforms.scenario import ScenarioFile;"
        "from adminsim.report.system.vocabulary import reform_page, reforms_table;"
        "from adminsim.study.walk.advice import touching_reforms;"
        "print(type(ScenarioFile.model_validate("
        "{'version': 1, 'baseline': 'b', 'reforms': [{'reform': 'sing_steps'}]}).reforms[0]).__name__);"
        "print('SingSteps' in scenario_schema()['$defs']);"
        "print('唱着办。' in reform_page('sing_steps', Words.ZH), 'sing_steps' in reforms_table(Words.EN, 100));"
        "print(touching_reforms('session', {}, {}));"
        "print(Words.ZH.say('reform-sung'))"
    )
    assert copy.run("-c", told) == [
        "SingSteps", "True", "True True", "('joint_review', 'more_sessions', 'sing_steps')", "唱了",
    ]  # fmt: skip


def test_a_code_that_is_there_already_is_refused() -> None:
    with pytest.raises(ValueError, match="reform-same-name"):
        enter({"reform-same-name": ("another text", "另一段")})
    with pytest.raises(ValueError, match="a"):
        together({"a": ("one", "一")}, {"b": ("two", "二"), "a": ("three", "三")})
    assert together({"a": ("one", "一")}, {"b": ("two", "二")}) == {"a": ("one", "一"), "b": ("two", "二")}


@pytest.mark.parametrize("word", VOCABULARY)
def test_what_a_reform_says_is_in_the_catalogue_in_both_languages(word: str) -> None:
    for code, (english, chinese) in VOCABULARY[word].says.items():
        assert CATALOGUE[code] == (english, chinese)
        fields = [set(re.findall(r"(?<!\{)\{(\w+)\}", text)) for text in (english, chinese)]
        assert fields[0] == fields[1], code


def test_every_problem_of_a_reform_has_a_text() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (SOURCES / "reforms").rglob("*.py"))
    said = set(re.findall(r'"((?:reform|remark)-[a-z-]*[a-z])"', source))
    assert said - CATALOGUE.keys() == set()
