"""What was simulated as an event log, beside a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adminsim.messages.said import Said

if TYPE_CHECKING:
    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario


def check_event_log(path: str, scenarios: int) -> None:
    """Refuse a log of several scenarios, a name that tells no format, and to overwrite anything.

    Raises
    ------
    Said
        Before anything is simulated.
    """
    from adminsim.engine.as_log import check_log_name

    if scenarios > 1:
        raise Said("cli-log-several")
    check_log_name(path)
    if Path(path).exists():
        raise Said("log-file-exists", {"path": path})


def write_event_log(scenario: Scenario, path: str, engine: Engine) -> None:
    """Write the first replication under the reforms as a log."""
    from adminsim.engine.simulate import simulate

    simulate(scenario.reformed, scenario.study.seed, 0, engine=engine).to_log(path)
