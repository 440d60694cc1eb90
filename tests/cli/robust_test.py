#!/usr/bin/env python3
"""What happens to an earlier result when a run is killed, the disk is full, the folder may not be written, QGIS has the
workspace open, or there is no memory: the old folder or the new one, whole, and one clear message.

MAILLAGE_BIN names the program, MAILLAGE_SOURCE_DIR the repository, MAILLAGE_DATA real data. MAILLAGE_SLOW=1: 200 kills,
more sizes, Corsica, QGIS itself (tools/test --all).
"""

import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import time
import unittest

import small_study
from small_study import PROGRAM, STUDY

SLOW = os.environ.get("MAILLAGE_SLOW") == "1"
SOURCE = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
DEMO = SOURCE / "geodata/demo/study.toml"
DATA = os.environ.get("MAILLAGE_DATA")
EVERY_FORMAT = STUDY.replace('map_formats = ["svg"]', 'map_formats = ["png", "pdf", "svg"]')
MEBIBYTE = 1 << 20
NOBODY = 65534


class Case(small_study.Case):
    def program(self, *arguments, **how):
        return subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.folder, capture_output=True, check=False, timeout=600, **how)

    def contents(self, folder):
        """Every file of a result by content, or None when the folder is not there."""
        folder = self.folder / folder
        if not folder.exists():
            return None
        return {p.relative_to(folder).as_posix(): small_study.hashlib.sha256(p.read_bytes()).hexdigest()
                for p in sorted(folder.rglob("*")) if p.is_file()}

    def leftovers(self, folder=None):
        return sorted(p.name for p in (folder or self.folder).iterdir() if p.name.startswith(".") or p.name.endswith(".tmp"))

    def clear_failure(self, done, *parts):
        message = done.stderr.decode()
        self.assertEqual(done.returncode, 1, message)
        self.one_clear_message(message)
        for part in parts:
            self.assertRegex(message, part)
        return message


