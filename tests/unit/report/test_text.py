"""Chains and the policy vocabulary as text."""

import re

import pytest
import yaml
from rich.cells import cell_len

from adminsim.messages import CATALOGUE, Words
from adminsim.model.span import MONTHS_BY_UNIT, UNITS
from adminsim.reforms import VOCABULARY
from adminsim.report.system.chains import chain_text, stages
from adminsim.report.system.vocabulary import first_sentence, reform_page, reforms_table
from adminsim.study.findings.compare import Comparison
from systems import every, system_of, work

LANGUAGES = ("en", "zh")


def packed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_both_strengths_of_precedence_are_drawn(comparison: Comparison) -> None:
    lines = chain_text(comparison.scenario.baseline, Words.EN, 100).splitlines()
    fire = next(line for line in lines if "Fire review" in line)
    assert re.search(r"1 ==>\s+2\s+Fire review\s+60 min\s+Review", fire)
    at = next(i for i, line in enumerate(lines) if re.search(r"==>\s+\d\s+health", line))
    assert "1 ==>" in lines[at]
    assert "2 -->" in lines[at + 1]


def test_steps_side_by_side_stand_in_one_bracket(comparison: Comparison) -> None:
    before, after = comparison.scenario.baseline, comparison.scenario.reformed
    assert ["fire"] in stages(before.chains["shop"])
    assert ["fire", "health"] in stages(after.chains["shop"].route(frozenset({"drop_steps"})))
    assert re.search(r"^┌ .*Fire review", chain_text(after, Words.EN, 100), re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100])
def test_nothing_is_wider_than_the_page(comparison: Comparison, language: str, width: int) -> None:
    pages = [chain_text(comparison.scenario.reformed, Words(language), width), reforms_table(Words(language), width)]
    pages += [reform_page(kind, Words(language), width) for kind in VOCABULARY]
    assert max(cell_len(line) for page in pages for line in page.splitlines()) <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chain_shows_papers_returns_types_hours_and_load(comparison: Comparison, language: str) -> None:
    page = packed(chain_text(comparison.scenario.baseline, Words(language), 100))
    told = (
        Words(language).say("chain-returns-to", share="20%", step="2"),
        Words(language).say("chain-rejects", share="2%"),
        Words(language).say("chain-only-types", types="large"),
        Words(language).say("chain-places", places=40),
        Words(language).say("chain-asks", count=2, notice=Words(language).say("chain-notice-piecemeal")),
        {
            "en": "office: mon-fri 09:00-12:00, 13:00-17:00",
            "zh": "office: 周一至周五 09:00-12:00、13:00-17:00",
        }[language],
        {"en": "tue,thu", "zh": "周二,周四"}[language],
    )
    for text in told:
        assert packed(text) in page, text


def test_reforms_for_some_cases_only_are_named(comparison: Comparison) -> None:
    page = packed(chain_text(comparison.scenario.reformed, Words.EN, 100))
    assert packed("online (50%), drop_steps (small)") in page


def test_an_overloaded_department_is_marked(overloaded: Comparison) -> None:
    assert "OVERLOADED" in chain_text(overloaded.scenario.baseline, Words.EN)
    assert "OVERLOADED" not in chain_text(overloaded.scenario.reformed, Words.EN)


@pytest.mark.parametrize("kind", VOCABULARY)
def test_each_reform_has_an_example_that_is_valid(kind: str) -> None:
    (written,) = yaml.safe_load(VOCABULARY[kind].example)
    assert VOCABULARY[kind].model_validate(written).reform == kind


@pytest.mark.parametrize("kind", VOCABULARY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_tells_every_parameter_and_shows_the_example(kind: str, language: str) -> None:
    page = reform_page(kind, Words(language), 100)
    for name, field in VOCABULARY[kind].model_fields.items():
        if name != "reform":
            assert re.search(rf"^{field.alias or name}\s", page, re.MULTILINE), name
    assert packed(VOCABULARY[kind].example) in packed(page)
    assert Words(language).say("reform-required") in page or kind not in ("drop_steps", "staffing")


@pytest.mark.parametrize("kind", VOCABULARY)
def test_each_reform_and_each_of_its_parameters_is_told_in_chinese(kind: str) -> None:
    assert VOCABULARY[kind].about_zh
    written = {field.alias or name for name, field in VOCABULARY[kind].model_fields.items()} - {"reform"}
    assert [name for name in written if not VOCABULARY[kind].in_chinese(name)] == []
    assert set(VOCABULARY[kind].fields_zh) <= written


def test_the_list_names_every_reform_with_both_terms() -> None:
    for language in LANGUAGES:
        page = packed(reforms_table(Words(language), 80))
        for kind, reform in VOCABULARY.items():
            assert kind in page
            assert reform.term_zh in page


def test_a_first_sentence_is_the_summary() -> None:
    assert first_sentence("One notice (art. 32).\n\nMore.") == "One notice (art. 32)."
    assert first_sentence("一次告知。前提是看出。") == "一次告知。"


def test_an_unknown_reform_is_an_error() -> None:
    with pytest.raises(KeyError):
        reform_page("nothing")


def test_entries_have_the_same_fields_in_both_languages() -> None:
    for code, (english, chinese) in CATALOGUE.items():
        fields = [set(re.findall(r"(?<!\{)\{(\w+)\}", text)) for text in (english, chinese)]
        assert fields[0] == fields[1] or not chinese, code


@pytest.mark.parametrize("unit", [*UNITS, *MONTHS_BY_UNIT])
def test_a_limit_is_told_in_every_unit_that_it_can_have(unit: str) -> None:
    steps = {"check": work("desk", "1 h", limit=f"1 {unit}"), "sign": work("desk", "1 h", limit=f"2 {unit}")}
    system = system_of(steps, demand=every("1 d"))
    english, chinese = (chain_text(system, Words(language), 100) for language in LANGUAGES)
    one = unit.removesuffix("s") if unit in MONTHS_BY_UNIT else unit
    assert re.search(rf"limit 1 {one}\b", english)
    assert re.search(rf"limit 2 {unit}\b", english)
    assert chinese.count("时限") == 2
    assert (f"时限 2 {unit}" in chinese) is False
