"""The kernel as WebAssembly, which the page runs itself."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.simulate import is_compiled_available
from adminsim.report.page.packed import squeezed
from adminsim.study.grid.years import DRAWN, FEWER, KNOTS, MORE, years_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.study.grid.grid import Grid
    from adminsim.study.grid.years import Year, Years

WASM = Path(__file__).with_name("kernel.wasm")
"""Made from the kernel by `make wasm`."""
SECTION = b"kernel.py"
"""Name of the section that says from which source it was made."""


def source_digest() -> str:
    """Return the SHA-256 of the kernel's source."""
    spec = find_spec("adminsim.engine.kernel")
    assert spec is not None
    assert spec.origin is not None
    return hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest()


def with_digest(module: bytes, digest: str) -> bytes:
    """Return a module of WebAssembly with a section of its own that holds a digest."""
    content = bytes([len(SECTION)]) + SECTION + digest.encode()
    return module + bytes([0, len(content)]) + content


def is_current() -> bool:
    """Tell whether the kernel has been compiled for browsers as it is now."""
    return WASM.is_file() and WASM.read_bytes().endswith(SECTION + source_digest().encode())


def live_part(grid: Grid) -> tuple[dict[str, Any], str, str] | None:
    """Return what the page needs to run years itself: what it is told, the years and the kernel as texts.

    None where the kernel for browsers is not that of this program, or Numba is missing, or no staff can be moved, or
    people of a department differ: the time of a visit is then not one figure.
    """
    system = grid.switches.switched(grid.switches.stated).reformed
    if not is_current() or not is_compiled_available() or any(one.groups for one in system.departments.values()):
        return None
    years = years_of(system, grid.seed)
    if not years.departments:
        return None
    pool = _Pool()
    told = {
        "chains": list(years.chains),
        "departments": [
            {"name": one.name, "staff": one.staff, "first": one.first, "last": one.last} for one in years.departments
        ],
        "more": MORE,
        "fewer": FEWER,
        "cohort": list(years.cohort),
        "knots": KNOTS,
        "drawn": list(DRAWN),
        "quantiles": {name: pool.add(np.round(table).astype(np.int32)) for name, table in _known(years).items()},
        "occupied": pool.add(years.occupied),
        "types": next(iter(years.quantiles.values())).shape[2],
        "years": [_year(one, pool) for one in years.years],
    }
    told["arrays"] = pool.described
    return told, pool.text(), squeezed(WASM.read_bytes())


def _known(years: Years) -> dict[str, NDArray[np.float64]]:
    """Return the quantiles, -1 where nothing is drawn."""
    return {name: np.nan_to_num(table, nan=-1.0) for name, table in years.quantiles.items()}


def _year(year: Year, pool: _Pool) -> dict[str, Any]:
    return {
        "given": [
            [name, value if isinstance(value, int) else _array(name, value, pool)] for name, value in _plain(year)
        ],
        "submitted": pool.add(year.submitted),
        "types": pool.add(year.case_type),
    }


def _plain(year: Year) -> list[tuple[str, Any]]:
    return [(name, value if isinstance(value, np.ndarray) else int(value)) for name, value in year.arguments.items()]


def _array(name: str, value: NDArray[Any], pool: _Pool) -> list[Any]:
    """Return an array as the page makes it: its words, its bytes, and what is in it at first.

    Words of which the kernel is told behind the address: shape and strides. What is in it: the number of an array that
    the page is given; else eight bytes that are repeated, as two numbers.
    """
    head = [value.size, value.itemsize, value.ndim, *value.shape, *value.strides]
    if name in ("state.queue", "state.looking", "state.waits"):
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
