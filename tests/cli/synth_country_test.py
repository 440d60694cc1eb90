"""maillage synth --communes 35000: a whole country, its size, its cost, and that it hangs together. About ten minutes."""

import array
import collections
import csv
import math
import os
import pathlib
import resource
import sqlite3
import struct
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
# A territory already generated with the same command is looked at instead of generating it.
READY = os.environ.get("MAILLAGE_COUNTRY")
COMMUNES = 35000


def rings(blob):
    """Every ring of a MultiPolygon in GeoPackage binary, as a list of (x, y)."""
    envelope = (blob[3] >> 1) & 7
    at = 8 + (0, 32, 48, 48, 64)[envelope]

    def unpack(layout):
        nonlocal at
        values = struct.unpack_from("<" + layout, blob, at)
        at += struct.calcsize("<" + layout)
        return values

    unpack("BI")
    (polygons,) = unpack("I")
    for _ in range(polygons):
        unpack("BI")
        (count,) = unpack("I")
        for _ in range(count):
            (points,) = unpack("I")
            flat = unpack(f"{2 * points}d")
            yield list(zip(flat[::2], flat[1::2]))


def area(ring):
    x0, y0 = ring[0]
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(ring, ring[1:])) / 2


class Graph:
    """Directed arcs in compressed rows."""

    def __init__(self, nodes, arcs):
        self.nodes = nodes
        self.first = array.array("i", bytes(4 * (nodes + 2)))
        for a, _ in arcs():
            self.first[a + 1] += 1
        for n in range(1, nodes + 2):
            self.first[n] += self.first[n - 1]
        place = array.array("i", self.first)
        self.to = array.array("i", bytes(4 * self.first[nodes + 1]))
        for a, b in arcs():
            self.to[place[a]] = b
            place[a] += 1

    def parts(self):
        """Marks what the first unmarked node reaches with 1, and so on; gives marks and sizes."""
        mark, sizes = array.array("i", bytes(4 * (self.nodes + 1))), []
        for start in range(1, self.nodes + 1):
            if mark[start]:
                continue
            number, stack, count = len(sizes) + 1, [start], 0
            mark[start] = number
            while stack:
                n = stack.pop()
                count += 1
                for m in self.to[self.first[n] : self.first[n + 1]]:
                    if mark[m] != number:
                        mark[m] = number
                        stack.append(m)
            sizes.append(count)
        return mark, sizes


