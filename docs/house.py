"""Draws the house as it is: rooms, drawers, and who knows whom, read off the imports of the code.

As a program it prints what a large change should be measured by: lines, modules, long functions, circles.
"""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "adminsim"
LONG = 30
"""Lines of code, without the docstring, from which on a function counts as long."""


@dataclass(frozen=True)
class Module:
    """A module of the package.

    Attributes
    ----------
    name : str
        Dotted, without the package's own name; empty for the package itself.
    path : Path
        Its file.
    """

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        """Its source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its source, parsed."""
        return ast.parse(self.text)

    @property
    def place(self) -> tuple[str, str]:
        """Its room and its drawer; the drawer is empty where the room has none."""
        parts = self.name.split(".")
        has_drawer = len(parts) > 2 or (len(parts) == 2 and self.path.name == "__init__.py")
        return parts[0], parts[1] if has_drawer else ""

    @property
    def about(self) -> str:
        """The first sentence of its docstring."""
        return (ast.get_docstring(self.tree) or "").split("\n")[0]

    def imported(self) -> Iterator[str]:
        """Give the dotted names that it imports from the package, those for the type checker among them."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == PACKAGE:
                base = (node.module or "").removeprefix(PACKAGE).lstrip(".")
                for alias in node.names:
                    yield f"{base}.{alias.name}".lstrip(".")

    def long_functions(self) -> list[str]:
        """Return its functions of more than `LONG` lines of code."""
        return [
            node.name
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > LONG
        ]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    told = function.body[0]
    is_told = isinstance(told, ast.Expr) and isinstance(told.value, ast.Constant) and isinstance(told.value.value, str)
    spoken = (told.end_lineno or 0) - told.lineno + 1 if is_told else 0
    return (function.end_lineno or 0) - function.lineno + 1 - spoken


class House:
    """All modules of the package, and who imports whom."""

    def __init__(self, source: Path = ROOT / "src" / PACKAGE) -> None:
        self.modules: dict[str, Module] = {}
        for path in sorted(source.rglob("*.py")):
            name = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix("__init__").rstrip(".")
            self.modules[name] = Module(name, path)

    @cached_property
    def known(self) -> dict[str, set[str]]:
        """By module, those that it imports."""
        return {name: set(self._found(module)) - {name, ""} for name, module in self.modules.items()}

    def _found(self, module: Module) -> Iterator[str]:
        for name in module.imported():
            # `from adminsim.a import b` names a module or something within one.
            yield name if name in self.modules else name.rpartition(".")[0]

    @cached_property
    def circles(self) -> list[list[str]]:
        """The groups of modules each of which leads back to itself, by any import."""
        reach = {name: self._reach(name) for name in self.modules}
        groups = {frozenset(o for o in reach[name] if name in reach[o]) for name in self.modules if name in reach[name]}
        return sorted(sorted(group) for group in groups)

    def _reach(self, start: str) -> set[str]:
        found: set[str] = set()
        ahead = [start]
        while ahead:
            for name in self.known.get(ahead.pop(), ()):
                if name not in found:
                    found.add(name)
                    ahead.append(name)
        return found

    @cached_property
    def between_rooms(self) -> Counter[tuple[str, str]]:
        """How many modules of one room import from another one."""
        pairs = {
            (name, self.modules[other].place[0])
            for name, others in self.known.items()
            for other in others
            if name and other in self.modules
        }
        rooms = Counter((self.modules[name].place[0], room) for name, room in pairs)
        return Counter({pair: count for pair, count in rooms.items() if pair[0] != pair[1]})


def floors() -> list[list[str]]:
    """Return the rooms from the top, floor by floor, as the contract of layers has them, and what all rooms speak."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    stories = [[name.strip().removeprefix(f"{PACKAGE}.") for name in layer.split("|")] for layer in contract["layers"]]
    named = {room for story in stories for room in story}
    return [*stories, sorted(room for room in _rooms(House()) if room not in named)]


def _rooms(house: House) -> list[str]:
    return [
        name
        for name, module in house.modules.items()
        if module.path.name == "__init__.py" and name.count(".") == 0 and name
    ]


