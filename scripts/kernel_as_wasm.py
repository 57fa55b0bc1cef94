"""Compile the kernel for browsers: Numba's own LLVM of `kernel.simulate`, for WebAssembly instead of this machine.

Not one rule is written again: what Numba has made of the kernel is retargeted, given one entry that reads its arguments
from memory, and linked by wasm-ld (Debian: apt install lld). Call it by `make wasm`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# Before Numba is imported: plain instructions that every machine has, one after the other.
os.environ |= {
    "NUMBA_LOOP_VECTORIZE": "0", "NUMBA_SLP_VECTORIZE": "0", "NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": "",
}  # fmt: skip
os.environ["NUMBA_CACHE_DIR"] = tempfile.mkdtemp()

import llvmlite.binding as llvm

import adminsim
from adminsim.engine import kernel
from adminsim.report.page.live import WASM, source_digest, with_digest

TRIPLE = "wasm32-unknown-unknown"
LAYOUT = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
PAGE = 65536
WIDTH = 8
"""Bytes that each argument takes in memory."""


def compiled() -> str:
    """Return the LLVM of the kernel, compiled for the arguments that a run gives it."""
    adminsim.simulate(adminsim.example("smallest").baseline, seed=1, engine="compiled")
    (signature,) = kernel.simulate.signatures
    return str(kernel.simulate.inspect_llvm(signature))


def without(text: str, pattern: str, instead: str = "") -> str:
    """Return a module without the function whose head matches, or with another one in its place."""
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        return text
    end = text.index("\n}\n", found.start()) + 3
    return text[: found.start()] + instead + text[end:]


def retargeted(text: str) -> str:
    """Return a module for WebAssembly whose `run` reads the arguments of the kernel, one behind the other."""
    for wrapper in ("_ZN7cpython", "cfunc"):
        text = without(text, rf"^define [^\n]*@{wrapper}")
    for count in ("NRT_incref", "NRT_decref"):
        # Nobody owns the arrays but the page.
        text = without(
            text, rf"^define [^\n]*@{count}\(", f"define internal void @{count}(ptr %.1) {{\n  ret void\n}}\n"
        )
    text = re.sub(r"= common (?:local_unnamed_addr )?global", "= internal global", text)
    text = re.sub(r'target datalayout = ".*"', f'target datalayout = "{LAYOUT}"', text)
    text = re.sub(r'target triple = ".*"', f'target triple = "{TRIPLE}"', text)
    text = re.sub(r'"(?:target-cpu|target-features|tune-cpu)"="[^"]*"', "", text)
    return text + entry(text)


def entry(text: str) -> str:
    """Return the function that is called from outside."""
    head = re.search(r"^define [^\n]*?@(\w+6kernel8simulate\w*)\((.*)\) .*\{$", text, re.MULTILINE)
    assert head is not None
    name, kinds = head[1], [argument.strip().split(" ")[0] for argument in head[2].split(", ")][2:]
    lines = ["define i32 @run(ptr %given) {", "  %answer = alloca ptr", "  %error = alloca ptr"]
    for place, kind in enumerate(kinds):
        lines.append(f"  %at{place} = getelementptr i8, ptr %given, i32 {WIDTH * place}")
        lines.append(f"  %of{place} = load {kind}, ptr %at{place}, align {WIDTH}")
    given = ", ".join(["ptr %answer", "ptr %error", *(f"{kind} %of{place}" for place, kind in enumerate(kinds))])
    return "\n".join(["", *lines, f"  %status = call i32 @{name}({given})", "  ret i32 %status", "}", ""])


def linked(text: str) -> bytes:
    """Return a module of LLVM as WebAssembly of the first version, which all browsers have."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    module = llvm.parse_assembly(text)
    for function in module.functions:
        if not function.is_declaration and function.name != "run":
            function.linkage = "internal"
    machine = llvm.Target.from_triple(TRIPLE).create_target_machine(cpu="mvp", opt=3, reloc="static")
    builder = llvm.create_pass_builder(machine, llvm.PipelineTuningOptions(speed_level=3))
    builder.getModulePassManager().run(module, builder)
    with tempfile.TemporaryDirectory() as folder:
        made, result = Path(folder) / "kernel.o", Path(folder) / "kernel.wasm"
        made.write_bytes(machine.emit_object(module))
        subprocess.run(
            ["wasm-ld", "--no-entry", "--export=run", "--export=__heap_base", "--strip-all", "-z", f"stack-size={PAGE}",
             "--max-memory=2147483648", made, "-o", result], check=True,
        )  # fmt: skip
        return result.read_bytes()


if __name__ == "__main__":
    WASM.write_bytes(with_digest(linked(retargeted(compiled())), source_digest()))
    sys.stdout.write(f"{WASM}: {WASM.stat().st_size:,} bytes\n")
