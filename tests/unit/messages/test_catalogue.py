"""The catalogue holds what is said, and nothing else."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import adminsim
from adminsim.cli import main
from adminsim.messages import CATALOGUE
from adminsim.report.page.told import AT

HOUSE = Path(adminsim.__file__).parent
LITERAL = re.compile(r"""["']([\w.-]+)["']""")
MADE = re.compile(r"""f(["'])((?:[\w-]|\{[^}"]*\})+)\1""")


def unsaid(codes: list[str], source: str) -> list[str]:
    """Return the codes that a source neither names nor makes of words that it knows."""
    named = set(LITERAL.findall(source))
    words = set(re.findall(r"\w+", source)) | named | set(errno.errorcode.values()) | set(main.commands)
    words |= {word.replace("_", "-") for word in words} | {word.replace(".", "-") for word in named}
    stems = [re.split(r"\{[^}]*\}", made) for _, made in MADE.findall(source)]
    patterns = [re.compile("([\\w-]+)".join(map(re.escape, stem))) for stem in stems if len(max(stem, key=len)) > 2]

    def is_made(code: str) -> bool:
        found = (pattern.fullmatch(code) for pattern in patterns)
        return any(match is not None and words.issuperset(match.groups()) for match in found)

    return [code for code in codes if code not in named and not is_made(code)]


def source() -> str:
    """Return the whole program without its catalogue."""
    speaking = {HOUSE / "messages" / name for name in ("__init__.py", "reasons.py", "said.py")}
    files = (path for path in HOUSE.rglob("*.py") if path.parent.name != "messages" or path in speaking)
    # What the scripts of the page say has its own beginning in the catalogue.
    scripts = "".join(path.read_text(encoding="utf-8") for path in HOUSE.rglob("*.js"))
    in_page = " ".join(f'"{AT}{word}"' for word in LITERAL.findall(scripts))
    return "".join(path.read_text(encoding="utf-8") for path in files) + in_page


def test_every_entry_is_said_somewhere() -> None:
    assert unsaid(list(CATALOGUE), source()) == []


def test_an_entry_that_nobody_says_is_found() -> None:
    program = 'say("here", language); kind = "one"; say(f"some-{kind}", language)'
    assert unsaid(["here", "some-one", "some-other", "gone"], program) == ["some-other", "gone"]
