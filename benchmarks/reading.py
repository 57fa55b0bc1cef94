"""How long a log takes to be read: CPU seconds and memory of a process of its own, imports apart.

``python benchmarks/reading.py`` makes a log of a million events, as CSV and as packed XES, and reads both;
``python benchmarks/reading.py LOG ...`` reads those logs beside them. Writes benchmarks/reading.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STEPS = 10
READ = """
import json, resource, sys
import adminsim, adminsim.logs.log
def cpu_s():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
imported, told = cpu_s(), []
log = adminsim.read_log(sys.argv[1], progress=lambda done, total: told.append(done))
print(json.dumps({
    "events": log.rows_in, "used": len(log.used), "named": len(log.named), "cpu_s": round(cpu_s() - imported, 2),
    "imports_s": round(imported, 2), "progress_told": len(told),
    "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
}))
"""


def events(count: int) -> Iterator[tuple[int, int, datetime, int]]:
    """Return case, step, instant and person of so many events, case by case."""
    start = datetime(2015, 1, 5, 9)
    for case in range(count // STEPS):
        for step in range(STEPS):
            yield case, step, start + timedelta(seconds=case * 601 + step * 86_399 + case % 7_919), case * step % 40


def write_csv(path: Path, count: int) -> None:
    """Write the events as a table."""
    with path.open("w", encoding="utf-8") as file:
        file.write("case_id,activity,timestamp,resource\n")
        for case, step, at, person in events(count):
            file.write(f"c{case},step {step},{at.isoformat()}+08:00,p{person}\n")


def write_xes(path: Path, count: int) -> None:
    """Write the events as traces."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016">\n')
        for case, step, at, person in events(count):
            if step == 0:
                file.write(f'<trace><string key="concept:name" value="c{case}"/>\n')
            file.write(
                f'<event><string key="concept:name" value="step {step}"/><string key="org:resource" value="p{person}"/>'
                f'<date key="time:timestamp" value="{at.isoformat()}+08:00"/></event>\n'
            )
            if step == STEPS - 1:
                file.write("</trace>\n")
        file.write("</log>\n")


def measured(path: Path) -> dict[str, Any]:
    """Return what a process of its own needs to read a log."""
    done = subprocess.run([sys.executable, "-c", READ, str(path)], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Make, read, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("logs", nargs="*", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    asked = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        made = {"made.csv": write_csv, "made.xes.gz": write_xes}
        for name, write in made.items():
            write(Path(folder, name), asked.events)
        for path in [*asked.logs, *(Path(folder, name) for name in made)]:
            found[path.name] = measured(path)
            print(f"{path.name:24}{found[path.name]}", flush=True)
    (HERE / "reading.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
