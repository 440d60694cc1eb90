#!/usr/bin/env python3
"""The numbers of Corsica once more, by another way: centres, floating catchments, index, people within reach and rank
classes reckoned here from the inputs and the journeys of `maillage times`. Exit 77 without the real data."""

import csv
import json
import math
import os
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
ROOT = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
DATA = pathlib.Path(os.environ.get("MAILLAGE_DATA") or ROOT.parent / "shared/data")
ROADS = DATA / "corsica/roads.gpkg"
LOCAL = {"residential", "living_street", "unclassified", "tertiary", "service", "", None}
RADIUS = 500


def rings(blob):
    """Rings of a GeoPackage polygon or multipolygon, or the points of a line."""
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]

    def read(pattern):
        nonlocal at
        values = struct.unpack_from("<" + pattern, blob, at)
        at += struct.calcsize("<" + pattern)
        return values

    def points():
        return [read("dd") for _ in range(read("I")[0])]

    def geometry():
        order, kind = read("BI")
        assert order == 1
        if kind == 2:
            return [points()]
        if kind == 3:
            return [points() for _ in range(read("I")[0])]
        assert kind in (5, 6), kind
        return [ring for _ in range(read("I")[0]) for ring in geometry()]

    return geometry()


def inside(area, x, y):
    odd = False
    for ring in area:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def street_ends():
    ends = {}
    with sqlite3.connect(f"file:{ROADS}?mode=ro", uri=True) as base:
        column = base.execute("select column_name from gpkg_geometry_columns where table_name='roads'").fetchone()[0]
        for blob, length, road_class in base.execute(f'select "{column}", length_m, highway from roads'):
            if road_class not in LOCAL:
                continue
            for line in rings(blob):
                for end in (line[0], line[-1]):
                    ends[end] = ends.get(end, 0.0) + length / 2
    return ends


