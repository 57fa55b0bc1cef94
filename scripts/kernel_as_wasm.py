"""Compile kernel and draws for browsers: Numba's own LLVM of them, for WebAssembly instead of this machine.

Not one rule is written again: what Numba has made of `kernel.simulate` and `chance.draw` is retargeted, given entries
that read their arguments from memory, and linked by wasm-ld (Debian: apt install lld). Call it by `make wasm`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

# Before Numba is imported: plain instructions that every machine has, one after the other.
os.environ |= {
    "NUMBA_LOOP_VECTORIZE": "0", "NUMBA_SLP_VECTORIZE": "0", "NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": "",
}  # fmt: skip
os.environ["NUMBA_CACHE_DIR"] = tempfile.mkdtemp()

import llvmlite.binding as llvm

import adminsim
from adminsim.engine import chance, kernel
from adminsim.engine.draws import VisitOrder
from adminsim.engine.plan import make_plan
from adminsim.engine.population import draw_population
from adminsim.engine.streams import Streams
from adminsim.report.page.live import WASM, source_digest, with_digest

TRIPLE = "wasm32-unknown-unknown"
LAYOUT = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
PAGE = 65536
WIDTH = 8
"""Bytes that each argument takes in memory."""


ENTRIES = {"run": "_ZN8adminsim6engine6kernel8simulate", "draw": "_ZN8adminsim6engine6chance4draw"}
"""How the names begin of what is called from outside."""
SUPPLIED = ("NRT_MemInfo_alloc_aligned", "memset", "memcpy", "__multi3")
RUNTIME = Path(__file__).with_name("runtime.ll").read_text(encoding="utf-8")
"""What the compiled code takes for granted on this machine: memory of its own, and products of two words."""


def compiled() -> dict[str, str]:
    """Return the LLVM of what is called from outside, compiled for the arguments that a run gives it."""
    system, streams = adminsim.example("smallest").baseline, Streams(1, 0)
    adminsim.simulate(system, seed=1, engine="compiled")
    population = draw_population(system, streams)
    plan = make_plan(system, population)
    order = VisitOrder.of(plan, [len(population[name]) for name in plan.chains])
    chance.draw(chance.chance_of(system, plan, population, order, streams))
    return {"run": _code_of(kernel.simulate), "draw": _code_of(chance.draw)}


def _code_of(function: Any) -> str:
    (signature,) = function.signatures
    return str(function.inspect_llvm(signature))


def without(text: str, pattern: str, instead: str = "") -> str:
    """Return a module without the function whose head matches, or with another one in its place."""
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        return text
    end = text.index("\n}\n", found.start()) + 3
    return text[: found.start()] + instead + text[end:]


def retargeted(text: str, export: str) -> str:
    """Return a module for WebAssembly whose entry reads the arguments, one behind the other."""
    for wrapper in ("_ZN7cpython", "cfunc"):
        text = without(text, rf"^define [^\n]*@{wrapper}")
    for count in ("NRT_incref", "NRT_decref"):
        # Nobody owns the arrays but the page.
        text = without(
            text, rf"^define [^\n]*@{count}\(", f"define internal void @{count}(ptr %.1) {{\n  ret void\n}}\n"
        )
    # Fields are reached by their places in bytes, with addresses of eight: what holds them must be as large.
    text = re.sub(r"(?<= = alloca )\{.*?\}(?=, align)", lambda found: found[0].replace("ptr", "i64"), text)
    text = text.replace("double @sqrt(", "double @llvm.sqrt.f64(")
    text = re.sub(r"= common (?:local_unnamed_addr )?global", "= internal global", text)
    text = re.sub(r'"(?:target-cpu|target-features|tune-cpu)"="[^"]*"', "", text)
    return aimed(text) + entry(text, export)


def aimed(text: str) -> str:
    """Return a module that says for which machine it is."""
    text = re.sub(r'target datalayout = ".*"', f'target datalayout = "{LAYOUT}"', text)
    return re.sub(r'target triple = ".*"', f'target triple = "{TRIPLE}"', text)


def entry(text: str, export: str) -> str:
    """Return the function that is called from outside: with the place of the arguments, and of memory that is free."""
    name, told = next(
        (name, told) for name, told in re.findall(r"^define [^\n]*?@(\w+)\((.*)\) .*\{$", text, re.MULTILINE)
        if name.startswith(ENTRIES[export])
    )  # fmt: skip
    kinds = [argument.strip().split(" ")[0] for argument in told.split(", ")][2:]
    lines = [f"define i32 @{export}(ptr %given, i32 %free) {{", "  store i32 %free, ptr @arena"]
    lines += ["  %answer = alloca ptr", "  %error = alloca ptr"]
    for place, kind in enumerate(kinds):
        lines.append(f"  %at{place} = getelementptr i8, ptr %given, i32 {WIDTH * place}")
        lines.append(f"  %of{place} = load {kind}, ptr %at{place}, align {WIDTH}")
    given = ", ".join(["ptr %answer", "ptr %error", *(f"{kind} %of{place}" for place, kind in enumerate(kinds))])
    lines += [f"  %status = call i32 @{name}({given})", "  ret i32 %status", "}"]
    return "\n".join(["", "@arena = external hidden global i32", *lines, ""])


def object_of(text: str, exports: tuple[str, ...]) -> bytes:
    """Return a module of LLVM as an object of WebAssembly of the first version, which all browsers have."""
    module = llvm.parse_assembly(text)
    for function in module.functions:
        if not function.is_declaration and function.name not in exports:
            function.linkage = "internal"
    machine = llvm.Target.from_triple(TRIPLE).create_target_machine(cpu="mvp", opt=3, reloc="static")
    builder = llvm.create_pass_builder(machine, llvm.PipelineTuningOptions(speed_level=3))
    builder.getModulePassManager().run(module, builder)
    found: bytes = machine.emit_object(module)
    return found


def linked(texts: dict[str, str]) -> bytes:
    """Return all as one module."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    objects = {export: object_of(retargeted(text, export), (export,)) for export, text in texts.items()}
    objects["runtime"] = object_of(aimed(RUNTIME), SUPPLIED)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "kernel.wasm"
        for name, code in objects.items():
            (Path(folder) / f"{name}.o").write_bytes(code)
        subprocess.run(
            ["wasm-ld", "--no-entry", *(f"--export={export}" for export in texts), "--export=__heap_base",
             "--strip-all", "-z", f"stack-size={PAGE}", "--max-memory=2147483648",
             *(Path(folder) / f"{name}.o" for name in objects), "-o", result], check=True,
        )  # fmt: skip
        return result.read_bytes()


if __name__ == "__main__":
    WASM.write_bytes(with_digest(linked(compiled()), source_digest()))
    sys.stdout.write(f"{WASM}: {WASM.stat().st_size:,} bytes\n")
