"""What all tests share; lets tests in any folder import modules beside this one, such as `strategies`."""

from __future__ import annotations

from contextlib import suppress

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew, to be read in the diff")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the kernel once where several processes are about to run: each of them would take half a minute."""
    if not getattr(config.option, "numprocesses", None) or hasattr(config, "workerinput"):
        return
    with suppress(ImportError):
        from adminsim.engine.compiled import is_compiled

        if not is_compiled():
            import adminsim
            from adminsim.engine.simulate import simulate

            simulate(adminsim.example("smallest").baseline, engine="compiled")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew."""
    return bool(request.config.getoption("--update-golden"))
