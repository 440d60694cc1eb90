#!/usr/bin/env python3
"""Layers that are wrong in one way each. MAILLAGE_BIN names the program."""

import unittest

from small_study import Case, SIDE, SOUTH, WEST, centre, communes


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


if __name__ == "__main__":
    unittest.main()
