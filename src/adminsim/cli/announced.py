"""What is said on standard error before a run and in the middle of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from adminsim.engine.simulate import Engine
    from adminsim.messages import Words
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.findings.compare import Comparison


def announce_overload(scenario: Scenario, notices: Console, words: Words) -> None:
    """Say how busy departments will be, which cannot keep up, and what else is to be known before a run."""
    from adminsim.model.half_known import half_known
    from adminsim.reforms.unused import unused
    from adminsim.report.preview.table import preview_lines
    from adminsim.report.system.unused import unused_lines

    notices.print(preview_lines(scenario, words), markup=False)
    for line in unused_lines([*half_known(scenario.baseline), *unused(scenario)], words):
        notices.print(line, markup=False)
    for remark in scenario.reformed.remarks:
        notices.print(words.say(remark.code, reform=remark.reform, **dict(remark.detail)), markup=False)


def announce_imprecision(found: Comparison, notices: Console, words: Words) -> None:
    """Say at the first look which figures the most replications will not make as precise as was wanted."""
    from adminsim.report.result.precision import beyond_notice

    study = found.scenario.study
    if len(found.replications) == study.least < study.most:
        told = beyond_notice(found, words)
        if told:
            notices.print(told, markup=False)


def announce_engine(engine: Engine, notices: Console, words: Words) -> None:
    """Say where the compiled engine is not there, or has to be compiled first; then compile it."""
    from adminsim.engine.simulate import is_compiled_available

    if engine == "auto" and not is_compiled_available():
        notices.print(words.say("engine-reference-serves"))
    elif engine != "reference" and is_compiled_available():
        from adminsim.engine.compiled import is_compiled

        if not is_compiled():
            from adminsim.study.many.first_use import compile_at_first

            notices.print(words.say("engine-compiles"))
            compile_at_first()


def announce_fonts(notices: Console, words: Words) -> None:
    """Say where figures cannot be drawn in a language."""
    from adminsim.report.kit.fonts import figure_words

    _, told = figure_words(words)
    if told is not None:
        notices.print(told, markup=False)
