"""The page of tools/bench says what was measured, and a command that fails is no measurement."""

import os
import pathlib
import sys
import tempfile
import types
import unittest

ROOT = pathlib.Path(os.environ["MAILLAGE_SOURCE_DIR"])
sys.path.insert(0, str(ROOT / "tests/bench"))

# Plots need python3-matplotlib, which only tools/bench installs: here they are counted, not drawn.
drawn = []
sys.modules["bench_plots"] = types.SimpleNamespace(
    growth=lambda path, *words, **more: drawn.append(path.name), ratios=lambda path, *words, **more: drawn.append(path.name))

import bench_process  # noqa: E402
import bench_report  # noqa: E402


def cost(wall):
    return {"wall": wall, "cpu": wall, "mib": 10.0, "runs": 1, "fastest": wall, "slowest": wall}


MEASURED = {
    "version": "0.1.0",
    "machine": {"processor": "P", "cores": 2, "memory_gib": 24.0, "system": "S", "kernel": "6", "compiler": "g++ 12", "load_before": 0.1},
    "communes": [{"communes": n, "cells": 50 * n, "physicians": n, "sites": n, "synth": cost(n / 1000), "check": cost(n / 900),
                  "run": cost(n / 500)} for n in (280, 1000)],
    "sites": [{"origins": 5000, "sites": n, "pairs": 100 * n, **cost(n / 100)} for n in (10, 100)],
    "pairs": [{"pairs": n, **cost(n / 1e6)} for n in (100000, 1000000)],
    "threads": [{"threads": 1, **cost(2.0)}, {"threads": 2, **cost(1.0)}],
    "peers": {"nodes": 1000, "edges": 3000, "sources": 100, "targets": 500, "pairs": 9000, "limit_minutes": 30,
              "maillage_whole": cost(1.5), "maillage_load": cost(0.5), "maillage_per_source": 0.01,
              "peers": [{"name": "slow", "what": "slow.search", "sources": [2, 4], "seconds": [2.0, 4.0], "equal_times": 77,
                         "per_source": 1.0}, {"name": "absent", "what": "absent.search", "missing": "no module"}]},
    "numpy": {"pairs": 10000000, "seconds": 0.8},
    "steps": [{"name": "catchment/2sfca/10000000", "real_time": 4e8, "cpu_time": 4e8, "time_unit": "ns", "iterations": 3,
               "items_per_second": 2.5e7}],
}


class Page(unittest.TestCase):
    def test_a_page_from_measurements(self):
        with tempfile.TemporaryDirectory() as folder:
            bench_report.Report(MEASURED, pathlib.Path(folder)).write()
            page = (pathlib.Path(folder) / "performance.md").read_text(encoding="utf-8")
        self.assertIn("| slow: slow.search | 1000 ms | 100 | 2 and 4 | 2.00 and 4.00 | 77 |", page)
        self.assertIn("absent was not there: no module.", page)
        self.assertIn("NumPy (bincount) 0.800 s, 2.0 times", page)
        self.assertIn("| 2 | 1.00 s | 2.00 |", page)
        self.assertEqual(drawn, ["bench_communes.svg", "bench_sites.svg", "bench_pairs.svg", "bench_peers.svg"])


class Process(unittest.TestCase):
    def test_a_failing_command_is_no_measurement(self):
        with self.assertRaisesRegex(bench_process.Failed, "exit 3"):
            bench_process.once(["sh", "-c", "exit 3"])

    def test_what_a_command_costs(self):
        cost = bench_process.once([sys.executable, "-c", "block = bytearray(64 << 20); sum(range(10**6))"])
        self.assertGreater(cost["mib"], 60)
        self.assertGreater(cost["wall"], 0)


if __name__ == "__main__":
    unittest.main()
