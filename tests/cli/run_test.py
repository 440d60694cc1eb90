#!/usr/bin/env python3
"""maillage run on a tiny territory made here, end to end: four square communes in a row, one road, two physicians.

MAILLAGE_BIN names the program. The figures are worked out by hand in the comments.
"""

import csv
import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
SOURCE = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])

# 2 km squares from 700 km, 6600 km in Lambert-93; chef-lieu in the middle of each; a road of 60 km/h through all four.
# Physicians in Un and Trois: 0, 2, 0 and 2 minutes away.
WEST, SOUTH, SIDE = 700000, 6600000, 2000
NAMES = ["Un", "Deux", "Trois", "Quatre"]
PEOPLE = [100, 200, 300, 400]
MANIFEST = "maillage-manifest.json"

STUDY = """schema = 1

[study]
title = "Quatre communes"
date = "2024-05-01"

[inputs.communes]
path = "communes.geojson"
crs = "EPSG:2154"
vintage = "2024"
licence = "CC0-1.0"
source = "essai"
columns = { seat_x = "seat_x", seat_y = "seat_y" }

[inputs.population]
path = "population.csv"
vintage = "2023"
licence = "CC0-1.0"
source = "essai"

[inputs.physicians]
path = "physicians.csv"
crs = "EPSG:2154"
vintage = "2024"
licence = "CC0-1.0"
source = "essai"

[inputs.roads]
path = "roads.geojson"
crs = "EPSG:2154"
vintage = "2024"
licence = "CC0-1.0"
source = "essai"
columns = { speed = "speed" }

[travel]
model = "road"
line_direction = "both"
"""


def collection(features):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})


def feature(kind, coordinates, **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def commune(index):
    west, east, north = WEST + SIDE * index, WEST + SIDE * (index + 1), SOUTH + SIDE
    ring = [[west, SOUTH], [east, SOUTH], [east, north], [west, north], [west, SOUTH]]
    return feature("Polygon", [ring], code=f"0100{index + 1}", name=NAMES[index], seat_x=west + 1000, seat_y=SOUTH + 1000)


def road(index):
    start = WEST + 1000 + SIDE * index
    return feature("LineString", [[start, SOUTH + 1000], [start + SIDE, SOUTH + 1000]], speed=60)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="maillage-run-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.put("study.toml", STUDY)
        self.put("communes.geojson", collection([commune(i) for i in range(4)]))
        self.put("roads.geojson", collection([road(i) for i in range(3)]))
        people = "".join(f"0100{i + 1},{PEOPLE[i]}\n" for i in range(4))
        self.put("population.csv", "commune,total\n" + people)
        self.put("physicians.csv", f"id,x,y\np1,{WEST + 1000},{SOUTH + 1000}\np2,{WEST + 5000},{SOUTH + 1000}\n")

    def put(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def replace(self, name, old, new):
        text = (self.folder / name).read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.put(name, text.replace(old, new, 1))

    def call(self, *arguments, study="study.toml", out="out", env=None, code=0):
        command = [PROGRAM, "run", study, "--out", out, *arguments]
        done = subprocess.run(
            [str(part) for part in command], cwd=self.folder, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})},
        )  # fmt: skip
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def summary(self, out="out"):
        return json.loads((self.folder / out / "summary.json").read_text(encoding="utf-8"))


class Results(Case):
    def test_files_are_there_and_named_on_standard_output(self):
        done = self.call()
        there = set(contents(self.folder / "out"))
        for name in ("maillage.gpkg", "summary.json", "communes.csv", "diagnostics.csv", MANIFEST):
            self.assertIn(name, there)
        for name in ("access", "time", "zones"):
            for kind in ("png", "svg", "pdf"):
                self.assertIn(f"map_{name}.{kind}", there)
                self.assertGreater((self.folder / "out" / f"map_{name}.{kind}").stat().st_size, 1000)
        said = {pathlib.Path(line).name for line in done.stdout.splitlines()}
        self.assertEqual(said, {pathlib.Path(name).name for name in there})

    def test_figures_worked_out_by_hand(self):
        self.call()
        table = rows(self.folder / "out/communes.csv")
        self.assertEqual([row["code"] for row in table], ["01001", "01002", "01003", "01004"])
        self.assertEqual([row["seconds_gp"] for row in table], ["0.000", "120.000", "0.000", "120.000"])
        self.assertEqual([int(row["population"]) for row in table], PEOPLE)
        # All within 10 minutes of both physicians: 2SFCA = 2 physicians over 1000 people, per 10 000 inhabitants: 20.
        scores = [float(row["score_2sfca"]) for row in table]
        self.assertEqual(len(set(scores)), 1)
        self.assertAlmostEqual(scores[0], 20 if scores[0] > 1 else 0.002, places=9)
        self.assertEqual([float(row["score_cumulative"]) for row in table], [2, 2, 2, 2])

    def test_summary_accounts_for_every_inhabitant(self):
        self.call()
        summary = self.summary()
        self.assertRegex(summary["schema"], r"^maillage/summary/\d+$")
        accounting = summary["accounting"]
        self.assertEqual(accounting["communes"], 4)
        self.assertEqual(accounting["people"], sum(PEOPLE))
        self.assertEqual(accounting["people_in_results"] + accounting["people_listed_in_diagnostics"], sum(PEOPLE))
        self.assertEqual(summary["supply"]["physicians"], 2)
        self.assertEqual([within["people"] for within in summary["reach"][0]["people_within"]], [sum(PEOPLE)] * 4)

    def test_people_of_an_unknown_commune_are_listed(self):
        self.replace("population.csv", "01004,400\n", "01004,400\n01099,50\n")
        self.call()
        self.assertEqual(self.summary()["accounting"]["people_in_results"], sum(PEOPLE))
        problems = {row["code"]: row for row in rows(self.folder / "out/diagnostics.csv")}
        self.assertEqual(problems["people-not-placed"]["count"], "50")
        self.assertIn("01099", "".join(row["first_ids"] for row in problems.values()))

    def test_manifest_lists_every_file_with_its_hash(self):
        self.call()
        manifest = json.loads((self.folder / "out" / MANIFEST).read_text(encoding="utf-8"))
        listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
        there = contents(self.folder / "out")
        del there[MANIFEST]
        self.assertEqual(listed, there)