def house_page() -> str:
    """Return the rooms and drawers with what lives in each, as Markdown."""
    house = House()
    lines = ["| room | drawer | what lives there | modules | lines |", "|---|---|---|---:|---:|"]
    for room in [room for story in floors() for room in story]:
        inside = [module for module in house.modules.values() if module.name and module.place[0] == room]
        drawers = dict.fromkeys(module.place[1] for module in inside)
        for drawer in sorted(drawers):
            held = [module for module in inside if module.place[1] == drawer]
            about = house.modules[f"{room}.{drawer}" if drawer else room].about
            size = sum(module.text.count("\n") for module in held)
            lines.append(f"| `{room}` | {f'`{drawer}`' if drawer else ''} | {about} | {len(held)} | {size:,} |")
    return "\n".join([*lines, ""])


WIDTH, ROOM_W, ROOM_H, GAP_X, GAP_Y = 760, 150, 46, 40, 46


def house_picture() -> str:
    """Return the rooms, the higher ones above, with an arrow for each that knows another, as SVG."""
    house, stories = House(), floors()
    at: dict[str, tuple[float, float]] = {}
    for row, story in enumerate(stories):
        left = (WIDTH - len(story) * ROOM_W - (len(story) - 1) * GAP_X) / 2
        for column, room in enumerate(story):
            at[room] = left + column * (ROOM_W + GAP_X), 10 + row * (ROOM_H + GAP_Y)
    height = 20 + len(stories) * (ROOM_H + GAP_Y) - GAP_Y
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" role="img">',
        "<title>Rooms of adminsim and who imports whom</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#47618a"/></marker></defs>',
    ]
    for (above, below), count in sorted(house.between_rooms.items()):
        if above in at and below in at:
            lines.append(_arrow(at, above, below, count))
    for room, (x, y) in at.items():
        modules = sum(1 for module in house.modules.values() if module.name and module.place[0] == room)
        lines.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{ROOM_W}" height="{ROOM_H}" rx="6" fill="#eef3fa" stroke="#47618a"/>'
            f'<text x="{x + ROOM_W / 2:.0f}" y="{y + 20:.0f}" text-anchor="middle" font-size="15">{escape(room)}</text>'
            f'<text x="{x + ROOM_W / 2:.0f}" y="{y + 37:.0f}" text-anchor="middle" font-size="11" fill="#555">'
            f"{modules} modules</text>"
        )
    return "\n".join([*lines, "</svg>", ""])


def _arrow(at: dict[str, tuple[float, float]], above: str, below: str, count: int) -> str:
    (x, y), (to_x, to_y) = at[above], at[below]
    stories_down = (to_y - y) / (ROOM_H + GAP_Y)
    # What skips floors bends outwards, so that it does not run through the rooms between.
    side = 1 if to_x >= x else -1
    bend = side * (ROOM_W * 0.62 + 26 * stories_down) if stories_down > 1 else 0
    start_x, end_x = x + ROOM_W / 2 + bend * 0.35, to_x + ROOM_W / 2 + bend * 0.35
    start_y, end_y = y + ROOM_H, to_y
    control = (start_x + end_x) / 2 + bend * 1.5, (start_y + end_y) / 2
    width = min(1 + count / 12, 4)
    return (
        f'<path d="M{start_x:.0f} {start_y:.0f}Q{control[0]:.0f} {control[1]:.0f} {end_x:.0f} {end_y:.0f}" fill="none" '
        f'stroke="#47618a" stroke-opacity="0.55" stroke-width="{width:.1f}" marker-end="url(#tip)">'
        f"<title>{escape(above)} imports {escape(below)} in {count} modules</title></path>"
    )


def measured() -> dict[str, int]:
    """Return what a change of the house is measured by."""
    house = House()
    modules = [module for module in house.modules.values() if module.text.strip()]
    return {
        "lines": sum(module.text.count("\n") for module in modules),
        "modules": len(modules),
        "modules of more than 300 lines": sum(module.text.count("\n") > 300 for module in modules),
        f"functions of more than {LONG} lines": sum(len(module.long_functions()) for module in modules),
        "circles of imports": len(house.circles),
        "modules in circles": sum(map(len, house.circles)),
    }


if __name__ == "__main__":
    for name, value in measured().items():
        print(f"{value:>7,}  {name}")
    for circle in House().circles:
        print("         circle:", ", ".join(circle))
