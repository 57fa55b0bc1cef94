"""What is shipped agrees with itself: locks, licences, versions, manuals."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
GROUPS = ("build", "dev", "docs")


def normal(name: str) -> str:
    """Return a package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements: list[str]) -> set[str]:
    """Return the packages that requirements name."""
    return {normal(re.split(r"[<>=!~ \[;]", requirement, maxsplit=1)[0]) for requirement in requirements}


def locked(lock: str) -> dict[str, str]:
    """Return the packages of a lock with their versions."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {normal(name): version for name, version in pins}


RUNTIME = named(PROJECT["project"]["dependencies"])
TOOLS = {group: named(PROJECT["dependency-groups"][group]) for group in GROUPS}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked(lock))
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_no_place_of_one_machine(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|--trusted|(^|\s)/\w+|file:", text)


def test_what_running_and_building_need_is_locked() -> None:
    assert RUNTIME | TOOLS["build"] <= locked("requirements.lock").keys()


def test_what_developing_needs_is_locked() -> None:
    assert RUNTIME.union(*TOOLS.values()) <= locked("requirements-dev.lock").keys()


def test_both_locks_agree() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_the_build_backend_is_the_one_that_is_locked() -> None:
    assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["build"]


@pytest.mark.parametrize("package", sorted(RUNTIME.union(*TOOLS.values())))
def test_every_dependency_has_its_reason(package: str) -> None:
    page = (ROOT / "docs/explanation/dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Za-z0-9._-]+) \| (.+) \| (.+) \|$", page, flags=re.MULTILINE)
    assert package in {normal(name) for name, _, licence in rows if licence}


def test_all_files_state_the_same_version() -> None:
    version = PROJECT["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == version
    assert f"## {version}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_all_files_state_the_same_licence() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["license"] == PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def skeleton(readme: str) -> tuple[list[str], list[str], list[str]]:
    """Return the levels of a page's headings, its commands, and the files that it links to in any language."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    commands = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    outside = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    levels = re.findall(r"^(#+) ", outside, flags=re.MULTILINE)
    links = re.findall(r"\]\(([^)]+)\)", text)
    same = [link.replace(".zh-CN.md", ".md") for link in links if not link.startswith("README")]
    return levels, commands, same


def test_the_readmes_have_the_same_structure() -> None:
    assert skeleton("README.md") == skeleton("README.zh-CN.md")


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_every_link_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_make_without_a_goal_lists_every_recipe() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    assert recipes is not None
    shown = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.findall(r"^  make (\w+)", shown.stdout, flags=re.MULTILINE) == recipes[1].split()


def make_elsewhere(tmp_path: Path, python: str) -> subprocess.CompletedProcess[str]:
    """Run `make run` with a given Python where nothing has been set up."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    fake = tmp_path / "python"
    fake.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    fake.chmod(0o755)
    # Under `make test` the outer make would hand its own settings down.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "run", f"PYTHON={fake}"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=surroundings)


def test_make_says_which_package_is_missing_where_there_is_no_venv(tmp_path: Path) -> None:
    made = make_elsewhere(tmp_path, 'case "$2" in *ensurepip*) exit 1;; esac')
    assert made.returncode != 0
    assert "apt install python3-venv" in made.stderr


def test_make_says_so_where_python_is_too_old(tmp_path: Path) -> None:
    made = make_elsewhere(tmp_path, 'case "$2" in *version_info*) exit 1;; esac')
    assert made.returncode != 0
    assert "Python 3.11 or newer" in made.stderr
