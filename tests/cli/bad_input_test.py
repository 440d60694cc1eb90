#!/usr/bin/env python3
"""Whole runs: what must work, folders that must stay, commands that are none. MAILLAGE_BIN names the program."""

import json
import os
import signal
import stat
import subprocess
import time
import unittest

from small_study import PROGRAM, Case, SOUTH, STUDY, WEST, centre, collection, communes, degrees, square, table


class Good(Case):
    def test_the_tiny_study_runs(self):
        self.without_errors()
        accounting = self.summary()["accounting"]
        self.assertEqual(accounting["people"], 2100)
        self.assertEqual(accounting["people_in_results"], 2100)
        rows = self.rows()
        self.assertEqual(rows["01001"]["seconds_gp"], "0.000")
        self.assertEqual(rows["01003"]["seconds_gp"], "480.000")  # 8 km at 60 km/h

    def test_a_byte_order_mark_is_no_part_of_the_first_column(self):
        self.put("population.csv", "\ufeff" + self.text("population.csv"))
        self.without_errors()
        self.assertEqual(self.summary()["accounting"]["people"], 2100)

    def test_semicolons_and_crlf(self):
        self.put("population.csv", self.text("population.csv").replace(",", ";").replace("\n", "\r\n"))
        self.without_errors()

    def test_paths_with_spaces_and_accents(self):
        self.folder = self.folder / "étude n° 1 (été)"
        self.folder.mkdir()
        self.fill()
        self.put("population de l’Ain.csv", self.text("population.csv"))
        self.replace("study.toml", 'path = "population.csv"', 'path = "population de l’Ain.csv"')
        self.without_errors(out="résultat final")
        self.assertTrue((self.folder / "résultat final" / "summary.json").exists())

    def test_latin_1_with_its_encoding_named(self):
        self.put("population.csv", table("commune,total,nom", [f"{c},{p},Héry" for c, p in self.people.items()])
                 .encode("latin-1"))
        self.replace("study.toml", 'path = "population.csv"', 'path = "population.csv"\nencoding = "ISO-8859-1"')
        self.without_errors()

    def test_degrees_named_by_the_layer_are_brought_to_the_study(self):
        # a quarter of a degree wide, round 3° E 46.5° N where Lambert-93 has its origin
        layer = communes()
        for feature in layer["features"]:
            ring = feature["geometry"]["coordinates"][0]
            feature["geometry"]["coordinates"] = [[[3 + (x - WEST) / 80000, 46.5 + (y - SOUTH) / 110000] for x, y in ring]]
            mean = feature["geometry"]["coordinates"][0]
            feature["properties"] |= {"lon": (mean[0][0] + mean[2][0]) / 2, "lat": (mean[0][1] + mean[2][1]) / 2}
        layer.pop("crs")
        self.put("communes.geojson", layer)
        self.replace("study.toml", 'path = "communes.geojson"',
                     'path = "communes.geojson"\ncolumns = { seat_x = "lon", seat_y = "lat" }')
        self.replace("study.toml", "[outputs]", '[travel]\nmodel = "crow-fly"\n[outputs]')
        self.put("physicians.csv", "id,x,y\nP1,702000,6603000\n")
        self.good("--strict")
        codes = [d["code"] for d in self.summary()["diagnostics"]]
        self.assertIn("reprojected", codes)
        self.assertNotIn("seat-outside-commune", codes)  # chefs-lieux are in the layer's degrees too
        self.assertEqual(self.rows()["01001"]["centre_rule"], "seat")


