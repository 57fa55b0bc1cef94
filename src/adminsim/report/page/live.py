"""The kernel as WebAssembly, which the page runs itself."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

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
