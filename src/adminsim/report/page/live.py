"""The kernel as WebAssembly, which the page runs itself."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.drawing import INTS
from adminsim.engine.simulate import is_compiled_available
from adminsim.report.page.packed import squeezed
from adminsim.study.grid.years import DRAWN, FEWER, MORE, YEARS, years_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.study.grid.grid import Grid
    from adminsim.study.grid.years import Year, Years

WASM = Path(__file__).with_name("kernel.wasm")
"""Made from the kernel by `make wasm`."""
SECTION = b"sources"
"""Name of the section that says from which sources it was made."""
SOURCES = ("kernel", "chance", "drawing", "lengths")
"""The modules of the engine that are compiled into it."""


def source_digest() -> str:
    """Return the SHA-256 of the sources."""
    found = hashlib.sha256()
    for name in SOURCES:
        spec = find_spec(f"adminsim.engine.{name}")
        assert spec is not None
        assert spec.origin is not None
        found.update(Path(spec.origin).read_bytes())
    return found.hexdigest()


def with_digest(module: bytes, digest: str) -> bytes:
    """Return a module of WebAssembly with a section of its own that holds a digest."""
    content = bytes([len(SECTION)]) + SECTION + digest.encode()
    return module + bytes([0, len(content)]) + content


def is_current() -> bool:
    """Tell whether the kernel has been compiled for browsers as it is now."""
    return WASM.is_file() and WASM.read_bytes().endswith(SECTION + source_digest().encode())


ROOM = ("state.queue", "state.looking", "state.waits")
"""Arrays in which nothing has to be at first."""
FROM_ARRIVALS = ("luck.arrival", "chance.cases.by_route")
"""What the page makes of the instants of submission and the routes."""
MOST_BITS = 31
"""How many binary digits of an event's key may number it, so that the page can put keys together."""


def live_part(grid: Grid) -> tuple[dict[str, Any], str, str] | None:
    """Return what the page needs to run years itself: what it is told, the years and the kernel as texts.

    None where the kernel for browsers is not that of this program, or Numba is missing, or no staff can be moved, or
    people of a department differ: the time of a visit is then not one figure.
    """
    stated = grid.switches.switched(grid.switches.stated).reformed
    if not is_current() or not is_compiled_available() or any(one.groups for one in stated.departments.values()):
        return None
    years = years_of(stated, grid.seed, min(YEARS, grid.replications))
    if not years.departments or any(one.arguments["layout.bits"] > MOST_BITS for one in years.years):
        return None
    pool = _Pool()
    first = _given(years.years[0], pool)
    told = {
        "chains": list(years.chains),
        "departments": [
            {"name": one.name, "staff": one.staff, "first": one.first, "last": one.last} for one in years.departments
        ],
        "more": MORE,
        "fewer": FEWER,
        "cohort": list(years.cohort),
        "tables": _tables(years.has_shares),
        "planned": _planned(grid, years),
        "given": first,
        "years": [_other(one, first, pool) for one in years.years],
    }
    told["arrays"] = pool.described
    return told, pool.text(), squeezed(WASM.read_bytes())


def _planned(grid: Grid, years: Years) -> list[list[float | None]]:
    """Return by year the mean days of each chain as the file has it, which the grid has found."""
    means = grid.by_run[grid.places[grid.switches.stated]]
    rows = [means[grid.figures.by_run.index(f"chain.{name}.elapsed.mean")] for name in years.chains]
    return [[float(row[n]) if np.isfinite(row[n]) else None for row in rows] for n in range(len(years.years))]


def _tables(has_shares: bool) -> dict[str, list[Any]]:
    """Return where the kernel finds what is drawn: by its own name an array of draws, its row, and bytes of an item."""
    rows = {name.removesuffix("_s"): ["chance.tables.seconds", row, 4] for row, name in enumerate(INTS)}
    if not has_shares:
        rows["occupied"] = rows["work"]
    others = {name: [f"chance.tables.{name}", 0, 8 if name == "exact" else 1] for name in DRAWN if name not in rows}
    return {f"luck.{name}": place for name, place in (rows | others).items()}


def _given(year: Year, pool: _Pool) -> list[list[Any]]:
    """Return what draws and kernel take, by kind and name in their order."""
    kinds = {"chance": year.chance, "kernel": year.arguments}
    return [
        [kind, name, _array(name, value, pool) if isinstance(value, np.ndarray) else int(value)]
        for kind, given in kinds.items() for name, value in given.items()
    ]  # fmt: skip


def _other(year: Year, first: list[list[Any]], pool: _Pool) -> dict[str, Any]:
    """Return what is different in a year from the first one, by its place among all that is given; and the arrivals."""
    pairs = zip(_given(year, pool), first, strict=True)
    changed = {place: own[-1] for place, (own, other) in enumerate(pairs) if own != other}
    return {"changed": changed, "submitted": pool.add(year.submitted)}


def _array(name: str, value: NDArray[Any], pool: _Pool) -> list[Any]:
    """Return an array as the page makes it: its words, its bytes, and what is in it at first.

    Words of which the kernel is told behind the address: shape and strides. What is in it: the number of an array that
    the page is given; else eight bytes that are repeated, as two numbers.
    """
    head = [value.size, value.itemsize, value.ndim, *value.shape, *value.strides]
    if name in ROOM or name in FROM_ARRIVALS:
        return [head, value.nbytes, [0, 0]]
    raw = np.ascontiguousarray(value).view(np.uint8).ravel()
    first = raw[:8] if value.itemsize == 8 else np.resize(raw[: min(value.itemsize, len(raw)) or 1], 8)
    if value.dtype.names is None and len(raw) and (np.resize(first, len(raw)) == raw).all():
        low, high = first.view("<u4").tolist()
        return [head, value.nbytes, [low, high]]
    if not raw.any():
        return [head, value.nbytes, [0, 0]]
    return [head, value.nbytes, pool.add(value)]


class _Pool:
    """The arrays of all years, each once, as few bytes."""

    def __init__(self) -> None:
        self.described: list[list[int]] = []
        self._places: dict[bytes, int] = {}
        self._planes: list[bytes] = []

    def add(self, value: NDArray[Any]) -> int:
        """Add an array, and return its number."""
        content = np.ascontiguousarray(value)
        key = content.dtype.str.encode() + content.tobytes()
        if key not in self._places:
            self._places[key] = len(self._places)
            self._write(content)
        return self._places[key]

    def _write(self, content: NDArray[Any]) -> None:
        """Write words of 32 bits, the low halves of 64 bits before the high ones, as what each adds to the last."""
        raw = np.frombuffer(content.tobytes(), dtype=np.uint8)
        if len(raw) % 4 or content.itemsize < 4:
            self.described.append([len(raw), 1])
            self._planes.append(raw.tobytes())
            return
        halves = 2 if content.itemsize % 8 == 0 else 1
        words = raw.view("<u4").reshape(-1, halves).T.ravel()
        added = np.diff(words, prepend=np.uint32(0)).astype("<u4")
        self.described.append([len(raw), 4 * halves])
        self._planes.append(added.view(np.uint8).reshape(-1, 4).T.tobytes())

    def text(self) -> str:
        """Return all arrays as text."""
        return squeezed(b"".join(self._planes))