class Outputs(Case):
    def test_a_folder_that_is_not_ours(self):
        (self.folder / "mine").mkdir()
        self.put("mine/thesis.txt", "years of work")
        done = self.call(out="mine")
        self.assertEqual(done.returncode, 2, done.stderr.decode())
        self.assertIn("mine", done.stderr.decode())
        self.assertEqual(self.text("mine/thesis.txt"), "years of work")
        self.assertEqual(os.listdir(self.folder / "mine"), ["thesis.txt"])

    def test_a_file_in_the_place_of_the_folder(self):
        self.put("taken", "x")
        done = self.call(out="taken")
        self.assertIn(done.returncode, (1, 2), done.stderr.decode())
        self.assertNotIn("bug of maillage", done.stderr.decode())
        self.assertEqual(self.text("taken"), "x")

    @unittest.skipIf(os.geteuid() == 0, "root writes everywhere")
    def test_a_parent_that_may_not_be_written(self):
        parent = self.folder / "closed"
        parent.mkdir()
        parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
        self.addCleanup(parent.chmod, stat.S_IRWXU)
        done = self.call(out="closed/out")
        self.assertEqual(done.returncode, 1, done.stderr.decode())
        self.assertIn("closed", done.stderr.decode())

    def test_a_parent_that_cannot_be_made(self):
        done = self.call(out="/proc/maillage/out")
        self.assertEqual(done.returncode, 1, done.stderr.decode())
        self.assertIn("/proc/maillage", done.stderr.decode())
        self.assertNotIn("bug of maillage", done.stderr.decode())

    def test_a_second_run_replaces_the_first_and_carries_over_what_is_not_ours(self):
        self.good()
        self.put("out/projet.qgz", "mine")
        before = self.hashes()
        self.good()
        self.assertEqual(before, self.hashes())

    def test_ages_and_acts_of_persons_are_in_no_output(self):
        self.put("physicians.csv", "id,age,acts,x,y\nPERSON-1,51.25,4321.5,{},{}\nPERSON-2,87.25,1234.5,{},{}\n"
                 .format(*centre(0, 0), *centre(2, 1)))
        message = self.good("--verbose")
        for path in (self.folder / "out").rglob("*"):
            for word in (b"PERSON-", b"51.25", b"87.25", b"4321.5", b"1234.5"):
                self.assertNotIn(word, path.read_bytes(), path)
                self.assertNotIn(word.decode(), message)

    def test_an_interrupted_run_leaves_the_folder_as_it_was(self):
        self.good()
        before = self.hashes()
        # long enough to be interrupted: a hundred communes each way, drawn in every format
        layer = collection([{"type": "Feature", "properties": {"code": f"01{100 + i:03d}", "name": f"L{i}"},
                             "geometry": {"type": "Polygon", "coordinates": square(i % 30, i // 30)}} for i in range(900)])
        self.put("communes.geojson", layer)
        self.put("population.csv", table("commune,total", [f"01{100 + i:03d},100" for i in range(900)]))
        self.put("study.toml", STUDY.replace('map_formats = ["svg"]', 'map_formats = ["png", "pdf", "svg"]')
                 + '[travel]\nmodel = "crow-fly"\n')
        self.put("cells.csv", table("id,x,y,population", [
            f"c{i},{WEST + (i % 100) * 1000 + 10},{SOUTH + i // 100 * 1000 + 10},5" for i in range(10000)]))
        self.put("study.toml", self.text("study.toml") + '[inputs.cells]\npath = "cells.csv"\ncrs = "EPSG:2154"\n')
        for wait in (0.05, 0.3, 0.6):
            run = subprocess.Popen([PROGRAM, "run", "study.toml", "--out", "out"], cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(wait)
            run.send_signal(signal.SIGINT)
            _, message = run.communicate(timeout=60)
            if run.returncode == 0:
                break  # it was faster than we
            self.assertIn(run.returncode, (130, -signal.SIGINT), message.decode())
            self.assertEqual(before, self.hashes())
            self.assertEqual([], list(self.folder.glob(".out.tmp-*")))


class Commands(Case):
    def program(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], cwd=self.folder, capture_output=True, check=False, timeout=60)

    def test_help(self):
        for command in ((), ("run",), ("check",), ("times",), ("access",), ("synth",)):
            done = self.program(*command, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn(b"maillage", done.stdout)

    def test_what_is_no_command(self):
        for wrong in ((), ("runn",), ("run",), ("run", "study.toml", "--bogus"), ("run", "study.toml", "--threads", "-1"),
                      ("run", "study.toml", "--threads", "two"), ("run", "study.toml", "--lang", "de"),
                      ("run", "study.toml", "--scenario", "2030"), ("check",), ("run", "absent.toml")):
            done = self.program(*wrong)
            self.assertEqual(done.returncode, 2, (wrong, done.stderr.decode()))
            self.assertTrue(done.stderr.strip(), wrong)
            self.assertNotIn(b"bug of maillage", done.stderr)

    def test_check_says_what_is_there(self):
        done = self.program("check", "study.toml", "--json")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        report = json.loads(done.stdout)
        self.assertEqual(report["loaded"]["people"], 2100)
        self.put("population.csv", self.text("population.csv") + "01999,77\n")
        self.assertEqual(self.program("check", "study.toml", "--strict").returncode, 3)

    def test_without_out_the_folder_has_the_name_of_the_study(self):
        self.assertEqual(self.program("run", "study.toml").returncode, 0)
        self.assertTrue((self.folder / "out/study/summary.json").exists())

    def test_time_zone_locale_and_threads_change_nothing(self):
        seen = set()
        for threads, zone, locale in (("1", "UTC", "C"), ("2", "Pacific/Noumea", "fr_FR.UTF-8"), ("3", "", "tr_TR.UTF-8")):
            self.good("--threads", threads, env={"TZ": zone, "LANG": locale, "LC_ALL": locale})
            seen.add(json.dumps({str(k): v for k, v in self.hashes().items()}, sort_keys=True))
        self.assertEqual(len(seen), 1)

    def test_english(self):
        self.good("--lang", "en")
        self.assertIn("mean", self.text("out/map_access.txt").lower() + self.text("out/diagnostics.csv").lower())


if __name__ == "__main__":
    unittest.main()