class Killed(Case):
    """kill -9: the folder is the old one or the new one, whole, and the next run cleans up."""

    def setUp(self):
        super().setUp()
        self.put("one.toml", STUDY)
        self.put("two.toml", STUDY.replace("Petit territoire", "Le même, autrement nommé"))
        self.known = {}
        for study in ("one.toml", "two.toml"):
            self.good(study=study)
            (self.folder / "out/note.txt").write_text("somebody's own")
            self.known[study] = self.contents("out")
        self.assertNotEqual(*self.known.values())

    def start(self, study):
        return subprocess.Popen([PROGRAM, "run", study, "--out", "out", "--quiet"], cwd=self.folder,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def whole(self):
        now = self.contents("out")
        which = [study for study, files in self.known.items() if files == now]
        self.assertEqual(len(which), 1, f"neither the old folder nor the new one: {now and sorted(now)}")
        return which[0]

    def seconds(self):
        taken = []
        for _ in range(3):
            begun = time.monotonic()
            self.start("one.toml").wait()
            taken.append(time.monotonic() - begun)
        return sorted(taken)[1]

    def wait_for_the_exchange(self, run):
        """Until the manifest is there: what follows is synced and exchanged."""
        while run.poll() is None:
            if any(self.folder.glob(".out.*/maillage-manifest.json")):
                return
            time.sleep(0.0005)

    def test_at_random_moments(self):
        duration = self.seconds()
        moments = random.Random(20260)
        kills = exchanged = 0
        for turn in range(200 if SLOW else 16):
            old = self.whole()
            new = "two.toml" if old == "one.toml" else "one.toml"
            run = self.start(new)
            if turn % 2 == 0:
                time.sleep(moments.uniform(0, duration))
            else:
                self.wait_for_the_exchange(run)
                time.sleep(moments.uniform(0, 0.015))
            run.kill()
            kills += run.wait() == -9
            exchanged += self.whole() == new
            if turn % 10 == 9:  # a run that is let be cleans up after the others and keeps what is not ours
                self.good("--quiet", study=old)
                self.assertEqual(self.whole(), old)
                self.assertEqual(self.leftovers(), [])
        self.assertGreater(kills, 100 if SLOW else 6)
        print(f"killed {kills} times, {exchanged} of them left the new folder", flush=True)

    @unittest.skipUnless(shutil.which("strace"), "strace is not installed")
    def test_at_every_call_that_renames_links_removes_or_syncs(self):
        calls = ("rename", "renameat2", "linkat", "unlinkat", "rmdir", "fsync", "flock", "mkdir")
        met = 0
        for call in calls:
            for number in range(1, 60 if SLOW else 3):
                old = self.whole()
                new = "two.toml" if old == "one.toml" else "one.toml"
                done = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                                       f"inject={call}:signal=SIGKILL:when={number}", PROGRAM, "run", new, "--out", "out", "--quiet"],
                                      cwd=self.folder, capture_output=True, check=False, timeout=120)
                if b"ptrace" in done.stderr or b"PTRACE" in done.stderr:
                    self.skipTest("strace may not trace here")
                self.whole()
                if done.returncode == 0:
                    break  # no such call is left to be killed at
                met += 1
        self.assertGreater(met, 10)
        self.good("--quiet", study="one.toml")
        self.assertEqual(self.whole(), "one.toml")
        self.assertEqual(self.leftovers(), [])

    @unittest.skipUnless(shutil.which("strace"), "strace is not installed")
    def test_everything_is_on_disk_before_the_exchange(self):
        log = self.folder / "calls.txt"
        done = subprocess.run(["strace", "-f", "-qq", "-y", "-o", log, "-e", "trace=fsync,renameat2", PROGRAM, "run", "one.toml", "--out", "out"],
                              cwd=self.folder, capture_output=True, check=False, timeout=120)
        if done.returncode != 0:
            self.skipTest("strace may not trace here")
        before, exchange, after = log.read_text().partition("RENAME_EXCHANGE")
        self.assertTrue(exchange)
        synced = set(re.findall(r"fsync\(\d+<([^>]*)>", before))
        built = {path for path in synced if "/.out." in path}
        for name in self.known["one.toml"]:
            self.assertTrue(any(path.endswith("/" + name) for path in built), f"{name} is not synced")
        self.assertTrue(any(re.search(r"/\.out\.[^/]*$", path) for path in built), "the folder itself is not synced")
        self.assertIn(f"<{self.folder}>", after, "the folder above is not synced after the exchange")

    def test_plain_files(self):
        people = "\n".join(f"p{i},{700000 + i % 100 * 50},{6600000 + i // 100 * 50},1,1" for i in range(2000))
        self.put("places.csv", "id,x,y,demand,supply\n" + people + "\n")
        times = ["times", "--crow-fly", "--crs", "EPSG:2154", "--origins", "places.csv", "--destinations", "places.csv", "--limit", "5min",
                 "--out", "times.csv", "--quiet"]
        access = ["access", "--times", "times.csv", "--demand", "places.csv", "--supply", "places.csv", "--method", "2sfca", "--out",
                  "scores.csv", "--quiet"]
        moments = random.Random(7)
        for arguments, out in ((times, "times.csv"), (access, "scores.csv")):
            begun = time.monotonic()
            self.assertEqual(self.program(*arguments).returncode, 0)
            duration = time.monotonic() - begun
            good = (self.folder / out).read_bytes()
            for _ in range(30 if SLOW else 5):
                self.put(out, "old\n")
                run = subprocess.Popen([PROGRAM, *arguments], cwd=self.folder, stderr=subprocess.DEVNULL)
                time.sleep(moments.uniform(0, duration))
                run.kill()
                run.wait()
                self.assertIn((self.folder / out).read_bytes(), (b"old\n", good))
            self.assertEqual(self.program(*arguments).returncode, 0)
            self.assertEqual((self.folder / out).read_bytes(), good)
            self.assertEqual(self.leftovers(), [])

    def test_synth(self):
        arguments = ["synth", "--communes", 20, "--out", "s", "--quiet"]
        self.assertEqual(self.program(*arguments, "--seed", 1).returncode, 0)
        known = [self.contents("s")]
        self.assertEqual(self.program(*arguments, "--seed", 2).returncode, 0)
        known.append(self.contents("s"))
        moments = random.Random(11)
        for turn in range(40 if SLOW else 5):
            run = subprocess.Popen([PROGRAM, *map(str, arguments), "--seed", str(turn % 2 + 1)], cwd=self.folder)
            time.sleep(moments.uniform(0, 0.4))
            run.kill()
            run.wait()
            self.assertIn(self.contents("s"), known)
        self.assertEqual(self.program(*arguments, "--seed", 1).returncode, 0)
        self.assertEqual(self.leftovers(), [])


