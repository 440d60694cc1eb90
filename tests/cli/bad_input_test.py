#!/usr/bin/env python3
"""maillage run on inputs that are wrong in one way each: the exit code, a message that says where and what to do, and
an earlier result left byte for byte. MAILLAGE_BIN names the program."""

import csv
import hashlib
import json
import os
import pathlib
import signal
import stat
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
SIDE = 4000
WEST, SOUTH = 700000, 6600000

STUDY = """schema = 1
[study]
title = "Petit territoire"
[area]
departments = ["01"]
[inputs.communes]
path = "communes.geojson"
vintage = "2025"
licence = "none"
[inputs.population]
path = "population.csv"
vintage = "2025"
licence = "none"
[inputs.physicians]
path = "physicians.csv"
vintage = "2025"
licence = "none"
crs = "EPSG:2154"
[inputs.roads]
path = "roads.geojson"
vintage = "2025"
licence = "none"
[outputs]
maps = ["access"]
map_formats = ["svg"]
"""


def square(column, row):
    x, y = WEST + SIDE * column, SOUTH + SIDE * row
    return [[[x, y], [x + SIDE, y], [x + SIDE, y + SIDE], [x, y + SIDE], [x, y]]]


def centre(column, row):
    return [WEST + SIDE * (column + 0.5), SOUTH + SIDE * (row + 0.5)]


def collection(features, epsg=2154):
    crs = {} if epsg is None else {"crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}}
    return {"type": "FeatureCollection", **crs, "features": features}


def communes():
    """Six squares in two rows: 01001 01002 01003 below, 01004 01005 01006 above."""
    return collection([{"type": "Feature", "properties": {"code": f"0100{1 + c + 3 * r}", "name": f"Lieu {c}{r}"},
                        "geometry": {"type": "Polygon", "coordinates": square(c, r)}}
                       for r in range(2) for c in range(3)])


def roads():
    """From centre to centre along each row, and up the first column."""
    def road(a, b):
        return {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [centre(*a), centre(*b)]},
                "properties": {"from_node": f"{a}", "to_node": f"{b}", "length_m": SIDE, "speed_kmh": 60,
                               "direction": "both"}}
    return collection([road((c, r), (c + 1, r)) for r in range(2) for c in range(2)] + [road((0, 0), (0, 1))])


def table(header, rows):
    return "\n".join([header, *rows]) + "\n"


class Case(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="maillage-bad-")
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.fill()

    def fill(self):
        self.put("study.toml", STUDY)
        self.put("communes.geojson", communes())
        self.put("roads.geojson", roads())
        self.people = {f"0100{c}": 100 * c for c in range(1, 7)}
        self.put("population.csv", table("commune,total", [f"{c},{p}" for c, p in self.people.items()]))
        self.put("physicians.csv", table("id,speciality,age,fte,x,y", [
            "P1,general_practice,51,1,{},{}".format(*centre(0, 0)), "P2,general_practice,,0.5,{},{}".format(*centre(2, 1))]))

    def put(self, name, content):
        if isinstance(content, dict):
            content = json.dumps(content, ensure_ascii=False)
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def replace(self, name, old, new):
        text = self.text(name)
        self.assertIn(old, text)
        self.put(name, text.replace(old, new))

    def call(self, *arguments, out="out", study="study.toml", env=None):
        environment = {k: v for k, v in os.environ.items() if k != "MAILLAGE_DATA"}
        return subprocess.run([PROGRAM, "run", study, "--out", out, *arguments], cwd=self.folder, capture_output=True,
                              env={**environment, **(env or {})}, check=False, timeout=300)

    def good(self, *arguments, **how):
        done = self.call(*arguments, **how)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stderr.decode()

    def summary(self):
        return json.loads(self.text("out/summary.json"))

    def diagnostic(self, code):
        found = [d for d in self.summary()["diagnostics"] if d["code"] == code]
        self.assertTrue(found, f"{code} among {[d['code'] for d in self.summary()['diagnostics']]}")
        return found[0]

    def rows(self):
        with open(self.folder / "out/communes.csv", newline="", encoding="utf-8") as file:
            return {row["code"]: row for row in csv.DictReader(file)}

    def hashes(self):
        return {p.relative_to(self.folder): hashlib.sha256(p.read_bytes()).hexdigest()
                for p in sorted((self.folder / "out").rglob("*")) if p.is_file()}

    def bad(self, code, *words, arguments=(), **how):
        """The run fails with this exit code and words in its message; an earlier result stays as it was."""
        (self.folder / "out").mkdir(exist_ok=True)
        self.put("out/maillage-manifest.json", '{"files": []}')
        self.put("out/note.txt", "an earlier result")
        before = self.hashes()
        done = self.call(*arguments, **how)
        message = done.stderr.decode()
        self.assertEqual(done.returncode, code, message)
        for word in words:
            self.assertIn(word, message)
        self.assertIn("→", message)
        self.assertNotIn("bug of maillage", message)
        self.assertEqual(before, self.hashes())
        self.assertEqual([], list(self.folder.glob(".out.tmp-*")))
        return message


