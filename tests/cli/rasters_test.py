#!/usr/bin/env python3
"""The rasters of travel time that maillage run writes: each pixel is what maillage times says from its centre.

MAILLAGE_BIN names the program, MAILLAGE_SOURCE_DIR the repository.
"""

import csv
import json
import math
import os
import pathlib
import random
import struct
import subprocess
import tempfile
import unittest

from geotiff import GeoTiff
from small_study import PROGRAM, SIDE, SOUTH, WEST, Case, centre

DEMO = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2]) / "geodata/demo"


def single(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def least_times(folder, points, places, *how):
    """Milliseconds from each point to the nearest place, by `maillage times`."""
    for name, list_of_places in (("from.csv", points), ("to.csv", places)):
        (folder / name).write_text("id,x,y\n" + "".join(f"{i},{x!r},{y!r}\n" for i, (x, y) in enumerate(list_of_places)))
    subprocess.run([PROGRAM, "times", *how, "--origins", "from.csv", "--destinations", "to.csv", "--out", "times.csv"],
                   cwd=folder, check=True, capture_output=True)
    least = {}
    with open(folder / "times.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            ms = round(float(row["seconds"]) * 1000)
            least[int(row["from"])] = min(ms, least.get(int(row["from"]), ms))
    return least


class Demonstration(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="maillage-rasters-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        study = (DEMO / "study.toml").read_text(encoding="utf-8").replace('path = "', 'path = "${MAILLAGE_DATA}/')
        study = study.replace('limit = "60min"', 'limit = "25min"\nsnap_limit = "700m"')
        study += '[thresholds]\nminutes = [10, 20]\n[outputs]\nmaps = []\nmap_formats = []\n[rasters]\ncell = "1km"\n'
        (cls.folder / "study.toml").write_text(study, encoding="utf-8")
        subprocess.run([PROGRAM, "run", "study.toml", "--out", "out"], cwd=cls.folder, check=True, capture_output=True,
                       env={**os.environ, "MAILLAGE_DATA": str(DEMO)})
        cls.summary = json.loads((cls.folder / "out/summary.json").read_text(encoding="utf-8"))

    def places(self, kind):
        if kind == "gp":
            with open(DEMO / "physicians.csv", newline="", encoding="utf-8") as file:
                return [(float(r["x"]), float(r["y"])) for r in csv.DictReader(file) if r["speciality"] == "general_practice"]
        with open(DEMO / "sites.csv", newline="", encoding="utf-8") as file:
            return [(float(r["x"]), float(r["y"])) for r in csv.DictReader(file)
                    if r["category"] == "603" and r["state"] == "open"]

    def test_pixels_are_what_times_says_from_their_centres(self):
        for kind in ("gp", "health_house"):
            raster = GeoTiff(self.folder / f"out/time_{kind}.tif")
            inside = [(c, r) for r in range(raster.rows) for c in range(raster.columns) if raster.values[r][c] != raster.nodata]
            drawn = random.Random(20261122).sample(inside, 400)
            least = least_times(self.folder, [raster.centre(*p) for p in drawn], self.places(kind), "--network",
                                str(DEMO / "territory.gpkg"), "--network-layer", "roads", "--limit", "25min",
                                "--snap-limit", "700m", "--snap-report", "joined.csv")
            with open(self.folder / "joined.csv", newline="", encoding="utf-8") as file:
                joined = {int(r["id"]): r["joined"] != "no" for r in csv.DictReader(file) if r["list"] == "origins"}
            met = set()
            for i, (column, row) in enumerate(drawn):
                value = raster.values[row][column]
                with self.subTest(kind=kind, column=column, row=row):
                    if not joined[i]:
                        self.assertTrue(math.isnan(value))
                        met.add("off")
                    elif i not in least:
                        self.assertGreater(value, 25)
                        self.assertLess(value, 25.00001)
                        met.add("beyond")
                    else:
                        self.assertEqual(value, single(least[i] / 60000))
                        self.assertEqual(round(value * 60000), least[i])
                        met.add("within")
            self.assertEqual(met, {"off", "beyond", "within"})

    def test_counts_of_the_summary_are_those_of_the_pixels(self):
        told = self.summary["rasters"]
        self.assertEqual([t["kind"] for t in told["times"]], [r["kind"] for r in self.summary["reach"]])
        for one in told["times"]:
            raster = GeoTiff(self.folder / "out" / one["file"])
            self.assertEqual((raster.columns, raster.rows, raster.cell), (told["columns"], told["rows"], told["cell_metres"]))
            values = [v for row in raster.values for v in row]
            self.assertEqual(sum(v != raster.nodata for v in values), told["pixels_in_area"])
            self.assertEqual(sum(math.isnan(v) for v in values), told["pixels_off_network"])
            self.assertEqual(sum(v > 25 for v in values), one["pixels_beyond_limit"])
            self.assertEqual(sum(0 <= v <= 25 for v in values), one["pixels_within_limit"])
        noted = {(d["code"], d["subject"]): d["count"] for d in self.summary["diagnostics"]}
        self.assertEqual(noted["pixels-off-network", "rasters"], told["pixels_off_network"])
        self.assertEqual(noted["pixels-beyond-limit", "gp"], told["times"][0]["pixels_beyond_limit"])

    def test_the_file_says_what_it_is(self):
        raster = GeoTiff(self.folder / "out/time_health_house.tif")
        self.assertTrue(raster.is_cog)
        self.assertEqual(raster.items["DESCRIPTION", "description"], "Temps d’accès à la maison de santé la plus proche")
        self.assertEqual(raster.items["UNITTYPE", "unittype"], "min")
        self.assertIn("25 min", raster.items["VALUES", None])
        self.assertEqual(raster.items["LICENCES", None], "CC0-1.0")
        self.assertIn("Territoire fictif", raster.items["SOURCES", None])
        self.assertIn("Territoire fictif", raster.tags[33432].decode())
        self.assertNotIn(306, raster.tags, "a date of writing")
        values = [v for row in raster.values for v in row if v != raster.nodata and not math.isnan(v)]
        self.assertEqual(single(float(raster.items["STATISTICS_MAXIMUM", None])), max(values))
        self.assertAlmostEqual(float(raster.items["STATISTICS_MEAN", None]), sum(values) / len(values), places=6)

    def test_manifest_lists_them(self):
        manifest = json.loads((self.folder / "out/maillage-manifest.json").read_text(encoding="utf-8"))
        self.assertLess({t["file"] for t in self.summary["rasters"]["times"]}, {f["path"] for f in manifest["files"]})


class Grid(Case):
    def raster(self, out="out"):
        return GeoTiff(self.folder / out / "time_gp.tif")

    def rasters(self, text):
        self.replace("study.toml", "[outputs]\n", f"[rasters]\n{text}\n[outputs]\n")

    def test_pixels_lie_on_multiples_of_the_cell(self):
        self.rasters('cell = "700m"')
        self.good()
        raster = self.raster()
        self.assertEqual((raster.west % 700, raster.north % 700), (0, 0))
        self.assertLessEqual(raster.west, WEST)
        self.assertGreater(raster.west, WEST - 700)
        for row in range(raster.rows):
            for column in range(raster.columns):
                x, y = raster.centre(column, row)
                inside = WEST <= x <= WEST + 3 * SIDE and SOUTH <= y <= SOUTH + 2 * SIDE
                self.assertEqual(raster.values[row][column] != raster.nodata, inside)

    def test_neighbouring_studies_match(self):
        self.rasters('cell = "300m"')
        self.good()
        whole = self.raster()
        layer = json.loads(self.text("communes.geojson"))
        layer["features"] = [f for f in layer["features"] if f["properties"]["code"] in ("01003", "01006")]
        self.put("communes.geojson", layer)
        self.good(out="east")
        part = self.raster("east")
        over, down = (part.west - whole.west) / 300, (whole.north - part.north) / 300
        self.assertEqual((over % 1, down % 1), (0, 0))
        common = 0
        for row in range(part.rows):
            for column in range(part.columns):
                value = part.values[row][column]
                # The physician in the west is no longer in the area: only pixels that had the eastern one nearest stay.
                if value != part.nodata and not math.isnan(value):
                    self.assertGreaterEqual(value, whole.values[row + int(down)][column + int(over)])
                    common += value == whole.values[row + int(down)][column + int(over)]
        self.assertGreater(common, 50)

    def test_crow_fly_pixels_are_what_times_says(self):
        self.replace("study.toml", "[outputs]\n", '[travel]\nmodel = "crow-fly"\ndetour = 1.4\nspeed = 40\n[outputs]\n')
        self.good()
        raster = self.raster()
        pixels = [(c, r) for r in range(raster.rows) for c in range(raster.columns)]
        least = least_times(self.folder, [raster.centre(*p) for p in pixels], [centre(0, 0), centre(2, 1)], "--crow-fly",
                            "--crs", "EPSG:2154", "--detour", "1.4", "--speed", "40", "--limit", "60min")
        self.assertEqual(len(pixels), 24 * 16)
        for i, (column, row) in enumerate(pixels):
            self.assertEqual(raster.values[row][column], single(least[i] / 60000))
        self.assertNotIn("NaN", raster.items["VALUES", None])

    def test_none_when_the_study_wants_none(self):
        self.rasters("write = false")
        self.good()
        self.assertEqual(list((self.folder / "out").glob("*.tif")), [])
        self.assertIsNone(self.summary()["rasters"])

    def test_too_many_pixels_are_refused_with_a_cell_that_fits(self):
        self.rasters('cell = "1m"')
        message = self.call().stderr.decode()
        self.assertIn("96 million pixels", message)
        self.assertIn('cell = "2m"', message)
        self.assertFalse((self.folder / "out").exists())
        self.replace("study.toml", 'cell = "1m"', 'cell = "0.1m"')
        done = self.call()
        self.assertEqual(done.returncode, 2)
        self.assertIn("line", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
