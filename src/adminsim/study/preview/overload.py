"""What is to be said about departments that cannot keep up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.messages import Language
    from adminsim.model.system import System
    from adminsim.study.preview.offered_load import Load


def overload_notice(
    loads: Iterable[Load], system: System | None = None, when: str | None = None, language: Language = "en"
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
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        One line for each overloaded department, and one that the run goes on as a transient; one for each that settles
        since files leave its queue.
    """
    loads = list(loads)
    part = say("department-overloaded-when", language, when=say(f"result-{when}", language)) if when else ""
    lines = [
        say(
            "department-overloaded",
            language,
            department=_called(load.department, system, language),
            when=part,
            load=f"{100 * load.load:.0f}%",
            staff=load.missing_staff,
            growth=f"{load.growth_per_month:.0f}",
        )
        for load in loads
        if load.is_overloaded
    ]
    if lines:
        lines.append(say("department-transient", language))
    lines += [
        say(
            "department-leaves",
            language,
            department=_called(load.department, system, language),
            when=part,
            load=f"{100 * load.load:.0f}%",
            share=f"{100 * load.leaving:.0f}%",
        )
        for load in loads
        if load.leaving
    ]
    return "\n".join(lines)


def _called(name: str, system: System | None, language: Language) -> str:
    label = getattr(system.departments.get(name), "label", None) if system is not None else None
    return label.text(language, name) if label is not None else name
