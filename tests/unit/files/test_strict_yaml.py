"""Reading text strictly: what words mean, and what is refused."""

from __future__ import annotations

import pytest
import yaml

from adminsim.files.located import InputError
from adminsim.files.strict_yaml import DEEPEST, MOST_NODES, read_tree


def read(text: str) -> object:
    return read_tree(text.encode(), "f.yaml").plain()


def codes(data: str | bytes) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(InputError) as caught:
        read_tree(data.encode() if isinstance(data, str) else data, "f.yaml")
    return [(problem.code, problem.line, problem.column) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("9:00", "9:00"),
        ("9:00-12:00", "9:00-12:00"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("NO", "NO"),
        ("2018-08-01", "2018-08-01"),
        ("2018-08-01 09:30:00", "2018-08-01 09:30:00"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("true", True),
        ("False", False),
        ("12", 12),
        ("-3", -3),
        ("007", 7),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("-.inf", float("-inf")),
        ("9999999999999999999999", 1e22),
        ("1e400", float("inf")),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("威海", "威海"),
    ],
)
def test_a_word_means_what_it_looks_like(word: str, meaning: object) -> None:
    value = read(f"a: {word}\n")["a"]  # type: ignore[index]
    assert value == meaning
    assert type(value) is type(meaning)


def test_whole_numbers_may_be_keys() -> None:
    assert read("months: {1: 0.5, 12: 2}") == {"months": {1: 0.5, 12: 2}}


def test_a_signature_is_no_part_of_the_first_key() -> None:
    assert read("\ufeffa: 1\n") == {"a": 1}


def test_places_count_from_one_and_in_characters() -> None:
    tree = read_tree("威海: {中文: [x, y]}\n".encode(), "f.yaml")
    outer = tree.child("威海")
    assert outer is not None
    inner = outer.node.child("中文")
    assert inner is not None
    second = inner.node.child(1)
    assert second is not None
    assert [(mark.line, mark.column) for mark in (outer.key, inner.key, second.node.mark)] == [
        (1, 1),
        (1, 6),
        (1, 14),
    ]


def test_a_reference_stands_for_what_it_refers_to() -> None:
    assert read("a: &x {k: [1, 2]}\nb: *x\n") == {"a": {"k": [1, 2]}, "b": {"k": [1, 2]}}


def test_all_repeated_keys_are_found_at_once() -> None:
    assert codes("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n") == [("yaml-duplicate", 2, 1), ("yaml-duplicate", 5, 3)]


def test_a_whole_number_and_its_text_are_different_keys() -> None:
    assert read("a: {1: x, '1': y}") == {"a": {1: "x", "1": "y"}}


@pytest.mark.parametrize("key", ["true", "1.5", "~", "[a]", "{a: 1}", '""'])
def test_a_key_is_a_name_or_a_whole_number(key: str) -> None:
    assert [code for code, _, _ in codes(f"? {key}\n: 1\n")] == ["yaml-key"]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!int", "!own", "!"])
def test_tags_are_refused(tag: str) -> None:
    assert codes(f"a: {tag} x\n") == [("yaml-tag", 1, 4)]


def test_several_problems_are_told_together() -> None:
    found = codes("a: !x 1\nb: *none\n<<: {}\na: 2\n")
    assert [code for code, _, _ in found] == [
        "yaml-tag",
        "yaml-alias-unknown",
        "yaml-merge",
        "yaml-duplicate",
    ]


def test_nesting_is_bounded_exactly() -> None:
    inside = "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    assert read(f"a: {inside}\n")
    assert codes(f"a: [{inside}]\n")[0][0] == "yaml-depth"


def test_nesting_by_references_is_bounded() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60)]
    assert codes("\n".join(lines))[0][0] == "yaml-depth"


def test_a_hundred_thousand_brackets_are_refused_at_once() -> None:
    assert codes("a: " + "[" * 100_000)[0][0] == "yaml-depth"


def test_references_that_explode_are_refused_without_filling_them_in() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert codes("\n".join(lines))[0][0] == "yaml-nodes"


def test_as_many_values_as_allowed_are_read() -> None:
    hundred = ", ".join(["x"] * 99)
    most = MOST_NODES // 100 - 1
    assert len(read(f"a: &a [{hundred}]\nb: [{', '.join(['*a'] * (most - 1))}]")["b"]) == most - 1  # type: ignore[index]


@pytest.mark.parametrize("text", ['a: "\\0"\n', 'a: "\\ud800"\n', 'a: "\\UFFFFFFFF"\n', "a: \x01\n"])
def test_characters_that_cannot_be_printed_are_refused(text: str) -> None:
    assert codes(text)[0][0] in ("file-character", "yaml-escape", "yaml-syntax")


def test_a_byte_that_is_not_utf8_is_named_with_its_place() -> None:
    assert codes(b"a: 1\nb: \xe5\xa8\x81\xff\n") == [("file-encoding", 2, 5)]


def test_without_the_quick_parser_all_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: {k: no, m: 9:00}\nb: [1, ~, 'x']\n"
    quick = read(text)
    monkeypatch.setattr("adminsim.files.strict_yaml._QUICK", yaml.SafeLoader)
    assert read(text) == quick
    assert codes("a: 1\n<<: 2\n") == [("yaml-merge", 2, 1)]
