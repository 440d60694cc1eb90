#!/usr/bin/env python3
"""How commands behave whatever they compute: --version, --dry-run, --strict, progress, --quiet, Ctrl-C.

MAILLAGE_BIN names the program, MAILLAGE_SOURCE_DIR the repository.
"""

import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unittest

import small_study
from small_study import PROGRAM, STUDY, centre, table

SOURCE = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
DEMO = SOURCE / "geodata/demo/study.toml"
COMMANDS = {"run": ["--dry-run", "--strict", "--quiet", "--verbose"], "check": ["--strict", "--quiet"],
            "times": ["--strict", "--quiet"], "access": ["--strict", "--quiet"], "synth": ["--dry-run", "--quiet"],
            "verify": ["--quiet"]}


class Case(small_study.Case):
    def program(self, *arguments, **how):
        return subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.folder, capture_output=True, check=False, timeout=300, **how)

    def on_terminal(self, *arguments, columns=100, term="xterm"):
        """Exit code and everything the program writes when all three streams are one terminal."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        run = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.folder, stdin=theirs, stdout=theirs, stderr=theirs,
                               env={**os.environ, "TERM": term}, close_fds=True)
        os.close(theirs)
        said = b""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            ready, _, _ = select.select([ours], [], [], 0.2)
            if ready:
                try:
                    block = os.read(ours, 65536)
                except OSError:  # the other side is closed
                    break
                if not block:
                    break
                said += block
            elif run.poll() is not None:
                break
        os.close(ours)
        return run.wait(timeout=60), said.decode()

    def without_a_warning(self):
        """Chefs-lieux are given: only notes are left."""
        layer = small_study.communes()
        for commune in layer["features"]:
            west, south = commune["geometry"]["coordinates"][0][0]
            commune["properties"].update(seat_x=west + 2000, seat_y=south + 2000)
        self.put("communes.geojson", layer)
        self.replace("study.toml", 'path = "communes.geojson"', 'path = "communes.geojson"\ncolumns = { seat_x = "seat_x", seat_y = "seat_y" }')

    def larger(self):
        """Enough to do for a second or so."""
        features = [{"type": "Feature", "properties": {"code": f"01{100 + i:03d}", "name": f"L{i}"},
                     "geometry": {"type": "Polygon", "coordinates": small_study.square(i % 30, i // 30)}} for i in range(900)]
        self.put("population.csv", table("commune,total", [f"01{100 + i:03d},100" for i in range(900)]))
        self.put("communes.geojson", small_study.collection(features))
        self.put("cells.csv", table("id,x,y,population", [
            f"c{i},{small_study.WEST + (i % 100) * 1000 + 10},{small_study.SOUTH + i // 100 * 1000 + 10},5" for i in range(10000)]))
        self.put("study.toml", STUDY.replace('map_formats = ["svg"]', 'map_formats = ["png", "pdf", "svg"]')
                 + '[travel]\nmodel = "crow-fly"\n[inputs.cells]\npath = "cells.csv"\ncrs = "EPSG:2154"\n')


class Version(Case):
    def test_short(self):
        done = self.program("--version")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertRegex(done.stdout.decode(), r"^maillage \d+\.\d+\.\d+\n$")

    def test_json_names_what_the_program_is_made_of(self):
        for arguments in (("--version", "--json"), ("--json", "--version")):
            done = self.program(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            report = json.loads(done.stdout)
            self.assertEqual(report["schema"], "maillage/version/1")
            self.assertIn(report["version"], self.program("--version").stdout.decode())
            self.assertRegex(report["build"]["compiler"], r"^(g|clang)\+\+ \d+\.")
            self.assertTrue(report["build"]["cpu_features"])
            wanted = {"CLI11", "Cairo", "GDAL", "GEOS", "GLib", "PROJ", "Pango", "SQLite", "fmt", "glibc", "nlohmann_json",
                      "toml++", "zlib"}
            self.assertEqual(wanted - report["libraries"].keys(), set())
            for name, version in report["libraries"].items():
                self.assertRegex(version, r"^\d+\.\d+", name)

    def test_it_is_the_same_twice_and_elsewhere(self):
        elsewhere = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        self.assertEqual(self.program("--version", "--json").stdout,
                         subprocess.run([PROGRAM, "--version", "--json"], cwd="/", env=elsewhere, capture_output=True, check=True).stdout)

    def test_schemas_are_those_of_the_sources(self):
        told = json.loads(self.program("--version", "--json").stdout)["schemas"]
        real = set()
        for path in (SOURCE / "src").rglob("*.cpp"):
            real |= set(re.findall(r'"(maillage/[a-z-]+/\d+)"', path.read_text(encoding="utf-8")))
        self.assertEqual(set(told["json"]), real)
        self.assertIn(f"schema = {told['study']}\n", STUDY)

    def test_json_alone_is_a_mistake(self):
        self.assertEqual(self.program("--json").returncode, 2)


class DryRun(Case):
    def test_it_lists_what_a_run_writes_and_writes_nothing(self):
        planned = self.call("--dry-run")
        self.assertEqual(planned.returncode, 0, planned.stderr.decode())
        self.assertFalse((self.folder / "out").exists())
        self.assertEqual(list(self.folder.glob(".*")), [])
        self.assertEqual(self.call().stdout, planned.stdout)
        self.assertIn("6 communes", planned.stderr.decode())
        self.assertIn("nothing written", planned.stderr.decode())

    def test_without_supply(self):
        self.replace("study.toml", STUDY[STUDY.index("[inputs.physicians]"):STUDY.index("[inputs.roads]")], "")
        planned = self.call("--dry-run")
        self.assertIn("no supply of care", planned.stderr.decode())
        self.assertEqual(self.call().stdout, planned.stdout)

    def test_the_demonstration_too(self):
        planned = self.call("--dry-run", study=DEMO)
        done = self.call(study=DEMO)
        self.assertEqual((planned.returncode, done.returncode), (0, 0), done.stderr.decode())
        self.assertEqual(done.stdout.decode(), planned.stdout.decode())

    def test_an_old_result_is_not_touched_and_leftovers_stay(self):
        self.earlier_result()
        left = self.folder / ".out.tmp-1-0"
        left.mkdir()
        before = self.hashes()
        self.assertEqual(self.call("--dry-run").returncode, 0)
        self.assertEqual(before, self.hashes())
        self.assertTrue(left.exists())

    def test_it_refuses_what_a_run_refuses(self):
        (self.folder / "mine").mkdir()
        self.put("mine/thesis.txt", "work")
        self.assertEqual(self.call("--dry-run", out="mine").returncode, 2)
        self.assertEqual(self.call("--dry-run", "--scenario", "2030").returncode, 2)
        self.assertEqual(self.call("--dry-run", out="study.toml/out").returncode, 1)
        self.put("population.csv", "commune,total\n01001,many\n")
        done = self.call("--dry-run")
        self.assertEqual(done.returncode, 1)
        self.assertIn("population.csv", done.stderr.decode())

    def test_strict(self):
        self.put("population.csv", self.text("population.csv") + "01999,77\n")
        self.assertEqual(self.call("--dry-run").returncode, 0)
        done = self.call("--dry-run", "--strict")
        self.assertEqual((done.returncode, done.stdout), (3, b""))

    def test_synth(self):
        planned = self.program("synth", "--dry-run", "--communes", 30, "--out", "fictif")
        self.assertEqual(planned.returncode, 0, planned.stderr.decode())
        self.assertIn("30 communes", planned.stderr.decode())
        self.assertFalse((self.folder / "fictif").exists())
        self.assertEqual(self.program("synth", "--communes", 30, "--out", "fictif").returncode, 0)
        self.assertEqual(sorted(planned.stdout.decode().split()), sorted(f"fictif/{p.name}" for p in (self.folder / "fictif").iterdir()))
        self.assertEqual(self.program("synth", "--dry-run", "--communes", 3, "--out", "fictif").returncode, 2)


class Strict(Case):
    """Warnings and errors stop, notes do not; the message lists each with its count, first ids and what to do."""

    def setUp(self):
        super().setUp()
        self.put("o.csv", "id,x,y\na,700000,6600000\nb,700100,6600000\n")
        self.put("d.csv", "id,x,y,supply\ns,700200,6600000,1\n")

    def test_notes_do_not_stop(self):
        self.without_a_warning()
        said = self.good("--strict", "--verbose")
        self.assertIn("maillage: note:", said)
        self.assertEqual(self.program("check", "study.toml", "--strict").returncode, 0)

    def test_a_warning_stops_each_command_alike(self):
        self.put("times.csv", "from,to,seconds\na,s,10\nb,s,20\nz,s,30\n")
        self.put("demand.csv", "id,demand\na,1\nb,1\nlonely,1\n")
        arguments = ["access", "--times", "times.csv", "--demand", "demand.csv", "--supply", "d.csv", "--method", "2sfca",
                     "--out", "scores.csv"]
        done = self.program(*arguments, "--strict")
        self.refused(done, "times: 1 ×", "[unknown-demand]: z", "demand: 1 ×", "lonely")
        self.assertFalse((self.folder / "scores.csv").exists())
        self.assertEqual(self.program(*arguments).returncode, 0)

        self.put("far.csv", "id,x,y\na,700000,6600000\n")
        arguments = ["times", "--network", "roads.geojson", "--origins", "far.csv", "--destinations", "far.csv", "--snap-limit", "10m",
                     "--out", "t.csv"]
        done = self.program(*arguments, "--strict")
        self.refused(done, "origins: 1 ×", ": a")
        self.assertFalse((self.folder / "t.csv").exists())
        self.assertEqual(self.program(*arguments).returncode, 0)

    def test_run_and_check_stop_on_warnings_too(self):
        self.replace("study.toml", STUDY[STUDY.index("[inputs.physicians]"):STUDY.index("[inputs.roads]")], "")
        self.earlier_result()
        before = self.hashes()
        done = self.call("--strict")
        self.refused(done, "warning: study: 1 ×", "[supply-unknown]", "give [inputs.physicians]")
        self.assertEqual(before, self.hashes())
        self.put("population.csv", self.text("population.csv") + "01999,77\n01998,5\n")
        done = self.program("check", "study.toml", "--strict")
        self.assertEqual(done.returncode, 3)
        self.assertIn("error: population: 2 ×", done.stderr.decode())
        self.assertIn("01999, 01998", done.stderr.decode())

    def refused(self, done, *parts):
        message = done.stderr.decode()
        self.assertEqual(done.returncode, 3, message)
        self.assertEqual(done.stdout, b"")
        for part in ("(--strict)", "nothing was written", "without --strict", *parts):
            self.assertIn(part, message)


class Steps(Case):
    def test_a_log_has_plain_lines(self):
        self.larger()
        said = self.good()
        self.assertNotIn("\r", said)
        self.assertNotIn("\x1b", said)
        lines = said.splitlines()
        begun = [line for line in lines if re.fullmatch(r"maillage: [a-z ]+", line)]
        ended = [line for line in lines if re.fullmatch(r"maillage: [a-z ]+: \d+\.\d s", line)]
        self.assertGreaterEqual(len(begun), 5, said)
        self.assertEqual([line.rpartition(":")[0] for line in ended], begun)
        self.assertIn("maillage: drawing maps", begun)

    def test_quiet_says_nothing_when_all_is_well(self):
        self.without_a_warning()
        self.assertEqual(self.good("--quiet"), "")
        self.assertEqual(self.program("check", "study.toml", "--quiet").stderr, b"")
        self.assertEqual(self.program("synth", "--communes", 20, "--out", "s", "--quiet").stderr, b"")
        self.put("o.csv", "id,x,y\na,702000,6602000\n")
        done = self.program("times", "--network", "roads.geojson", "--origins", "o.csv", "--destinations", "o.csv", "--out", "t.csv", "--quiet")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.put("d.csv", "id,demand,supply\na,1,1\n")
        done = self.program("access", "--times", "t.csv", "--demand", "d.csv", "--supply", "d.csv", "--method", "2sfca", "--out", "a.csv", "--quiet")
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_quiet_keeps_warnings_and_errors(self):
        self.without_a_warning()
        self.put("population.csv", self.text("population.csv") + "01999,77\n")
        said = self.good("--quiet")
        self.assertTrue(said.startswith("maillage: error: population"), said)
        self.assertEqual(self.call("--quiet", "--verbose").returncode, 2)
        self.put("population.csv", "commune,total\n01001,many\n")
        done = self.call("--quiet")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len([line for line in done.stderr.decode().splitlines() if line.startswith("maillage: ")]), 1)

    def test_a_failed_step_has_not_ended(self):
        self.put("population.csv", "commune,total\n01001,many\n")
        said = self.call().stderr.decode()
        self.assertIn("maillage: reading the inputs\n", said)
        self.assertNotRegex(said, r"reading the inputs: \d")

    def test_a_terminal_has_one_line_that_is_cleared(self):
        self.larger()
        code, said = self.on_terminal("run", "study.toml", "--out", "out")
        self.assertEqual(code, 0, said)
        drawings = re.findall(r"\r\x1b\[Kmaillage: ([a-z ]+?)  ", said)
        self.assertGreaterEqual(len(drawings), 2, said)
        self.assertRegex(said, r"\d+ %")
        # after the last drawing the line is erased, and only then results are printed
        self.assertRegex(said[said.rindex("\r\x1b[K"):], r"^\r\x1b\[Kmaillage: error: ")
        self.assertNotIn("\n", said[:said.rindex("\r\x1b[K")])
        self.assertTrue(said.rstrip().endswith("maillage-manifest.json"), said[-200:])

    def test_a_narrow_terminal_never_wraps(self):
        self.larger()
        _, said = self.on_terminal("run", "study.toml", "--out", "out", columns=30)
        for drawing in re.findall(r"\r\x1b\[K(maillage: [^\r\n]*)\r\x1b", said):
            self.assertLess(len(drawing), 30)

    def test_a_dumb_terminal_is_a_log(self):
        _, said = self.on_terminal("check", "study.toml", term="dumb")
        self.assertNotIn("\x1b", said)
        self.assertIn("maillage: reading the inputs\r\n", said)

    def test_an_error_on_a_terminal_stands_alone(self):
        self.put("population.csv", "commune,total\n01001,many\n")
        code, said = self.on_terminal("run", "study.toml", "--out", "out")
        self.assertEqual(code, 1)
        self.assertIn("population.csv", said)
        self.assertNotIn("\x1b", said[said.index("population.csv"):])

    def test_results_on_the_same_terminal_are_not_drawn_over(self):
        self.put("o.csv", "id,x,y\na,702000,6602000\n")
        code, said = self.on_terminal("times", "--network", "roads.geojson", "--origins", "o.csv", "--destinations", "o.csv", "--out", "-")
        self.assertEqual(code, 0, said)
        self.assertNotIn("\x1b", said)
        self.assertIn("a,a,0.000", said)


class Interrupted(Case):
    SLOWEST = 2.0  # seconds on a busy machine; nothing waits longer than a step of a loop

    def interrupt(self, arguments, wait, which=signal.SIGINT):
        """Exit code, message, and how long it took to stop; None when it was done before."""
        run = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.wait_until_it_listens(run)
        time.sleep(wait)
        run.send_signal(which)
        sent = time.monotonic()
        _, message = run.communicate(timeout=60)
        return run.returncode, message.decode(), time.monotonic() - sent

    @staticmethod
    def wait_until_it_listens(run):
        """The signal before the handler is there ends the program as it would any other."""
        for _ in range(2000):
            caught = re.search(r"^SigCgt:\s*(\w+)", pathlib.Path(f"/proc/{run.pid}/status").read_text(encoding="utf-8"), re.MULTILINE)
            if run.poll() is not None or caught is None or int(caught.group(1), 16) & 1 << (signal.SIGHUP - 1):
                return
            time.sleep(0.005)

    def stopped(self, result):
        code, message, seconds = result
        if code == 0:
            return False
        self.assertEqual(code, 130, message)
        self.assertIn("maillage: interrupted; nothing was changed", message)
        self.assertLess(seconds, self.SLOWEST)
        return True

    def test_run_at_many_moments(self):
        self.earlier_result()
        before = self.hashes()
        self.larger()
        stopped = 0
        for i in range(12):
            if self.stopped(self.interrupt(["run", "study.toml", "--out", "out"], 0.12 * i)):
                stopped += 1
                self.assertEqual(before, self.hashes())
            else:
                break
            self.assertEqual([], list(self.folder.glob(".out.*")))
        self.assertGreater(stopped, 1)

    def test_synth_times_and_termination(self):
        for signal_sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self.assertTrue(self.stopped(self.interrupt(["synth", "--communes", 3000, "--out", "s"], 0.4, signal_sent)))
            self.assertEqual([], [p.name for p in self.folder.iterdir() if p.name.endswith("s") or p.name.startswith(".")])
        self.put("o.csv", table("id,x,y", [f"p{i},{700000 + i % 100 * 50},{6600000 + i // 100 * 50}" for i in range(6000)]))
        self.put("t.csv", "old\n")
        arguments = ["times", "--crow-fly", "--crs", "EPSG:2154", "--origins", "o.csv", "--destinations", "o.csv", "--out", "t.csv"]
        self.assertTrue(self.stopped(self.interrupt(arguments, 0.8)))
        self.assertEqual(self.text("t.csv"), "old\n")
        self.assertEqual([], list(self.folder.glob("*.tmp")))

    def test_waiting_for_standard_input(self):
        self.put("d.csv", "id,demand,supply\na,1,1\n")
        ours, theirs = os.pipe()
        run = subprocess.Popen([PROGRAM, "access", "--times", "-", "--demand", "d.csv", "--supply", "d.csv", "--method", "2sfca", "--out",
                                "a.csv"], cwd=self.folder, stdin=ours, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.wait_until_it_listens(run)
        time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        _, message = run.communicate(timeout=20)
        os.close(ours)
        os.close(theirs)
        self.assertEqual(run.returncode, 130, message.decode())
        self.assertFalse((self.folder / "a.csv").exists())


class Options(Case):
    def test_every_command_has_those_that_make_sense(self):
        for command, options in COMMANDS.items():
            text = self.program(command, "--help").stdout.decode()
            for option in options:
                self.assertIn(option, text, command)


if __name__ == "__main__":
    unittest.main()
