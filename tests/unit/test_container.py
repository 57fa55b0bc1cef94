"""The container file copies what exists and installs what the lock names; no test builds an image of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "Containerfile"
LINES = FILE.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def told(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in LINES if line.startswith(f"{word} ")]


def test_it_copies_what_there_is() -> None:
    copied = [line.split()[:-1] for line in told("COPY") if not line.startswith("--from=")]
    assert copied
    assert [name for names in copied for name in names if not (ROOT / name).exists()] == []


def test_the_wheel_finds_in_it_all_that_it_is_made_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {"pyproject.toml", project["project"]["readme"], *project["project"]["license-files"]}
    needed |= {Path(name).parts[0] for name in (*wheel["packages"], *wheel["force-include"])}
    copied = {name for line in told("COPY") if not line.startswith("--from=") for name in line.split()[:-1]}
    assert needed <= copied


def test_what_it_installs_is_locked_by_hash() -> None:
    installs = [line for line in told("RUN") if "pip install" in line]
    assert len(installs) == 2
    assert "--require-hashes --requirement /source/requirements.lock" in installs[0]
    assert "--no-build-isolation --no-deps" in installs[1]
    # What builds the wheel is locked too.
    assert re.search(r"^hatchling==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)


def test_its_python_is_one_that_the_project_runs_on() -> None:
    versions = {tuple(map(int, one.groups())) for one in re.finditer(r"python:(\d+)\.(\d+)-slim", "\n".join(LINES))}
    assert len(versions) == 1
    assert min(versions) >= (3, 11)
