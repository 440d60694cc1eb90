"""maillage synth: the committed demonstration territory again, and what is refused."""

import filecmp
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
ROOT = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
# Written by hand beside the generated files.
BY_HAND = {"README.md", "study.toml"}


def synth(*arguments):
    return subprocess.run([PROGRAM, "synth", *map(str, arguments)], capture_output=True, text=True, check=False)


class Synth(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def test_the_demonstration_is_generated_again_to_the_byte(self):
        done = synth("--seed", 1, "--communes", 280, "--out", self.folder / "demo")
        self.assertEqual(done.returncode, 0, done.stderr)
        made = {path.name for path in (self.folder / "demo").iterdir()}
        committed = {path.name for path in (ROOT / "geodata/demo").iterdir()} - BY_HAND
        self.assertEqual(made, committed)
        _, different, unread = filecmp.cmpfiles(self.folder / "demo", ROOT / "geodata/demo", sorted(made), shallow=False)
        self.assertEqual((different, unread), ([], []))

    def test_threads_do_not_matter_and_seeds_do(self):
        for name, seed, threads in (("a", 7, 1), ("b", 7, 2), ("c", 8, 1)):
            done = synth("--seed", seed, "--communes", 30, "--threads", threads, "--out", self.folder / name)
            self.assertEqual(done.returncode, 0, done.stderr)
        read = {name: (self.folder / name / "cells.csv").read_bytes() for name in "abc"}
        self.assertEqual(read["a"], read["b"])
        self.assertNotEqual(read["a"], read["c"])

    def test_the_committed_territory_weighs_at_most_8_mb(self):
        self.assertLess(sum(path.stat().st_size for path in (ROOT / "geodata/demo").iterdir()), 8_000_000)

    def test_the_study_beside_it_is_one_maillage_accepts(self):
        done = synth("--communes", 30, "--study", "--out", self.folder / "with")
        self.assertEqual(done.returncode, 0, done.stderr)
        checked = subprocess.run([PROGRAM, "check", str(self.folder / "with" / "study.toml")], capture_output=True, text=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertIn("road_components", checked.stdout)

    def test_all_local_roads_are_more_than_few(self):
        nodes = {}
        for roads in ("few", "all"):
            done = synth("--communes", 30, "--local-roads", roads, "--out", self.folder / roads)
            self.assertEqual(done.returncode, 0, done.stderr)
            nodes[roads] = int(done.stderr.split("roads between ")[1].split(" ")[0])
        self.assertGreaterEqual(nodes["all"], 30 * 115)
        self.assertLess(nodes["few"], 30 * 60)
        refused = synth("--communes", 30, "--local-roads", "some", "--out", self.folder / "some")
        self.assertEqual(refused.returncode, 2, refused.stderr)

    def test_too_few_communes_are_refused(self):
        done = synth("--communes", 3, "--out", self.folder / "few")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("communes", done.stderr)
        self.assertFalse((self.folder / "few").exists())

    def test_a_folder_that_is_not_ours_is_left_alone(self):
        (self.folder / "mine").mkdir()
        (self.folder / "mine" / "thesis.txt").write_text("mine", encoding="utf-8")
        done = synth("--communes", 30, "--out", self.folder / "mine")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual([path.name for path in (self.folder / "mine").iterdir()], ["thesis.txt"])


if __name__ == "__main__":
    unittest.main()