class Good(Case):
    def test_the_tiny_study_runs(self):
        self.good("--strict")
        accounting = self.summary()["accounting"]
        self.assertEqual(accounting["people"], 2100)
        self.assertEqual(accounting["people_in_results"], 2100)
        rows = self.rows()
        self.assertEqual(rows["01001"]["minutes_gp"], "0")
        self.assertEqual(rows["01003"]["minutes_gp"], "8")  # 8 km at 60 km/h

    def test_a_byte_order_mark_is_no_part_of_the_first_column(self):
        self.put("population.csv", "\ufeff" + self.text("population.csv"))
        self.good("--strict")
        self.assertEqual(self.summary()["accounting"]["people"], 2100)

    def test_semicolons_and_crlf(self):
        self.put("population.csv", self.text("population.csv").replace(",", ";").replace("\n", "\r\n"))
        self.good("--strict")

    def test_paths_with_spaces_and_accents(self):
        self.folder = self.folder / "étude n° 1 (été)"
        self.folder.mkdir()
        self.fill()
        self.put("population de l’Ain.csv", self.text("population.csv"))
        self.replace("study.toml", 'path = "population.csv"', 'path = "population de l’Ain.csv"')
        self.good("--strict", out="résultat final")
        self.assertTrue((self.folder / "résultat final" / "summary.json").exists())

    def test_latin_1_with_its_encoding_named(self):
        self.put("population.csv", table("commune,total,nom", [f"{c},{p},Héry" for c, p in self.people.items()])
                 .encode("latin-1"))
        self.replace("study.toml", 'path = "population.csv"', 'path = "population.csv"\nencoding = "ISO-8859-1"')
        self.good("--strict")

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


class Columns(Case):
    def test_missing_column(self):
        self.put("population.csv", "commune,habitants\n01001,3\n")
        self.bad(1, "population.csv", "no column « total »", "columns there: commune, habitants")

    def test_renamed_column_names_the_nearest(self):
        self.replace("population.csv", "commune,total", "commune,totol")
        self.bad(1, "population.csv", "did you mean « totol »")

    def test_a_column_the_study_names_must_be_there(self):
        self.replace("study.toml", 'path = "population.csv"', 'path = "population.csv"\ncolumns = { age_0_14 = "p0014" }')
        self.bad(1, "population.csv", "« p0014 »")

    def test_doubled_column(self):
        self.replace("population.csv", "commune,total", "total,total")
        self.bad(1, "population.csv", "total")

    def test_missing_column_of_a_layer(self):
        self.replace("communes.geojson", '"code"', '"insee"')
        self.bad(1, "communes.geojson", "« code »", "insee")

    def test_a_row_of_another_length(self):
        self.put("population.csv", "commune,total\n01001,3\n01002,4,5\n")
        self.bad(1, "population.csv, line 3")

    def test_csv_without_rows(self):
        self.put("population.csv", "commune,total\n")
        self.bad(1, "population.csv")


