"""What is to be said about departments that cannot keep up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.model.system import System
    from adminsim.study.preview.offered_load import Load


def overload_notice(
    loads: Iterable[Load], system: System | None = None, when: str | None = None, words: Words = Words.EN
) -> str:
    """Return what is to be said before a run about departments that cannot keep up; empty where all can.

    Parameters
    ----------
    loads : iterable of Load
        Offered loads of a system.
    system : System, optional
        Where the departments' names for people are.
    when : str, optional
        ``before`` or ``after`` the reforms, if that is to be said.
    words : Words
        Of the reader's language.

    Returns
    -------
    str
        One line for each overloaded department, and one that the run goes on as a transient; one for each that settles
        since files leave its queue.
    """
    loads = list(loads)
    part = words.say("department-overloaded-when", when=words.say(f"result-{when}")) if when else ""
    lines = [
        words.say(
            "department-overloaded",
            department=_whose(load, system, words),
            when=part,
            load=f"{100 * load.load:.0f}%",
            staff=load.missing_staff,
            growth=f"{load.growth_per_month:.0f}",
        )
        for load in loads
        if load.is_overloaded
    ]
    if lines:
        lines.append(words.say("department-transient"))
    lines += [
        words.say(
            "department-leaves",
            department=_called(load.department, system, words),
            when=part,
            load=f"{100 * load.load:.0f}%",
            share=f"{100 * load.leaving:.0f}%",
        )
        for load in loads
        if load.leaving
    ]
    return "\n".join(lines)


def _whose(load: Load, system: System | None, words: Words) -> str:
    """Return the name of a department, with the skills of those of its people who cannot keep up."""
    name = _called(load.department, system, words)
    if not load.skills:
        return name
    return words.say("department-skilled", department=name, skills=", ".join(load.skills))


def _called(name: str, system: System | None, words: Words) -> str:
    label = getattr(system.departments.get(name), "label", None) if system is not None else None
    return label.text(words, name) if label is not None else name