class SameBytes(Case):
    def check_places(self, study, first, second):
        self.call("--threads", "1", study=study, out=first, env={"TZ": "UTC", "LANG": "C", "LC_ALL": "C"})
        self.call("--threads", "2", study=study, out=second,
                  env={"TZ": "Pacific/Auckland", "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8"})  # fmt: skip
        one, two = contents(self.folder / first), contents(self.folder / second)
        self.assertTrue(one)
        self.assertEqual(one, two)

    def test_threads_folder_time_zone_and_locale_change_nothing(self):
        self.check_places("study.toml", "out", "elsewhere/deeper/results")

    def test_again_into_the_same_folder(self):
        self.call()
        before = contents(self.folder / "out")
        self.call()
        self.assertEqual(contents(self.folder / "out"), before)

    def test_the_demonstration(self):
        study = SOURCE / "geodata/demo/study.toml"
        if not study.is_file():
            self.skipTest("no geodata/demo here")
        self.check_places(study, "demo1", "other/demo2")
        accounting = self.summary("demo1")["accounting"]
        self.assertGreater(accounting["people"], 0)
        self.assertEqual(
            accounting["people_in_results"] + accounting["people_listed_in_diagnostics"], accounting["people"]
        )


class Refusals(Case):
    def refused(self, code, *parts, **how):
        """The run fails, says why, and a folder of results written before is as it was."""
        where = self.folder / how.get("out", "out")
        before = contents(where) if where.exists() else None
        beside = sorted(path.name for path in self.folder.iterdir())
        done = self.call(code=code, **how)
        for part in parts:
            self.assertIn(part, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(contents(where) if where.exists() else None, before)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), beside, "something was left beside")

    def test_unknown_key_names_line_and_nearest_key(self):
        self.call()
        self.replace("study.toml", 'model = "road"', 'modle = "road"')
        line = self.read_line("study.toml", "modle")
        self.refused(2, "study.toml", f"line {line}", "modle", "model")

    def read_line(self, name, word):
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        return 1 + next(i for i, text in enumerate(lines) if word in text)

    def test_missing_study(self):
        self.refused(2, "nowhere.toml", study="nowhere.toml")

    def test_missing_schema(self):
        self.replace("study.toml", "schema = 1\n", "")
        self.refused(2, "schema")

    def test_missing_column_names_file_and_column(self):
        self.call()
        self.replace("population.csv", "commune,total", "commune,totol")
        self.refused(1, "population.csv", "total")

    def test_roads_of_unsaid_direction(self):
        self.call()
        self.replace("study.toml", 'line_direction = "both"\n', "")
        self.refused(2, "direction")

    def test_missing_input_file(self):
        self.call()
        (self.folder / "roads.geojson").unlink()
        self.refused(1, "roads.geojson")

    def test_bad_number_names_its_line(self):
        self.call()
        self.replace("population.csv", "01003,300", "01003,3e")
        self.refused(1, "population.csv", "line 4", "3e")

    def test_unset_variable(self):
        self.replace("study.toml", '"population.csv"', '"${MAILLAGE_DATA}/population.csv"')
        environment = {key: value for key, value in os.environ.items() if key != "MAILLAGE_DATA"}
        done = subprocess.run([PROGRAM, "run", "study.toml", "--out", "out"], cwd=self.folder, capture_output=True,
                              text=True, check=False, env=environment)  # fmt: skip
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("MAILLAGE_DATA", done.stderr)
        self.assertFalse((self.folder / "out").exists())

    def test_folder_that_is_not_ours(self):
        (self.folder / "mine").mkdir()
        self.put("mine/letter.txt", "keep me")
        self.refused(2, "mine", out="mine")

    def test_strict_makes_data_problems_failures(self):
        self.call()
        self.replace("population.csv", "01004,400\n", "01004,400\n01099,50\n")
        before = contents(self.folder / "out")
        done = self.call("--strict", code=3)
        self.assertIn("population: 50", done.stderr)
        self.assertEqual(contents(self.folder / "out"), before)

    def test_unknown_option(self):
        self.call("--colour", "blue", code=2)


class Folder(Case):
    def test_a_file_of_somebody_else_is_carried_over(self):
        self.call()
        self.put("out/notes.txt", "mine")
        (self.folder / "out/photos").mkdir()
        self.put("out/photos/a.txt", "mine too")
        self.replace("population.csv", "01004,400", "01004,401")
        before = (self.folder / "out/communes.csv").read_bytes()
        self.call()
        self.assertNotEqual((self.folder / "out/communes.csv").read_bytes(), before)
        self.assertEqual((self.folder / "out/notes.txt").read_text(encoding="utf-8"), "mine")
        self.assertEqual((self.folder / "out/photos/a.txt").read_text(encoding="utf-8"), "mine too")

    def test_an_empty_folder_is_taken(self):
        (self.folder / "out").mkdir()
        self.call()
        self.assertTrue((self.folder / "out" / MANIFEST).is_file())


if __name__ == "__main__":
    unittest.main()