class Coordinates(Case):
    def test_wrong_crs_of_points(self):
        self.replace("study.toml", 'crs = "EPSG:2154"', 'crs = "EPSG:27572"')
        self.bad(1, "physicians", "none of the 2 points", "crs = ")

    def test_unknown_crs(self):
        self.replace("study.toml", 'crs = "EPSG:2154"', 'crs = "EPSG:999999"')
        self.bad(2, "study.toml, line 18", "EPSG:999999", "PROJ knows")

    def test_swapped_axes_of_points(self):
        self.replace("study.toml", 'crs = "EPSG:2154"', 'crs = "EPSG:2154"\ncolumns = { x = "y", y = "x" }')
        self.bad(1, "physicians", "x is the easting")

    def test_metres_declared_as_degrees(self):
        self.put("communes.geojson", communes() | {"crs": {"type": "name", "properties": {"name": "EPSG:4326"}}})
        self.bad(1, "communes.geojson")

    def test_a_layer_without_crs_key_is_in_degrees(self):
        layer = communes()
        layer.pop("crs")
        self.put("communes.geojson", layer)
        self.bad(1, "communes.geojson")

    def test_not_a_number_in_coordinates(self):
        self.put("physicians.csv", self.text("physicians.csv") + "P3,general_practice,,1,NaN,6600000\n")
        self.bad(1, "physicians.csv, line 4", "x")

    def test_one_point_outside_is_left_out_and_said(self):
        self.put("physicians.csv", self.text("physicians.csv") + "P3,general_practice,,1,100000,6600000\n")
        self.assertIn("points lie outside every commune", self.good())
        self.assertEqual(self.diagnostic("point-outside-area")["first_ids"], ["P3"])
        self.assertEqual(self.summary()["supply"]["physicians"], 2)

    def test_one_point_without_coordinates_is_left_out_and_said(self):
        self.put("physicians.csv", self.text("physicians.csv") + "P3,general_practice,,1,,\n")
        self.good()
        self.assertEqual(self.diagnostic("position-missing")["first_ids"], ["P3"])