class OnSmallDisk(Case):
    """A file system in memory, as large as wished."""

    def setUp(self):
        super().setUp()
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        if os.geteuid() != 0 or not self.mount("size=64m"):
            self.skipTest("a small file system can only be mounted by root")
        self.addCleanup(subprocess.run, ["umount", "-l", self.disk], check=False)
        self.put("study.toml", EVERY_FORMAT)
        self.good(out="disk/out")
        (self.disk / "out/note.txt").write_text("somebody's own")
        self.before = self.contents("disk")

    def mount(self, options):
        return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.disk], capture_output=True, check=False).returncode == 0

    def remount(self, options):
        subprocess.run(["mount", "-o", "remount," + options, self.disk], capture_output=True, check=True)

    def leave(self, pages):
        """So many free pages of 4 KiB."""
        self.remount("size=64m")
        status = os.statvfs(self.disk)
        self.remount(f"size={(status.f_blocks - status.f_bfree + pages) * status.f_frsize}")


class DiskFull(OnSmallDisk):
    def test_at_every_file_of_a_run(self):
        status = os.statvfs(self.disk)
        needed = (status.f_blocks - status.f_bfree) * 2 + 64  # two results side by side, and some
        named = set()
        done = None
        for pages in range(0, needed, 2 if SLOW else max(1, needed // 24)):
            self.leave(pages)
            done = self.call(out="disk/out")
            self.assertEqual(self.leftovers(self.disk), [], pages)
            self.assertEqual(self.before, self.contents("disk"), pages)
            if done.returncode == 0:
                break
            message = self.clear_failure(done, "disk", "No space left|disk is full|disk I/O error")
            named |= set(re.findall(r"\.(gpkg|csv|png|pdf|svg|json|txt)\b", message))
        self.assertEqual(done.returncode, 0, "with room enough it works again")
        print("disk full met at:", ", ".join(sorted(named)), flush=True)
        self.assertLessEqual({"gpkg", "png"}, named)

    def test_plain_files_and_synth(self):
        self.put("places.csv", "id,x,y,demand,supply\n" + "\n".join(f"p{i},{700000 + i},6600000,1,1" for i in range(300)) + "\n")
        times = ["times", "--crow-fly", "--crs", "EPSG:2154", "--origins", "places.csv", "--destinations", "places.csv", "--quiet", "--out"]
        (self.disk / "t.csv").write_text("old\n")
        before = self.contents("disk")
        self.leave(8)
        self.clear_failure(self.program(*times, "disk/t.csv"), r"disk/t\.csv: cannot be written: No space left", "room")
        self.assertEqual(self.program(*times, "times.csv").returncode, 0)
        access = ["access", "--times", "times.csv", "--demand", "places.csv", "--supply", "places.csv", "--method", "2sfca", "--quiet", "--out"]
        self.leave(0)
        self.clear_failure(self.program(*access, "disk/t.csv"), r"disk/t\.csv: cannot be", "No space left", "room")
        for pages in (0, 1, 20, 100, 160):
            self.leave(pages)
            self.clear_failure(self.program("synth", "--communes", 30, "--out", "disk/s"), "disk", "No space left|disk is full|disk I/O error")
        self.assertEqual(before, self.contents("disk"))
        self.assertEqual(self.leftovers(self.disk), [])


class ReadOnly(OnSmallDisk):
    def test_a_folder_on_a_disk_that_may_only_be_read(self):
        self.remount("ro")
        for arguments in (["run", "study.toml", "--out", "disk/out"], ["run", "study.toml", "--out", "disk/new/out"],
                          ["run", "study.toml", "--out", "disk/out", "--dry-run"], ["synth", "--out", "disk/s"],
                          ["synth", "--out", "disk/s", "--dry-run"]):
            self.clear_failure(self.program(*arguments), "disk", "Read-only file system", "can be written to")
        self.put("o.csv", "id,x,y\na,700000,6600000\n")
        self.clear_failure(self.program("times", "--crow-fly", "--crs", "EPSG:2154", "--origins", "o.csv", "--destinations", "o.csv", "--out",
                                        "disk/t.csv"), r"disk/t\.csv", "Read-only file system")
        self.assertEqual(self.before, self.contents("disk"))


class OfSomebodyElse(Case):
    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"), "root and setpriv are needed to be somebody else")
    def test_a_folder_of_somebody_else(self):
        # The program where nobody can reach it.
        shutil.copy(PROGRAM, self.folder / "maillage")
        self.earlier_result()
        before = self.hashes()
        self.folder.chmod(0o755)
        as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", self.folder / "maillage"]
        for arguments in (["run", "study.toml", "--out", "out"], ["run", "study.toml", "--out", "new/out"]):
            done = subprocess.run([*as_nobody, *arguments], cwd=self.folder, capture_output=True, check=False, timeout=120)
            self.clear_failure(done, str(self.folder), "Permission denied", "can be written to")
        self.assertEqual(before, self.hashes())
        self.assertEqual(self.leftovers(), [])


class FullOutput(Case):
    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_standard_output_that_takes_nothing(self):
        self.put("o.csv", "id,x,y,demand,supply\na,700000,6600000,1,1\n")
        self.put("t.csv", "from,to,seconds\na,a,1\n")
        times = ["times", "--crow-fly", "--crs", "EPSG:2154", "--origins", "o.csv", "--destinations", "o.csv", "--out"]
        access = ["access", "--times", "t.csv", "--demand", "o.csv", "--supply", "o.csv", "--method", "2sfca", "--out"]
        for arguments in (["--version", "--json"], ["check", "study.toml"], ["check", "study.toml", "--json"], ["check", "--reference"],
                          ["run", "study.toml", "--out", "out"], ["run", "study.toml", "--out", "out", "--dry-run"], [*times, "-"],
                          [*access, "-"], [*access, "a.csv", "--json"]):
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *arguments], cwd=self.folder, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
                done.stdout = b""
                self.clear_failure(done, "No space left on device")
        self.clear_failure(self.program(*times, "/dev/full"), "/dev/full: cannot be written: No space left")
        self.assertTrue(os.path.exists("/dev/full"))


class Open(Case):
    """A workspace that another program has open is not replaced."""

    def setUp(self):
        super().setUp()
        self.good()
        self.workspace = self.folder / "out/maillage.gpkg"

    def open_elsewhere(self, *statements):
        """Another process with the workspace open, until close(). Not this one: it reads the file for its hash, and the
        locks of a process end when it closes any handle of the file."""
        code = ("import sqlite3, sys\nother = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                "for statement in sys.argv[2:]: other.execute(statement).fetchall()\n"
                "print('open', flush=True)\nsys.stdin.readline()\nother.close()\n")
        other = subprocess.Popen([sys.executable, "-c", code, self.workspace, *statements], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(other.wait)
        self.addCleanup(other.stdout.close)
        self.addCleanup(other.stdin.close)
        self.assertEqual(other.stdout.readline(), b"open\n")
        return other

    @staticmethod
    def close(other):
        other.stdin.write(b"\n")
        other.stdin.flush()
        other.wait()

    def refused(self):
        before = self.hashes()
        for dry in ((), ("--dry-run",)):
            done = self.call(*dry)
            self.clear_failure(done, r"out/maillage\.gpkg: is open in another program \(QGIS\?\)", "close it there and run again")
        self.assertEqual(before, self.hashes())
        self.assertEqual(self.leftovers(), [])

    def test_locked(self):
        other = self.open_elsewhere("BEGIN EXCLUSIVE")
        self.refused()
        self.close(other)
        self.good()

    def test_open_with_a_write_ahead_log(self):
        other = self.open_elsewhere("PRAGMA journal_mode=WAL", "UPDATE gpkg_contents SET description = 'mine'")
        self.assertTrue((self.folder / "out/maillage.gpkg-wal").exists())
        self.refused()
        self.close(other)
        self.good()
        self.assertFalse((self.folder / "out/maillage.gpkg-wal").exists())

    def test_opened_while_the_run_computes(self):
        self.put("study.toml", EVERY_FORMAT)
        before = self.hashes()
        run = subprocess.Popen([PROGRAM, "run", "study.toml", "--out", "out"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while run.poll() is None and not list(self.folder.glob(".out.tmp-*")):
            time.sleep(0.001)
        self.open_elsewhere("BEGIN EXCLUSIVE")
        _, message = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 1, message.decode())
        self.assertIn("is open in another program", message.decode())
        self.assertEqual(before, self.hashes())

    @unittest.skipUnless(SLOW, "QGIS is only opened by the slow tests")
    def test_in_qgis(self):
        code = ("import sys\nfrom qgis.core import QgsApplication, QgsVectorLayer\nQgsApplication.setPrefixPath('/usr', True)\n"
                "app = QgsApplication([], False)\napp.initQgis()\n"
                f"layer = QgsVectorLayer({str(self.workspace)!r} + '|layername=communes', 'c', 'ogr')\n"
                "assert layer.isValid()\nlist(layer.getFeatures())\n"
                "layer.startEditing()\nlayer.changeAttributeValue(1, layer.fields().indexOf('name'), 'mine')\n"
                "print('open', flush=True)\nsys.stdin.readline()\n"
                "print(layer.commitChanges(), flush=True)\nsys.stdin.readline()\n")
        qgis = subprocess.Popen(["/usr/bin/python3", "-c", code], cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        self.addCleanup(qgis.wait)
        self.addCleanup(qgis.stdin.close)
        self.addCleanup(qgis.stdout.close)
        if qgis.stdout.readline() != "open\n":
            self.skipTest("PyQGIS is not installed")
        self.refused()
        qgis.stdin.write("\n")
        qgis.stdin.flush()
        self.assertEqual(qgis.stdout.readline(), "True\n", "what is edited in QGIS can still be saved")


class Memory(Case):
    def limited(self, mebibytes, *arguments):
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (mebibytes * MEBIBYTE, mebibytes * MEBIBYTE))
        return self.program(*arguments, preexec_fn=limit)

    def test_the_demonstration_fits_in_512_mebibytes(self):
        done = self.limited(512, "run", DEMO, "--out", "demo")
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    @unittest.skipUnless(SLOW and DATA, "Corsica is only run by the slow tests, with MAILLAGE_DATA")
    def test_corsica_fits_in_512_mebibytes(self):
        done = self.limited(512, "run", SOURCE / "tests/real/corsica.toml", "--out", "corsica")
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def smallest(self):
        """Mebibytes that the program needs to start at all."""
        for mebibytes in range(40, 400, 4):
            if self.limited(mebibytes, "--version").returncode == 0:
                return mebibytes
        return self.fail("the program does not start in 400 MiB")

    def test_too_little_is_said_and_nothing_lost(self):
        self.good(study=DEMO)
        before = self.hashes()
        outcomes = {0: 0, 1: 0}
        start = self.smallest() + 4
        for mebibytes in range(start, start + 160, 3 if SLOW else 20):
            done = self.limited(mebibytes, "run", DEMO, "--out", "out")
            self.assertIn(done.returncode, (0, 1), (mebibytes, done.stderr.decode()[-600:]))
            outcomes[done.returncode] += 1
            self.assertEqual(before, self.hashes(), mebibytes)
            if done.returncode == 0:
                continue
            message = done.stderr.decode()
            self.assertIn("not enough memory", message, mebibytes)
            self.one_clear_message(message)
        self.assertGreater(outcomes[1], 0)
        self.good(study=DEMO)
        self.assertEqual(self.leftovers(), [])
        print(f"memory: starts in {start - 4} MiB; {outcomes[1]} runs refused, {outcomes[0]} done", flush=True)


if __name__ == "__main__":
    unittest.main()