def centres(areas):
    """By commune, the road end inside with the most local streets within 500 m; ties by x, then y."""
    ends = street_ends()
    grid = {}
    for (x, y), metres in ends.items():
        grid.setdefault((x // RADIUS, y // RADIUS), []).append((x, y, metres))

    def around(x, y):
        return sum(m for i in (-1, 0, 1) for j in (-1, 0, 1)
                   for (a, b, m) in grid.get((x // RADIUS + i, y // RADIUS + j), ()) if math.hypot(a - x, b - y) <= RADIUS)

    boxes = {code: (min(p[0] for r in area for p in r), min(p[1] for r in area for p in r),
                    max(p[0] for r in area for p in r), max(p[1] for r in area for p in r)) for code, area in areas.items()}
    squares = {}
    for code, (left, low, right, top) in boxes.items():
        for i in range(int(left // 2000), int(right // 2000) + 1):
            for j in range(int(low // 2000), int(top // 2000) + 1):
                squares.setdefault((i, j), []).append(code)
    best = {}
    for x, y in sorted(ends):
        for code in squares.get((int(x // 2000), int(y // 2000)), ()):
            left, low, right, top = boxes[code]
            if left <= x <= right and low <= y <= top and inside(areas[code], x, y):
                metres = around(x, y)
                if code not in best or metres > best[code][0] + 1e-6:
                    best[code] = (metres, x, y)
                break
    return {code: (x, y) for code, (_, x, y) in best.items()}


def band(minutes, bands):
    return next((weight for edge, weight in bands if minutes <= edge), 0.0)


def catchment(times, people, supply, bands):
    demand = dict.fromkeys(supply, 0.0)
    for (i, j), t in times.items():
        demand[j] += band(t, bands) * people[i]
    ratio = {j: supply[j] / demand[j] if demand[j] > 0 else 0.0 for j in supply}
    scores = dict.fromkeys(people, 0.0)
    for (i, j), t in times.items():
        scores[i] += band(t, bands) * ratio[j]
    return scores


class Corsica(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="maillage-corsica-")
        cls.folder = pathlib.Path(cls.scratch.name)
        environment = {**os.environ, "MAILLAGE_DATA": str(DATA)}
        subprocess.run([PROGRAM, "run", ROOT / "tests/real/corsica.toml", "--out", cls.folder / "out"], env=environment,
                       check=True, capture_output=True)
        with open(cls.folder / "out/communes.csv", newline="", encoding="utf-8") as file:
            cls.rows = {row["code"]: row for row in csv.DictReader(file)}
        cls.summary = json.loads((cls.folder / "out/summary.json").read_text(encoding="utf-8"))
        with sqlite3.connect(cls.folder / "out/maillage.gpkg") as base:
            column = base.execute("select column_name from gpkg_geometry_columns where table_name='communes'").fetchone()[0]
            areas = {code: rings(blob) for code, blob in base.execute(f'select code, "{column}" from communes')}
        cls.centres = centres(areas)
        with open(DATA / "corsica/communes.csv", newline="", encoding="utf-8") as file:
            inputs = {row["code_insee"]: row for row in csv.DictReader(file)}
        cls.people = {code: float(inputs[code]["population_municipale"]) for code in cls.rows}
        heads = {code: float(inputs[code]["gp_d201_insee"] or 0) for code in cls.rows}
        cls.heads = {code: n for code, n in heads.items() if n > 0}
        for name, codes in (("o.csv", cls.people), ("d.csv", cls.heads)):
            text = "id,x,y\n" + "".join(f"{c},{cls.centres[c][0]!r},{cls.centres[c][1]!r}\n" for c in codes)
            (cls.folder / name).write_text(text, encoding="utf-8")
        subprocess.run([PROGRAM, "times", "--network", ROADS, "--origins", "o.csv", "--destinations", "d.csv", "--limit",
                        "60min", "--line-direction", "forward", "--out", "t.csv"], cwd=cls.folder, check=True,
                       capture_output=True)
        with open(cls.folder / "t.csv", newline="", encoding="utf-8") as file:
            cls.times = {(r["from"], r["to"]): float(r["seconds"]) / 60 for r in csv.DictReader(file)}

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def agree(self, column, ours):
        for code, row in self.rows.items():
            if code not in ours:  # no physician within the limit
                self.assertEqual(row[column], "", code)
                continue
            theirs = float(row[column])
            self.assertTrue(math.isclose(theirs, ours[code], rel_tol=1e-9, abs_tol=1e-12), (code, theirs, ours[code]))

    def test_people_and_physicians(self):
        self.assertEqual(len(self.rows), 360)
        self.assertEqual(sum(self.people.values()), self.summary["accounting"]["people"])
        self.assertEqual(self.summary["accounting"]["people_in_results"], sum(self.people.values()))
        self.assertEqual(sum(self.heads.values()), 327)

    def test_time_to_the_nearest(self):
        nearest = {}
        for (i, _), t in self.times.items():
            nearest[i] = min(t, nearest.get(i, math.inf))
        self.agree("seconds_gp", {c: 60 * t for c, t in nearest.items()})
        for step in self.summary["reach"][0]["people_within"]:
            people = sum(self.people[c] for c, t in nearest.items() if t <= step["minutes"])
            self.assertEqual(people, step["people"])
            self.assertAlmostEqual(people / sum(self.people.values()), step["share"], 12)

    def test_two_floating_catchments(self):
        bands = ((10, 1.0), (20, 0.68), (30, 0.22))
        self.agree("score_e2sfca", {c: s * 1e4 for c, s in catchment(self.times, self.people, self.heads, bands).items()})
        self.agree("score_2sfca", {c: s * 1e4 for c, s in catchment(self.times, self.people, self.heads, ((30, 1.0),)).items()})

    def index(self):
        acts = {code: 5400 * n for code, n in self.heads.items()}
        return catchment(self.times, self.people, acts, ((10, 1.0), (15, 2 / 3), (20, 1 / 3)))

    def test_index(self):
        self.agree("apl_index", self.index())
        index = self.index()
        mean = sum(self.people[c] * index[c] for c in index) / sum(self.people.values())
        self.assertAlmostEqual(self.summary["apl_index"]["mean_weighted_by_standardised_population"], mean, 9)

    def test_rank_classes(self):
        index = {code: float(row["apl_index"]) for code, row in self.rows.items()}
        order = sorted(set(index.values()))
        total = sum(self.people.values())
        filled, current, classes = 0.0, 0, {}
        names = ("priority", "intermediate", "outside")
        for k, score in enumerate(order):
            block = [c for c in index if index[c] == score]
            filled += sum(self.people[c] for c in block)
            if current == 0 and filled > 0.2443 * total and k > 0:
                current = 1
            if current == 1 and filled > (0.2443 + 0.3339) * total:
                current = 2
            classes.update(dict.fromkeys(block, names[current]))
        self.assertEqual({code: row["access_class"] for code, row in self.rows.items()}, classes)


if __name__ == "__main__":
    if not ROADS.exists():
        print(f"no real data in {DATA}: set MAILLAGE_DATA")
        sys.exit(77)
    unittest.main()