class Values(Case):
    def test_not_a_number(self):
        for wrong, hint in (("NaN", ""), ("inf", ""), ("1,5", "decimals with a point"), ("beaucoup", "")):
            self.put("population.csv", f'commune,total\n01001,3\n01002,"{wrong}"\n')
            self.bad(1, "population.csv, line 3", "total", hint)

    def test_negative_number(self):
        self.put("population.csv", "commune,total\n01001,-3\n")
        self.bad(1, "population.csv, line 2", "negative", "correct the value")

    def test_huge_number(self):
        for huge in ("1e300", "99999999999", "1e999"):
            self.put("population.csv", f"commune,total\n01001,{huge}\n")
            self.bad(1, "population.csv, line 2", "total")

    def test_negative_fte_and_a_wrong_age_are_refused_without_their_value(self):
        for row in ("P3,general_practice,51,-0.123", "P3,general_practice,-51.123,1", "P3,general_practice,51.123 ans,1"):
            self.fill()
            self.put("physicians.csv", self.text("physicians.csv") + row + ",702000,6602000\n")
            message = self.bad(1, "physicians.csv, line 4", "is not a number from 0 to")
            self.assertNotIn(".123", message)

    def test_shares_that_sum_to_more_than_one(self):
        self.put("physicians.csv", "id,share,x,y\nP1,0.7,702000,6602000\nP1,0.7,706000,6602000\n")
        self.bad(1, "physicians.csv, line 2", "P1", "sum to 1.4")

    def test_shares_at_some_places_only(self):
        self.put("physicians.csv", "id,share,x,y\nP1,0.7,702000,6602000\nP1,,706000,6602000\n")
        self.bad(1, "physicians.csv, line 2", "P1", "at none for equal parts")

    def test_one_physician_with_two_ages(self):
        self.put("physicians.csv", "id,age,x,y\nP1,51,702000,6602000\nP1,52,706000,6602000\n")
        message = self.bad(1, "physicians.csv, line 3", "P1", "two persons need two ids")
        self.assertNotIn("51", message.replace("line", ""))

    def test_a_physician_without_id(self):
        self.put("physicians.csv", "id,x,y\n,702000,6602000\n")
        self.bad(1, "physicians.csv, line 2", "no id")

    def test_no_physician_of_the_speciality(self):
        self.replace("study.toml", '[outputs]\nmaps = ["access"]', '[access]\nspeciality = "cardiology"\n[outputs]\nmaps = ["zones"]')
        self.good()
        self.assertEqual(self.diagnostic("supply-empty")["severity"], "error")
        self.assertEqual(self.summary()["supply"]["physicians"], 0)
        self.assertEqual({row["score_2sfca"] for row in self.rows().values()}, {"0"})
        self.assertFalse(self.summary()["apl_index"]["acts_observed"])
        self.bad(3, "no physician of the speciality", arguments=("--strict",))

    def test_a_map_of_access_where_nobody_has_any(self):
        self.replace("study.toml", "[outputs]", '[access]\nspeciality = "cardiology"\n[outputs]')
        self.good()

    def test_no_physician_and_a_rule_of_distance(self):
        """Too far from a physician, not from the health house, which is near."""
        self.put("sites.csv", "id,category,x,y\nH1,603,702000,6602000\n")
        self.replace("study.toml", '[outputs]\nmaps = ["access"]', '[access]\nspeciality = "cardiology"\n[zoning]\n'
                     'too_far = "5min"\n[inputs.sites]\npath = "sites.csv"\ncrs = "EPSG:2154"\n[outputs]\nmaps = ["zones"]')
        self.good()
        self.assertNotIn("class-by-distance", [d["code"] for d in self.summary()["diagnostics"]])

    def test_no_supply_at_all(self):
        start = STUDY.index("[inputs.physicians]")
        self.put("study.toml", STUDY[:start] + STUDY[STUDY.index("[inputs.roads]"):])
        self.good()
        self.assertEqual(self.diagnostic("supply-unknown")["severity"], "warning")
        self.assertNotIn("apl_index", self.rows()["01001"])
        self.assertNotIn("supply", self.summary())

    def test_physicians_given_twice(self):
        self.put("counts.csv", "commune,count\n01001,2\n")
        self.put("study.toml", STUDY + '[inputs.physician_counts]\npath = "counts.csv"\n')
        self.bad(2, "physician_counts", "count twice")

    def test_counts_of_general_practitioners_for_another_speciality(self):
        self.put("counts.csv", "commune,count\n01001,2\n")
        study = STUDY.replace("[inputs.physicians]", "[inputs.physician_counts]").replace("physicians.csv", "counts.csv")
        self.put("study.toml", study + '[access]\nspeciality = "cardiology"\n')
        self.bad(2, "cardiology", "general practitioners")


