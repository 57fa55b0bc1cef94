"""The page asks for nothing that Chromium 80 lacks: scripts as of 2019, styles of its time, WebAssembly as it began."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from adminsim.report.page.html import SCRIPTS

LATER = {
    "optional chaining": r"\?\.(?!\d)",
    "nullish coalescing": r"\?\?",
    "logical assignment": r"(\|\||&&)=",
    "big integers": r"\bBig(Int|Uint)|\b\d+n\b",
    "numeric separators": r"\b\d+_\d",
    "private or static fields": r"this\.#|\bstatic\b",
    "methods of later years": r"\.(at|replaceAll|matchAll|findLast|findLastIndex|hasOwn|toSorted|toReversed|groupBy)\(",
    "globals of later years": r"\b(structuredClone|(Dec|C)ompressionStream|WeakRef|globalThis|AggregateError)\b",
    "any and settled": r"Promise\.(any|allSettled)",
    "modules": r"^\s*(import|export)\b|\bimport\(",
}
"""What a script could say that came after ECMAScript 2019."""
LATER_STYLES = {
    "gaps of flexible boxes, which grids have by another name": r"(?<!grid-)\b(row-|column-)?gap:",
    "insets and ratios": r"\b(inset|aspect-ratio|translate|rotate|scale):",
    "selectors": r":(is|where|has|focus-visible)\b",
    "rules": r"@(layer|container|property)",
}


def own(name: str) -> str:
    """Return a file of the page."""
    return (files("adminsim.report.page") / name).read_text(encoding="utf-8")


def code_of(text: str) -> str:
    """Return a script without its comments and the texts in quotation marks."""
    return re.sub(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', '""', re.sub(r"(?m)^\s*//.*$", "", text))


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_of_2019(name: str) -> None:
    text = code_of(own(name))
    assert [what for what, pattern in LATER.items() if re.search(pattern, text, re.MULTILINE)] == []


@pytest.mark.parametrize("words", ["a?.b", "a ?? b", "a ||= b", "12n", "list.at(-1)", "new DecompressionStream()"])
def test_what_came_later_is_noticed(words: str) -> None:
    assert any(re.search(pattern, code_of(f"x = {words};"), re.MULTILINE) for pattern in LATER.values())


def test_styles_are_of_their_time() -> None:
    text = own("page.css")
    assert [what for what, pattern in LATER_STYLES.items() if re.search(pattern, text)] == []


def test_the_kernel_is_webassembly_as_it_began() -> None:
    wasmtime = pytest.importorskip("wasmtime", reason="wasmtime is not installed")
    config = wasmtime.Config()
    for feature in ("threads", "relaxed_simd", "simd", "tail_call", "bulk_memory", "multi_value"):
        setattr(config, f"wasm_{feature}", False)
    wasm = (files("adminsim.report.page") / "kernel.wasm").read_bytes()
    module = wasmtime.Module(wasmtime.Engine(config), wasm)
    # Numbers of 64 bits would have to be big integers where a script calls.
    called = [one.type for one in module.exports if isinstance(one.type, wasmtime.FuncType)]
    assert len(called) == 2
    assert {str(kind) for one in called for kind in (*one.params, *one.results)} == {"i32"}
    assert list(module.imports) == []
