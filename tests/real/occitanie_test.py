#!/usr/bin/env python3
"""Occitanie on real FINESS data, recomputed beside the program. Exit 77 where the data are absent.

MAILLAGE_BIN names the program, MAILLAGE_DATA the folder of real data.
"""

import csv
import hashlib
import json
import math
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from collections import Counter, defaultdict

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
DATA = pathlib.Path(os.environ.get("MAILLAGE_DATA") or "absent")
STUDY = pathlib.Path(__file__).resolve().parent / "occitanie.toml"

KINDS = {"603": "health_house", "124": "health_centre", "620": "pharmacy", "500": "nursing_home", "617": "on_call_house",
         "604": "cpts_office"}  # fmt: skip
SITES = {"health_house": 372, "health_centre": 280, "pharmacy": 1888, "nursing_home": 817, "on_call_house": 40, "cpts_office": 82}
REACHED = [k for k in ("health_house", "health_centre", "pharmacy", "nursing_home", "on_call_house")]
DRAWN, COMMUNES, PEOPLE = 4485, 4446, 6124653
WITHOUT_COORDINATES = ["310037510", "310037528", "300023165"]
MINUTES, LIMIT = (10, 15, 20, 30), 120
DETOUR, KMH = 1.3, 60


def run(out, *arguments):
    command = [PROGRAM, "run", str(STUDY), "--out", str(out), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def rows(path, **how):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, **how))


def contents(folder):
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def milliseconds(metres):
    return math.floor(3.6 * metres * DETOUR / KMH * 1000 + 0.5)


class Lambert93:
    """The projection by its formulas (IGN NT/G 71), to compare with."""

    def __init__(self):
        f = 1 / 298.257222101
        self.e, self.a = math.sqrt(2 * f - f * f), 6378137.0
        p1, p2, self.l0 = math.radians(44), math.radians(49), math.radians(3)
        self.n = (math.log(self.m(p1)) - math.log(self.m(p2))) / (math.log(self.t(p1)) - math.log(self.t(p2)))
        self.f = self.m(p1) / (self.n * self.t(p1) ** self.n)
        self.r0 = self.a * self.f * self.t(math.radians(46.5)) ** self.n

    def m(self, p):
        return math.cos(p) / math.sqrt(1 - (self.e * math.sin(p)) ** 2)

    def t(self, p):
        s = self.e * math.sin(p)
        return math.tan(math.pi / 4 - p / 2) / ((1 - s) / (1 + s)) ** (self.e / 2)

    def __call__(self, degrees):
        r = self.a * self.f * self.t(math.radians(degrees[1])) ** self.n
        angle = self.n * (math.radians(degrees[0]) - self.l0)
        return 700000 + r * math.sin(angle), 6600000 + self.r0 - r * math.cos(angle)


def depth(polygon, x, y):
    """Metres from a point to the border of a polygon, negative outside."""
    inside, nearest = False, math.inf
    for ring in polygon:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            length = (x2 - x1) ** 2 + (y2 - y1) ** 2
            u = 0 if length == 0 else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
            nearest = min(nearest, math.hypot(x - x1 - u * (x2 - x1), y - y1 - u * (y2 - y1)))
    return nearest if inside else -nearest


def deepest(polygon, steps=24):
    """The greatest depth on a grid of points: a lower bound of what the innermost point must have."""
    xs, ys = [p[0] for p in polygon[0]], [p[1] for p in polygon[0]]
    grid = [(min(xs) + (max(xs) - min(xs)) * (i + 0.5) / steps, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / steps)
            for i in range(steps) for j in range(steps)]  # fmt: skip
    return max(depth(polygon, x, y) for x, y in grid)