class Texts(Case):
    def test_latin_1_without_its_encoding(self):
        self.put("population.csv", "commune,total,nom\n01001,3,Héry\n".encode("latin-1"))
        self.bad(1, "population.csv, line 2", "encoding")

    def test_empty_file(self):
        for name in ("population.csv", "communes.geojson", "study.toml"):
            self.fill()
            self.put(name, b"")
            self.bad(2 if name == "study.toml" else 1, name)

    def test_truncated_geojson(self):
        self.put("communes.geojson", self.text("communes.geojson")[:-300])
        self.bad(1, "communes.geojson")

    def test_truncated_geopackage(self):
        self.good()
        whole = (self.folder / "out/maillage.gpkg").read_bytes()
        self.replace("study.toml", 'path = "communes.geojson"', 'path = "cut.gpkg"\nlayer = "communes"')
        for size in (0, 50, 5000, len(whole) // 2):
            self.put("cut.gpkg", whole[:size])
            self.bad(1, "cut.gpkg")

    def test_a_layer_that_is_not_there(self):
        self.good()
        self.put("whole.gpkg", (self.folder / "out/maillage.gpkg").read_bytes())
        self.replace("study.toml", 'path = "communes.geojson"', 'path = "whole.gpkg"\nlayer = "comunes"')
        self.bad(1, "whole.gpkg", "comunes")

    def test_absent_file(self):
        self.replace("study.toml", "population.csv", "pop.csv")
        self.bad(1, "pop.csv")

    def test_unbalanced_quote(self):
        self.put("population.csv", 'commune,total\n01001,"3\n')
        self.bad(1, "population.csv, line 2")


class Polygons(Case):
    def edit(self, change):
        layer = communes()
        change(layer["features"])
        self.put("communes.geojson", layer)

    def test_a_self_crossing_polygon_is_repaired_and_said(self):
        def bow_tie(features):
            x, y = WEST + SIDE * 2, SOUTH + SIDE
            features[5]["geometry"]["coordinates"] = [[[x, y], [x + SIDE, y + SIDE], [x + SIDE, y], [x, y + SIDE], [x, y]]]
        self.edit(bow_tie)
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        self.assertEqual(self.diagnostic("geometry-repaired")["first_ids"][0].split()[0], "01006")

    def test_a_commune_without_geometry(self):
        self.edit(lambda features: features[5].update(geometry=None))
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        self.assertEqual(self.diagnostic("polygon-missing")["first_ids"], ["01006"])
        self.assertEqual(self.diagnostic("people-not-placed")["count"], 600)
        self.bad(3, "without a polygon", arguments=("--strict",))

    def test_points_instead_of_polygons(self):
        def points(features):
            for f in features:
                f["geometry"] = {"type": "Point", "coordinates": f["geometry"]["coordinates"][0][0]}
        self.edit(points)
        self.bad(1, "communes.geojson", "polygon")

    def test_a_code_that_stands_twice(self):
        self.edit(lambda features: features[5]["properties"].update(code="01005"))
        self.bad(1, "communes.geojson, feature 6", "01005 stands twice")

    def test_what_is_no_commune_code(self):
        self.edit(lambda features: features[5]["properties"].update(code="Ajaccio"))
        self.bad(1, "communes.geojson, feature 6", "« Ajaccio »", "01004")

    def test_a_polygon_with_infinite_coordinates(self):
        self.put("communes.geojson", self.text("communes.geojson").replace(str(WEST + 3 * SIDE), "1e999"))
        done = self.call()
        self.assertIn(done.returncode, (0, 1), done.stderr.decode())
        self.assertNotIn("bug of maillage", done.stderr.decode())


class Codes(Case):
    def test_a_commune_twice_in_the_population(self):
        self.put("population.csv", "commune,total\n01001,3\n01002,4\n01001,3\n")
        self.bad(1, "population.csv, line 4", "01001 stands twice")

    def test_a_commune_twice_with_and_without_its_zero(self):
        self.put("population.csv", "commune,total\n01001,3\n1001,3\n")
        self.bad(1, "population.csv, line 3", "stands twice")

    def test_codes_that_lost_their_zero_are_restored_and_said(self):
        self.put("population.csv", table("commune,total", [f"{c[1:]},{p}" for c, p in self.people.items()]))
        self.good("--strict")
        self.assertEqual(self.diagnostic("commune-code-zero-restored")["count"], 6)
        self.assertEqual(self.summary()["accounting"]["people"], 2100)

    def test_an_unknown_code_is_listed_with_its_people(self):
        self.put("population.csv", self.text("population.csv") + "01999,77\n")
        self.good()
        self.assertEqual(self.diagnostic("commune-unknown")["first_ids"], ["01999"])
        self.assertEqual(self.diagnostic("people-not-placed")["count"], 77)
        self.bad(3, "77", "(--strict)", arguments=("--strict",))

    def test_communes_of_other_departments_are_no_error(self):
        self.put("population.csv", self.text("population.csv") + "2A004,77\n")
        self.good("--strict")
        self.assertEqual(self.diagnostic("people-outside-area")["count"], 77)

    def test_an_old_code_without_passage(self):
        self.put("population.csv", self.text("population.csv") + "01340,50\n")
        self.good()
        self.assertIn("[inputs.passage]", self.diagnostic("commune-unknown")["hint"])

    def test_an_old_code_with_passage_keeps_its_people(self):
        self.put("population.csv", self.text("population.csv") + "01340,50\n")
        self.put("passage.csv", "old_code,current_code\n01340,01341\n01341,01006\n")
        self.put("study.toml", STUDY + '[inputs.passage]\npath = "passage.csv"\n')
        self.good("--strict")
        self.assertEqual(self.summary()["accounting"]["people"], 2150)
        self.assertEqual(self.rows()["01006"]["population"], "650")
        self.assertEqual(self.diagnostic("commune-code-moved")["first_ids"], ["01340→01006"])

    def test_a_passage_that_runs_in_a_circle(self):
        self.put("passage.csv", "old_code,current_code\n01340,01341\n01341,01340\n")
        self.put("study.toml", STUDY + '[inputs.passage]\npath = "passage.csv"\n')
        self.bad(1, "leads back to itself")

    def test_a_passage_with_two_successors(self):
        self.put("passage.csv", "old_code,current_code\n01340,01001\n01340,01002\n")
        self.put("study.toml", STUDY + '[inputs.passage]\npath = "passage.csv"\n')
        self.bad(1, "passage.csv, line 3", "both 01001 and 01002")

    def test_a_commune_without_people_in_the_input_is_unknown_not_zero(self):
        self.replace("population.csv", "01006,600\n", "")
        self.assertIn("unknown, not zero", self.good())
        self.assertEqual(self.rows()["01006"]["population"], "")

    def test_an_area_that_matches_nothing(self):
        for area in ('["2A"]', '["01", "99"]', '["1"]'):
            self.put("study.toml", STUDY.replace('["01"]', area))
            self.bad(1, "communes.geojson", "no commune of département", "write codes as 01, 2A or 971")


class Roads(Case):
    def drop(self, name):
        layer = roads()
        for feature in layer["features"]:
            del feature["properties"][name]
        self.put("roads.geojson", layer)

    def test_without_direction(self):
        self.drop("direction")
        message = self.bad(2, "direction")
        self.assertIn("line_direction", message)
        self.put("study.toml", STUDY + '[travel]\nline_direction = "both"\n')
        self.good("--strict")

    def test_without_speed(self):
        self.drop("speed_kmh")
        self.bad(2, "how fast")

    def test_a_negative_length_and_speed_are_dropped_and_said(self):
        layer = roads()
        layer["features"][0]["properties"]["speed_kmh"] = -60
        layer["features"][1]["properties"]["length_m"] = -5
        self.put("roads.geojson", layer)
        self.good()
        self.assertEqual(self.diagnostic("road-speed-invalid")["count"], 1)
        self.assertEqual(self.diagnostic("road-length-invalid")["count"], 1)

    def test_a_network_in_two_parts_loses_nobody(self):
        layer = roads()
        layer["features"].pop()  # the rows are no longer joined
        self.put("roads.geojson", layer)
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        accounting = self.summary()["accounting"]
        self.assertEqual(accounting["people_in_results"] + accounting["people_listed_in_diagnostics"], 2100)
        self.assertEqual(self.diagnostic("people-out-of-reach")["count"], 400 + 500 + 600)
        self.assertEqual(self.rows()["01004"]["score_2sfca"], "0")
        self.assertEqual(self.rows()["01004"]["minutes_gp"], "")
        reach = self.summary()["reach"][0]["people_within"]
        self.assertEqual(reach[-1]["people"], 100 + 200 + 300)
        self.assertAlmostEqual(reach[-1]["share"], 600 / 2100)

    def test_people_who_join_no_road_are_said(self):
        layer = roads()
        layer["features"] = [f for f in layer["features"] if "(2, 1)" not in json.dumps(f)]
        self.put("roads.geojson", layer)
        self.put("cells.csv", table("id,x,y,population", ["c{0},{1},{2},{3}".format(i, *centre(i % 3, i // 3), 100 * (i + 1))
                                                           for i in range(6)]))
        self.put("study.toml", STUDY + '[inputs.cells]\npath = "cells.csv"\ncrs = "EPSG:2154"\n')
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        self.assertEqual(self.diagnostic("people-off-network")["count"], 600)
        self.assertEqual(self.summary()["accounting"]["people_in_results"], 1500)
        self.assertEqual(self.summary()["accounting"]["people_listed_in_diagnostics"], 600)

    def test_roads_without_lines(self):
        self.put("roads.csv", "from,to,length_m,speed_kmh,direction\na,b,1000,60,both\n")
        self.replace("study.toml", "roads.geojson", "roads.csv")
        self.bad(1, "roads.csv", "no lines")

    def test_a_road_model_without_roads(self):
        self.put("study.toml", STUDY[:STUDY.index("[inputs.roads]")])
        self.bad(2, "study.toml", "[inputs.roads]", "crow-fly")


class Cells(Case):
    def test_people_of_a_commune_whose_cells_are_empty_stay_at_its_centre(self):
        self.put("cells.csv", table("id,x,y,population", [
            "c{0},{1},{2},{3}".format(i, *centre(i % 3, i // 3), 0 if i == 5 else 100 * (i + 1)) for i in range(6)]))
        self.put("study.toml", STUDY + '[inputs.cells]\npath = "cells.csv"\ncrs = "EPSG:2154"\n')
        self.good()
        self.assertEqual(self.summary()["accounting"]["people_in_results"], 2100)
        self.assertEqual(self.diagnostic("commune-without-cells")["first_ids"], ["01006"])


class Study(Case):
    def test_missing_key(self):
        self.replace("study.toml", 'title = "Petit territoire"\n', "")
        self.bad(2, "study.toml, line 2", "title")

    def test_missing_schema(self):
        self.replace("study.toml", "schema = 1\n", "")
        self.bad(2, "study.toml", "schema = 1")

    def test_mistyped_key(self):
        self.replace("study.toml", "departments", "departements")
        self.bad(2, "study.toml, line 5", "did you mean « departments »")

    def test_missing_input(self):
        self.put("study.toml", 'schema = 1\n[study]\ntitle = "t"\n[travel]\nmodel = "crow-fly"\n')
        self.bad(2, "[inputs.communes] is missing")

    def test_unset_variable(self):
        self.replace("study.toml", '"population.csv"', '"${MAILLAGE_DATA}/population.csv"')
        self.bad(2, "study.toml, line", "MAILLAGE_DATA", "export")
        self.good(env={"MAILLAGE_DATA": str(self.folder)})
        self.assertNotIn(str(self.folder), self.text("out/summary.json"))

    def test_limits_out_of_range(self):
        for key in ('limit = "25h"', 'limit = "0min"', 'limit = "-5min"', 'limit = "99999999999999999999min"'):
            self.put("study.toml", STUDY + f"[travel]\n{key}\n")
            self.bad(2, "study.toml, line", "limit")

    def test_thresholds_beyond_the_limit(self):
        self.put("study.toml", STUDY + '[travel]\nlimit = "20min"\n')
        self.bad(2, "« minutes » goes beyond the travel limit of 20 min", "raise")
        self.put("study.toml", STUDY + '[travel]\nlimit = "30min"\n[zoning]\ntoo_far = "45min"\n')
        self.bad(2, "« too_far »")

    def test_thresholds_that_are_no_numbers(self):
        for list_of in ("[10, inf]", "[nan]", "[]", "[20, 10]", '["10"]', "[-5]"):
            self.put("study.toml", STUDY + f"[thresholds]\nminutes = {list_of}\n")
            self.bad(2, "study.toml, line", "minutes")

    def test_a_catchment_cut_by_the_limit_is_said(self):
        self.put("study.toml", STUDY + '[travel]\nlimit = "30min"\n')
        self.good()
        self.assertEqual(self.diagnostic("measure-cut-by-limit")["first_ids"], ["3sfca"])

    def test_dates_that_are_none(self):
        self.replace("study.toml", 'title = "Petit territoire"', 'title = "t"\ndate = "avril 2025"')
        self.bad(2, "study.toml, line", "avril 2025")
        self.put("study.toml", STUDY.replace('vintage = "2025"', 'vintage = "2025-13"', 1))
        self.bad(2, "study.toml, line", "2025-13")

    def test_a_method_or_profile_that_is_not_known(self):
        self.put("study.toml", STUDY + '[access]\nmethods = ["2sfcb"]\n')
        self.bad(2, "[access]", "2sfca")
        self.put("study.toml", STUDY + '[access]\nprofile = "apl-2016"\n')
        self.bad(2, "apl-2015")

    def test_legal_breaks_need_observed_acts(self):
        self.put("study.toml", STUDY + '[zoning]\nrule = "legal-2017"\n')
        self.bad(2, "legal breaks")


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
