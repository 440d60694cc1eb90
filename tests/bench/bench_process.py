"""Runs a command and says what it cost: wall and processor seconds, peak memory of its largest process."""

import os
import statistics
import subprocess
import sys
import tempfile
import time


class Failed(Exception):
    pass


def once(command, environment=None):
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=said,
                                   stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            raise Failed(f"{' '.join(map(str, command))}: exit {process.returncode}\n"
                         + said.read().decode(errors="replace")[-2000:])
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "mib": usage.ru_maxrss / 1024}


def measure(command, repeats, before=None):
    """The median of `repeats` runs; `before` is called ahead of each. The file cache is warm from the first on."""
    runs = []
    for _ in range(repeats):
        if before:
            before()
        runs.append(once(command))
    print("    {:8.2f} s  {}".format(statistics.median(r["wall"] for r in runs), " ".join(map(str, command)))[:150],
          file=sys.stderr, flush=True)
    return {key: statistics.median(r[key] for r in runs) for key in runs[0]} | {
        "runs": repeats, "fastest": min(r["wall"] for r in runs), "slowest": max(r["wall"] for r in runs)}