class Occitanie(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="maillage-occitanie-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.out = cls.folder / "one"
        done = run(cls.out, "--threads", "1")
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        cls.summary = json.loads((cls.out / "summary.json").read_text(encoding="utf-8"))
        cls.communes = rows(cls.out / "communes.csv")
        cls.departments = rows(cls.out / "departments.csv")
        cls.finess = rows(DATA / "occitanie/finess.csv", delimiter=";")
        cls.passage = {r["old_code"]: r["current_code"] for r in rows(DATA / "france/commune_passage.csv")}
        cls.drawn = json.loads((DATA / "occitanie/communes.geojson").read_text(encoding="utf-8"))["features"]
        cls.places = defaultdict(list)
        for site in cls.finess:
            if site["coordxet"] and site["categetab"] in KINDS:
                cls.places[KINDS[site["categetab"]]].append((float(site["coordxet"]), float(site["coordyet"])))

    def found(self, code, subject):
        return [d for d in self.summary["diagnostics"] if (d["code"], d["subject"]) == (code, subject)]

    def one(self, code, subject):
        found = self.found(code, subject)
        self.assertEqual(len(found), 1, code)
        return found[0]

    # What goes in

    def test_every_site_is_used_named_or_counted(self):
        self.assertEqual(len(self.finess), 10007)
        of_file = Counter(KINDS[s["categetab"]] for s in self.finess if s["categetab"] in KINDS)
        self.assertEqual(of_file, SITES)
        connection = sqlite3.connect(self.out / "maillage.gpkg")
        in_layer = dict(connection.execute("SELECT kind, count(*) FROM sites GROUP BY kind"))
        connection.close()
        self.assertEqual(in_layer, SITES)
        self.assertEqual({r["kind"]: r["places"] for r in self.summary["reach"]}, {k: SITES[k] for k in REACHED})
        missing = self.one("position-missing", "sites")
        self.assertEqual(missing["first_ids"], WITHOUT_COORDINATES)
        self.assertEqual(missing["count"], 3)
        self.assertEqual(self.found("point-outside-area", "sites"), [])
        self.assertEqual(self.one("site-category-unused", "sites")["count"], 10007 - sum(SITES.values()))

    def test_the_two_pairs_of_coordinates_agree(self):
        self.assertEqual(self.one("coordinates-compared", "sites")["count"], 10004)
        self.assertEqual(self.found("coordinates-differ", "sites"), [])
        project = Lambert93()
        for site in self.finess[::50]:
            if site["coordxet"]:
                x, y = project((float(site["longitude"]), float(site["latitude"])))
                self.assertLess(math.hypot(x - float(site["coordxet"]), y - float(site["coordyet"])), 0.01)

    def test_sites_in_another_commune_than_their_code_are_named(self):
        other = self.one("site-in-other-commune", "sites")
        self.assertEqual(other["count"], 22)
        project, areas = Lambert93(), defaultdict(list)
        for feature in self.drawn:
            code = feature["properties"]["code"]
            shape = feature["geometry"]
            for polygon in [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]:
                areas[self.passage.get(code, code)].append([[project(p) for p in ring] for ring in polygon])
        sites = {s["numero_finess_etablissement"]: s for s in self.finess}
        for told in other["first_ids"]:
            name, codes = told.rstrip(")").split(" (")
            written, held = codes.split("→")
            site = sites[name]
            self.assertEqual(site["code_insee"], written)
            at = float(site["coordxet"]), float(site["coordyet"])
            self.assertTrue(any(depth(p, *at) >= 0 for p in areas[held]), told)
            self.assertTrue(all(depth(p, *at) <= 0 for p in areas[self.passage.get(written, written)]), told)

    def test_merged_communes_keep_their_people(self):
        self.assertEqual(len(self.drawn), DRAWN)
        moved = {f["properties"]["code"] for f in self.drawn} & set(self.passage)
        self.assertEqual(self.one("commune-code-moved", "communes")["count"], len(moved))
        self.assertEqual(len(moved), 40)
        now = {self.passage.get(f["properties"]["code"], f["properties"]["code"]) for f in self.drawn}
        self.assertEqual({row["code"] for row in self.communes}, now)
        self.assertEqual(len(now), COMMUNES)
        departments = {code[:2] for code in now}
        given = {r["COM"]: int(r["PMUN"]) for r in rows(DATA / "france/population.csv") if r["COM"][:2] in departments}
        self.assertEqual({row["code"]: int(row["population"]) for row in self.communes}, given)
        accounting = self.summary["accounting"]
        self.assertEqual(sum(given.values()), PEOPLE)
        self.assertEqual(accounting["people"], PEOPLE)
        self.assertEqual(accounting["people_in_results"] + accounting["people_listed_in_diagnostics"], PEOPLE)
        self.assertEqual(accounting["people_listed_in_diagnostics"], 0)

    # Where communes stand

    def test_centres_are_flagged_as_geometric_points(self):
        self.assertEqual({row["centre_rule"] for row in self.communes}, {"inside-polygon"})
        warning = self.one("centre-inside-polygon", "communes")
        self.assertEqual((warning["severity"], warning["count"]), ("warning", COMMUNES))
        self.assertEqual(self.summary["accounting"]["communes_placed_by"], {"inside-polygon": COMMUNES})
        self.assertIn("non là où vivent leurs habitants", self.summary["accounting"]["centre_note"])
        self.assertIn("vol d’oiseau × 1,3 à 60 km/h", (self.out / "map_reach_health_house.txt").read_text(encoding="utf-8"))
        self.assertIn("point géométrique", (self.out / "map_reach_health_house.txt").read_text(encoding="utf-8"))

    def test_they_are_the_innermost_points(self):
        project = Lambert93()
        merged = Counter(self.passage.get(f["properties"]["code"], f["properties"]["code"]) for f in self.drawn)
        centres = {row["code"]: (float(row["centre_x"]), float(row["centre_y"])) for row in self.communes}
        looked_at = 0
        for feature in self.drawn[::45]:
            code = feature["properties"]["code"]
            if code not in centres or merged[code] > 1 or feature["geometry"]["type"] != "Polygon":
                continue
            polygon = [[project(p) for p in ring] for ring in feature["geometry"]["coordinates"]]
            at = depth(polygon, *centres[code])
            self.assertGreater(at, 0, code)
            self.assertGreaterEqual(at + 11, deepest(polygon), code)  # found to 10 m
            looked_at += 1
        self.assertGreater(looked_at, 80)

    # Times and people

    def nearest_ms(self, kind, step):
        grid, side = defaultdict(list), 20000
        for x, y in self.places[kind]:
            grid[int(x // side), int(y // side)].append((x, y))
        for row in self.communes[::step]:
            x, y = float(row["centre_x"]), float(row["centre_y"])
            i, j, best, ring = int(x // side), int(y // side), math.inf, 0
            while best > (ring - 1) * side and ring < 40:
                for a in range(i - ring, i + ring + 1):
                    for b in range(j - ring, j + ring + 1):
                        if max(abs(a - i), abs(b - j)) == ring:
                            best = min([best, *(math.hypot(px - x, py - y) for px, py in grid.get((a, b), ()))])
                ring += 1
            yield row, milliseconds(best)

    def test_times_to_the_nearest_once_more(self):
        for kind in REACHED:
            for row, ms in self.nearest_ms(kind, 1 if len(self.places[kind]) < 500 else 7):
                told = row[f"seconds_{kind}"]
                self.assertEqual(told == "", ms > LIMIT * 60000, (kind, row["name"]))
                if told:
                    self.assertLessEqual(abs(float(told) * 1000 - ms), 1, (kind, row["name"]))

    def test_people_within_by_department_once_more(self):
        for kind in ("health_house", "on_call_house", "health_centre"):
            people = defaultdict(lambda: dict.fromkeys(MINUTES, 0))
            for row, ms in self.nearest_ms(kind, 1):
                for minutes in MINUTES:
                    people[row["department"]][minutes] += int(row["population"]) if ms <= minutes * 60000 else 0
            for group in self.departments:
                total = int(group["population"])
                for minutes in MINUTES:
                    self.assertEqual(int(group[f"people_{minutes}min_{kind}"]), people[group["id"]][minutes])
                    share = 100 * people[group["id"]][minutes] / total
                    self.assertAlmostEqual(float(group[f"percent_{minutes}min_{kind}"]), share, places=9)
            told = next(r for r in self.summary["reach"] if r["kind"] == kind)
            self.assertEqual([w["people"] for w in told["people_within"]], [sum(p[m] for p in people.values()) for m in MINUTES])

    def test_departments_add_up(self):
        self.assertEqual(len(self.departments), 13)
        self.assertEqual(sum(int(g["population"]) for g in self.departments), PEOPLE)
        self.assertEqual(sum(int(g["communes"]) for g in self.departments), COMMUNES)
        for kind, number in SITES.items():
            self.assertEqual(sum(int(g[f"sites_{kind}"]) for g in self.departments), number, kind)
            for g in self.departments:
                self.assertAlmostEqual(float(g[f"sites_per_10000_{kind}"]), 1e4 * int(g[f"sites_{kind}"]) / int(g["population"]), places=9)

    def test_farthest_communes_are_the_farthest(self):
        told = defaultdict(list)
        for row in rows(self.out / "farthest_communes.csv"):
            told[row["department"], row["kind"]].append(row)
        self.assertEqual(len(told), 13 * len(REACHED))
        for (department, kind), ranked in told.items():
            column = f"seconds_{kind}"
            own = [r for r in self.communes if r["department"] == department]
            own.sort(key=lambda r: (-float(r[column] or math.inf), r["code"]))
            self.assertEqual([r["code"] for r in ranked], [r["code"] for r in own[:5]])
            self.assertEqual([r["seconds"] for r in ranked], [r[column] for r in own[:5]])
            group = next(g for g in self.departments if g["id"] == department)
            self.assertEqual((group[f"farthest_{kind}"], group[f"farthest_seconds_{kind}"]), (own[0]["name"], own[0][column]))

    # What cannot be said

    def test_it_says_what_its_inputs_cannot_answer(self):
        asked = {q["id"]: q for q in self.summary["questions"]}
        for name in ("access-index", "under-served", "medical-time", "retirements", "outside-cpts", "roads-cut", "beyond-the-edge",
                     "needs-by-age", "inside-communes", "health-centres", "official-zoning", "same-year"):  # fmt: skip
            self.assertEqual(asked[name]["answer"], "not_answerable", name)
            self.assertTrue(asked[name]["needed"], name)
        for name in ("time-to-care", "people-within", "on-call", "by-group"):
            self.assertEqual(asked[name]["answer"], "partly", name)
        self.assertIn("82", asked["outside-cpts"]["reason"])
        self.assertIn("vol d’oiseau", asked["time-to-care"]["reason"])
        self.assertIn("2018", asked["same-year"]["reason"])
        self.assertEqual(len(asked), 16)
        table = rows(self.out / "questions.csv")
        self.assertEqual([(q["id"], q["answer"], q["reason"]) for q in table],
                         [(q["id"], q["answer"], q["reason"]) for q in self.summary["questions"]])  # fmt: skip
        connection = sqlite3.connect(self.out / "maillage.gpkg")
        stored = [r[0] for r in connection.execute("SELECT id FROM maillage_questions ORDER BY rowid")]
        connection.close()
        self.assertEqual(stored, [q["id"] for q in table])

    def test_no_map_index_or_class_stands_where_nothing_is_known(self):
        made = {p.name for p in self.out.glob("map_*.png")}
        self.assertEqual(made, {f"map_reach_{kind}.png" for kind in REACHED})
        refused = self.one("map-not-drawn", "outputs")
        self.assertEqual(refused["first_ids"], ["access", "zones"])
        for key in ("apl_index", "access_classes", "supply"):
            self.assertNotIn(key, self.summary)
        self.assertIsNone(self.summary["outside_any_cpts"])
        self.assertFalse([c for c in self.communes[0] if c.startswith(("score_", "apl", "access_", "cpts"))])
        self.assertFalse((self.out / "under_served_zones.csv").exists())

    def test_check_lists_them_without_computing(self):
        done = subprocess.run([PROGRAM, "check", str(STUDY), "--json"], capture_output=True, text=True, check=True)
        report = json.loads(done.stdout)
        self.assertEqual(report["questions"], self.summary["questions"])
        self.assertEqual(report["loaded"]["sites"], sum(SITES.values()))
        self.assertEqual(report["loaded"]["communes_placed_by_inside-polygon"], COMMUNES)
        told = subprocess.run([PROGRAM, "check", str(STUDY)], capture_output=True, text=True, check=True).stdout
        self.assertRegex(told, r"not_answerable +Quelles communes ne sont dans aucune CPTS")
        self.assertIn("→ [inputs.cpts]", told)

    def test_three_threads_write_the_same_bytes(self):
        other = self.folder / "three"
        done = run(other, "--threads", "3")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(contents(self.out), contents(other))


if __name__ == "__main__":
    if not (DATA / "occitanie/finess.csv").is_file():
        print("occitanie: no real data (MAILLAGE_DATA): skipped")
        sys.exit(77)
    unittest.main()
