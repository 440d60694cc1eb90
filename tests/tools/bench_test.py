"""docs/performance.md is what tools/bench wrote from docs/performance.json, not figures edited by hand."""

import json
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


class Page(unittest.TestCase):
    def test_the_page_is_that_of_its_measurements(self):
        measured = json.loads((ROOT / "docs/performance.json").read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            bench_report.Report(measured, pathlib.Path(folder)).write()
            page = (pathlib.Path(folder) / "performance.md").read_text(encoding="utf-8")
        self.assertEqual(page, (ROOT / "docs/performance.md").read_text(encoding="utf-8"))
        for name in drawn:
            self.assertTrue((ROOT / "docs/images" / name).is_file(), name)
        self.assertGreaterEqual(len(drawn), 4)

    def test_every_peer_was_compared_on_equal_times(self):
        measured = json.loads((ROOT / "docs/performance.json").read_text(encoding="utf-8"))
        timed = [peer for peer in measured["peers"]["peers"] if "per_source" in peer]
        self.assertGreaterEqual(len(timed), 3)
        for peer in timed:
            self.assertGreater(peer["equal_times"], 0, peer["name"])


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