class Country(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cost = None
        if READY:
            cls.folder = pathlib.Path(READY)
        else:
            scratch = tempfile.TemporaryDirectory()
            cls.addClassCleanup(scratch.cleanup)
            cls.folder = pathlib.Path(scratch.name) / "country"
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([PROGRAM, "synth", "--communes", str(COMMUNES), "--out", str(cls.folder)], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cls.cost = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, after.ru_maxrss
        cls.base = sqlite3.connect(f"file:{cls.folder / 'territory.gpkg'}?mode=ro", uri=True)
        cls.addClassCleanup(cls.base.close)

    def rows(self, name):
        with open(self.folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def test_it_is_made_in_minutes_and_bounded_memory(self):
        if self.cost is None:
            self.skipTest("a territory made before was given")
        seconds, kilobytes = self.cost
        self.assertLess(seconds, 600)  # of processor time
        self.assertLess(kilobytes, 3_000_000)

    def test_totals(self):
        self.assertGreaterEqual(sum(1 for _ in self.rows("cells")), 1_000_000)
        nodes = self.base.execute("SELECT max(max(from_node), max(to_node)) FROM roads").fetchone()[0]
        self.assertGreaterEqual(nodes, 4_000_000)
        self.assertGreaterEqual(nodes / COMMUNES, 115)
        links = self.base.execute("SELECT sum(CASE direction WHEN 'both' THEN 2 ELSE 1 END) FROM roads").fetchone()[0]
        self.assertTrue(8_000_000 < links < 14_000_000, links)
        doctors = {row["id"] for row in self.rows("physicians") if row["speciality"] == "general_practice"}
        self.assertTrue(55_000 < len(doctors) < 65_000, len(doctors))
        sites = collections.Counter(row["category"] for row in self.rows("sites"))
        self.assertTrue(150 <= sites["355"] <= 300, sites)
        self.assertTrue(300 <= sites["617"] <= 500, sites)
        self.assertTrue(600 <= len({row["id"] for row in self.rows("cpts")}) <= 900)
        departments = self.base.execute("SELECT count(*) FROM departments").fetchone()[0]
        self.assertTrue(90 <= departments <= 105, departments)
        for column, least, most in (("epci", 1400, 1650), ("living_area", 2400, 3000)):
            found = self.base.execute(f"SELECT count(DISTINCT {column}) FROM communes").fetchone()[0]
            self.assertTrue(least <= found <= most, (column, found))

    def test_communes_cover_it(self):
        owner, total = {}, 0
        for (blob,) in self.base.execute("SELECT geom FROM communes"):
            for ring in rings(blob):
                total += area(ring)
                for segment in zip(ring, ring[1:]):
                    self.assertNotIn(segment, owner)  # no two on the same side of a border
                    owner[segment] = True
        outline = {s for s in owner if (s[1], s[0]) not in owner}
        whole, edges = 0, set()
        for (blob,) in self.base.execute("SELECT geom FROM departments"):
            for ring in rings(blob):
                whole += area(ring)
                edges.update(zip(ring, ring[1:]))
        self.assertLess(abs(total - whole), 1000)  # m² of 550 000 km²
        self.assertEqual(outline, {s for s in edges if (s[1], s[0]) not in edges})

    def test_the_network_is_strongly_connected(self):
        nodes = self.base.execute("SELECT max(max(from_node), max(to_node)) FROM roads").fetchone()[0]
        islands = self.base.execute("SELECT count(*) / 2 FROM roads WHERE class = 'ferry'").fetchone()[0]
        self.assertGreaterEqual(islands, 10)

        def arcs(backwards, ferries):
            def each():
                query = "SELECT from_node, to_node, direction FROM roads" + ("" if ferries else " WHERE class <> 'ferry'")
                for a, b, direction in self.base.execute(query):
                    if direction == "both":
                        yield a, b
                        yield b, a
                    else:
                        yield (b, a) if backwards else (a, b)

            return each

        forward, sizes = Graph(nodes, arcs(False, False)).parts()
        backward, same = Graph(nodes, arcs(True, False)).parts()
        self.assertEqual(len(sizes), islands + 1)  # the mainland and each island
        self.assertEqual(sizes, same)
        self.assertEqual(sum(sizes), nodes)
        self.assertEqual(forward, backward)
        for backwards in (False, True):
            self.assertEqual(Graph(nodes, arcs(backwards, True)).parts()[1], [nodes])

    def test_roads_by_class(self):
        km = dict(self.base.execute("SELECT class, sum(length_m) / 1000 FROM roads WHERE class <> 'ferry' GROUP BY class"))
        total = sum(km.values())
        bounds = {"motorway": (0.5, 3), "trunk": (1.5, 6), "primary": (1.5, 6), "secondary": (2, 8), "tertiary": (8, 20),
                  "unclassified": (40, 60), "residential": (18, 38)}
        self.assertEqual(set(km), set(bounds))
        for name, (least, most) in bounds.items():
            self.assertTrue(least <= 100 * km[name] / total <= most, (name, 100 * km[name] / total))
        roundabouts, one_ways = self.base.execute(
            "SELECT count(DISTINCT CASE name WHEN 'Giratoire' THEN id END), sum(direction = 'forward') FROM roads").fetchone()
        self.assertGreater(roundabouts, 10_000)
        self.assertGreater(one_ways, 50_000)

    def test_people_and_practitioners(self):
        people = {row["commune"]: int(row["total"]) for row in self.rows("population")}
        self.assertEqual(len(people), COMMUNES)
        ages, seen, doctors = {"rural": [], "urban": []}, set(), collections.Counter()
        for row in self.rows("physicians"):
            if row["speciality"] != "general_practice":
                continue
            doctors[row["commune"]] += 1
            if row["id"] not in seen:
                seen.add(row["id"])
                size = people[row["commune"]]
                if size < 2500:
                    ages["rural"].append(int(row["age"]))
                if size > 8000:
                    ages["urban"].append(int(row["age"]))
        mean = {kind: sum(values) / len(values) for kind, values in ages.items()}
        self.assertGreater(mean["rural"], mean["urban"] + 3)
        # Under-served belts: nine tenths of 12 % of the communes in contiguous zones of at least 40 without a practitioner.
        owner = {}
        for code, blob in self.base.execute("SELECT code, geom FROM communes"):
            if not doctors[code]:
                for ring in rings(blob):
                    owner.update(dict.fromkeys(zip(ring, ring[1:]), code))
        zone = {code: code for code in people}

        def root(code):
            while zone[code] != code:
                zone[code] = zone[zone[code]]
                code = zone[code]
            return code

        for (a, b), code in owner.items():
            if (b, a) in owner:
                zone[root(code)] = root(owner[b, a])
        sizes = collections.Counter(root(code) for code in people if not doctors[code])
        self.assertGreater(sum(size for size in sizes.values() if size >= 40), COMMUNES * 12 // 100 * 9 // 10)

    def test_populations_follow_zipf(self):
        sizes = sorted((int(row["total"]) for row in self.rows("population")), reverse=True)
        x, y = [math.log(k + 1) for k in range(len(sizes))], [math.log(size) for size in sizes]
        mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
        slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum((a - mean_x) ** 2 for a in x)
        self.assertTrue(-1.1 < slope < -0.9, slope)
        self.assertLess(sizes[0], 550_000)


if __name__ == "__main__":
    unittest.main()
