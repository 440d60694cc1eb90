#!/usr/bin/env python3
"""Corsica on real data, from the study to the folder of results. Exit 77 where the data are absent.

MAILLAGE_BIN names the program, MAILLAGE_DATA the folder of real data.
"""

import csv
import hashlib
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
DATA = os.environ.get("MAILLAGE_DATA", "")
STUDY = pathlib.Path(__file__).resolve().parent / "corsica.toml"

COMMUNES, PEOPLE, PHYSICIANS, COMMUNES_WITH_PHYSICIANS = 360, 355486, 327, 69


def run(out, *arguments):
    command = [PROGRAM, "run", str(STUDY), "--out", str(out), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


class Corsica(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="maillage-corsica-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.out = cls.folder / "one"
        done = run(cls.out, "--threads", "1")
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        cls.summary = json.loads((cls.out / "summary.json").read_text(encoding="utf-8"))
        cls.communes = rows(cls.out / "communes.csv")
        cls.input = rows(pathlib.Path(DATA) / "corsica/communes.csv")

    def test_it_can_be_proved_right(self):
        done = subprocess.run([PROGRAM, "verify", self.out, "--study", STUDY, "--complete"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_every_commune_and_inhabitant_is_accounted_for(self):
        accounting = self.summary["accounting"]
        self.assertEqual(accounting["communes"], COMMUNES)
        self.assertEqual(accounting["people"], PEOPLE)
        self.assertEqual(accounting["people_in_results"] + accounting["people_listed_in_diagnostics"], PEOPLE)
        self.assertEqual(len(self.communes), COMMUNES)
        self.assertEqual({row["code"] for row in self.communes}, {row["code_insee"] for row in self.input})
        self.assertEqual(sum(int(row["population"]) for row in self.communes), PEOPLE)

    def test_every_physician_is_counted_where_the_input_has_him(self):
        self.assertEqual(self.summary["supply"]["physicians"], PHYSICIANS)
        self.assertEqual(self.summary["supply"]["places"], COMMUNES_WITH_PHYSICIANS)
        given = {row["code_insee"]: float(row["gp_d201_insee"]) for row in self.input}
        self.assertEqual({row["code"]: float(row["gp_heads"]) for row in self.communes}, given)
        for row in self.communes:
            if given[row["code"]] > 0:
                self.assertEqual(float(row["seconds_gp"]), 0, row["name"])

    def test_people_within_reach_grow_with_time(self):
        within = [entry["people"] for entry in self.summary["reach"][0]["people_within"]]
        self.assertEqual(within, sorted(within))
        self.assertLessEqual(within[-1], PEOPLE)
        for entry in self.summary["reach"][0]["people_within"]:
            reached = sum(
                int(row["population"]) for row in self.communes
                if row["seconds_gp"] and float(row["seconds_gp"]) <= 60 * entry["minutes"]
            )  # fmt: skip
            self.assertEqual(reached, entry["people"])

    def test_communes_beyond_the_limit_are_far_not_unknown(self):
        beyond = [row for row in self.communes if not row["seconds_gp"]]
        self.assertGreater(len(beyond), 0)
        self.assertTrue(all(float(row["minutes_capped_gp"]) > 60 for row in beyond))
        self.assertNotIn("non disponible", (self.out / "map_time.txt").read_text(encoding="utf-8"))

    def test_supply_is_shared_out_whole(self):
        # METHODS § 2: Σ P·A = Σ S for e2sfca when each site has demand within reach; scores per 10 000 inhabitants.
        shared = math.fsum(int(row["population"]) * float(row["score_e2sfca"]) for row in self.communes)
        self.assertAlmostEqual(shared / 10000, PHYSICIANS, places=6)

    def test_no_legal_class_from_head_counts(self):
        index = self.summary["apl_index"]
        self.assertIs(index["calibrated"], False)
        self.assertIs(index["legal_breaks_allowed"], False)
        self.assertIn("type APL", index["label_fr"])
        self.assertEqual(self.summary["parameters"]["zoning"]["rule"], "rank")

    def test_official_zoning_stands_beside_ours(self):
        official = self.summary["official_zoning"]
        self.assertEqual({cell["official_zone"] for cell in official["people"]}, {"1_ZIP", "2_ZAC", "3_HZ"})
        self.assertEqual(sum(cell["people"] for cell in official["people"]), PEOPLE)
        named = official["largest_disagreements"]
        self.assertEqual(len(named), 5)
        known = {row["code"]: row for row in self.communes}
        for commune in named:
            self.assertEqual(known[commune["code"]]["name"], commune["name"])
            self.assertEqual(int(known[commune["code"]]["population"]), commune["people"])

    def test_zones_hold_the_people_of_their_communes(self):
        members = {}
        for row in self.communes:
            if row["under_served_zone"]:
                members.setdefault(row["under_served_zone"], []).append(int(row["population"]))
        zones = {row["id"]: row for row in rows(self.out / "under_served_zones.csv")}
        self.assertTrue(zones)
        self.assertEqual(set(zones), set(members))
        for name, people in members.items():
            self.assertEqual(int(zones[name]["communes"]), len(people))
            self.assertEqual(int(zones[name]["population"]), sum(people))

    def test_two_threads_write_the_same_bytes(self):
        other = self.folder / "two"
        done = run(other, "--threads", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(contents(self.out), contents(other))


if __name__ == "__main__":
    if not (DATA and (pathlib.Path(DATA) / "corsica/roads.gpkg").is_file()):
        print("corsica: no real data (MAILLAGE_DATA): skipped")
        sys.exit(77)
    unittest.main()
