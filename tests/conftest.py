"""What all tests share; lets tests in any folder import modules beside this one, such as `strategies`."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings

# A busy machine changes nothing of what a test says, and no two runs of the tests look at other examples.
settings.register_profile("adminsim", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("adminsim")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files anew, and the one that has all systems run by all engines."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew, to be read in the diff")
    parser.addoption(
        "--thorough", action="store_true", help="run all random systems on every engine, and what takes long"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say how many systems are drawn, and compile the kernel once: each of several processes would do it again."""
    if config.getoption("--thorough"):
        os.environ.setdefault("ADMINSIM_EXAMPLES", "150")
    if not getattr(config.option, "numprocesses", None) or hasattr(config, "workerinput"):
        return
    with suppress(ImportError):
        from adminsim.engine.compiled import is_compiled

        if not is_compiled():
            from adminsim.study.many.first_use import compile_at_first, compile_kernel, compile_the_rest

            compile_at_first()
            compile_kernel()
            compile_the_rest()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is thorough unless it is asked for.

    Keep the tests of a module in one process, unless it says otherwise: what they share is made once.
    """
    if not config.getoption("--thorough"):
        left_out = [item for item in items if item.get_closest_marker("thorough")]
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left_out)
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew."""
    return bool(request.config.getoption("--update-golden"))
