#!/usr/bin/env python3
"""Layers that are wrong in one way each. MAILLAGE_BIN names the program."""

import json
import unittest

from small_study import Case, DEMO, SIDE, SOUTH, WEST, centre, collection, communes, degrees, picture, roads, square, zipped


# A square without srsName.
GML = """<?xml version="1.0" encoding="utf-8"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml"><gml:featureMember>
<ogr:communes fid="c.0"><ogr:geometryProperty><gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>700000,6600000
704000,6600000 704000,6604000 700000,6600000</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>
</ogr:geometryProperty><ogr:code>01001</ogr:code><ogr:name>Lieu</ogr:name></ogr:communes></gml:featureMember></ogr:FeatureCollection>
"""


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

    def test_swapped_axes_of_every_input(self):
        swap = lambda p: [p[1], p[0]]
        self.move("communes.geojson", swap)
        self.move("roads.geojson", swap)
        self.replace("study.toml", 'crs = "EPSG:2154"', 'crs = "EPSG:2154"\ncolumns = { x = "y", y = "x" }')
        self.bad(1, "communes.geojson: commune 01001", "far from the département 01", "x is the easting")

    def test_latitude_before_longitude(self):
        self.move("communes.geojson", lambda p: degrees(p)[::-1])
        layer = json.loads(self.text("communes.geojson"))
        layer.pop("crs")
        self.put("communes.geojson", layer)
        self.bad(1, "communes.geojson: commune 01001 reaches", "far from the département 01", "x is the easting")

    def test_a_layer_that_states_another_crs_than_its_own(self):
        self.put("communes.geojson", self.text("communes.geojson").replace("2154", "27572"))
        self.bad(1, "communes.geojson: commune 01001", "state its CRS")

    def test_every_input_and_the_study_in_a_wrong_crs(self):
        for name in ("communes.geojson", "roads.geojson", "study.toml"):
            self.put(name, self.text(name).replace("2154", "32631"))
        self.replace("study.toml", "[study]", '[study]\ncrs = "EPSG:32631"')
        self.bad(1, "communes.geojson: commune 01001", "59.5° N")

    def test_a_crs_made_for_elsewhere(self):
        self.move("communes.geojson", lambda p: [-61.6 + (p[0] - WEST) / 110000, 16.2 + (p[1] - SOUTH) / 110000])
        layer = json.loads(self.text("communes.geojson").replace('"0100', '"9710'))
        layer.pop("crs")
        self.put("communes.geojson", layer)
        self.replace("study.toml", '["01"]', '["971"]')
        self.bad(1, "commune 97101", "EPSG:2154 is not made for", '[study] crs = "EPSG:5490"')

    def test_one_corner_ten_times_too_far(self):
        self.put("communes.geojson", self.text("communes.geojson").replace(str(WEST + 3 * SIDE), "7120000"))
        self.bad(1, "communes.geojson: commune 01003 reaches", "correct its coordinates")

    def test_a_coordinate_beyond_all_numbers(self):
        self.put("communes.geojson", self.text("communes.geojson").replace(str(WEST + 3 * SIDE), "1e308"))
        self.bad(1, "communes.geojson: commune 01003")

    def test_a_coordinate_that_is_not_a_number(self):
        self.put("communes.geojson", self.text("communes.geojson").replace(str(WEST + 3 * SIDE), "NaN"))
        self.bad(1, "communes.geojson, layer communes, feature", "a coordinate is not a finite number")

    def test_points_ten_times_too_far(self):
        self.put("physicians.csv", "id,x,y\nP1,7020000,66020000\n")
        self.bad(1, "physicians.csv", "none of the 1 points", "crs = ")

    def test_a_layer_without_any_crs(self):
        self.instead("communes.geojson", "communes.gml", GML)
        self.bad(1, "communes.gml", "no coordinate reference system is stated", 'crs = "EPSG:2154"')

    def test_roads_elsewhere(self):
        self.move("roads.geojson", lambda p: [p[0] + 100000, p[1]])
        self.bad(1, "roads.geojson: none of the 5 roads lies in the study area", "crs = ")

    def test_outlines_of_departments_elsewhere(self):
        outline = collection([{"type": "Feature", "properties": {"code": "01", "name": "Ain"},
                               "geometry": {"type": "Polygon", "coordinates": square(60, 60)}}])
        self.put("departments.geojson", outline)
        self.put("study.toml", self.text("study.toml") + '[inputs.departments]\npath = "departments.geojson"\n')
        self.bad(1, "departments.geojson: the outline of the département 01 lies apart")

    def test_cells_outside_the_communes_they_name(self):
        self.input("cells", "id,x,y,commune,population",
                   *("c{0},{1},{2},0100{3},{4}".format(i, *centre(i % 3, i // 3), 6 - i, 100 * (6 - i)) for i in range(6)))
        self.bad(1, "cells.csv", "6 of 6 cells lie outside the commune they name")


class Polygons(Case):
    def test_a_self_crossing_polygon_is_repaired_and_said(self):
        def bow_tie(features):
            x, y = WEST + SIDE * 2, SOUTH + SIDE
            features[5]["geometry"]["coordinates"] = [[[x, y], [x + SIDE, y + SIDE], [x + SIDE, y], [x, y + SIDE], [x, y]]]
        self.edit("communes.geojson", bow_tie)
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        self.assertEqual(self.diagnostic("geometry-repaired")["first_ids"][0].split()[0], "01006")

    def test_a_commune_without_geometry(self):
        self.edit("communes.geojson", lambda features: features[5].update(geometry=None))
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        self.assertEqual(self.diagnostic("polygon-missing")["first_ids"], ["01006"])
        self.assertEqual(self.diagnostic("people-not-placed")["count"], 600)
        self.bad(3, "without a polygon", arguments=("--strict",))

    def test_points_instead_of_polygons(self):
        def points(features):
            for f in features:
                f["geometry"] = {"type": "Point", "coordinates": f["geometry"]["coordinates"][0][0]}
        self.edit("communes.geojson", points)
        self.bad(1, "communes.geojson", "points where polygons are needed")

    def test_a_code_that_stands_twice(self):
        self.edit("communes.geojson", lambda features: features[5]["properties"].update(code="01005"))
        self.bad(1, "communes.geojson, feature 6", "01005 stands twice")

    def test_what_is_no_commune_code(self):
        self.edit("communes.geojson", lambda features: features[5]["properties"].update(code="Ajaccio"))
        self.bad(1, "communes.geojson, feature 6", "« Ajaccio »", "01004")

    def test_a_polygon_with_infinite_coordinates(self):
        self.put("communes.geojson", self.text("communes.geojson").replace(str(WEST + 3 * SIDE), "1e999"))
        self.bad(1, "communes.geojson")

    def test_an_empty_geometry(self):
        self.edit("communes.geojson", lambda features: features[5]["geometry"].update(coordinates=[]))
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        self.assertEqual(self.diagnostic("polygon-missing")["first_ids"], ["01006"])

    def test_no_geometry_at_all(self):
        def nothing(features):
            for feature in features:
                feature["geometry"] = None
        self.edit("communes.geojson", nothing)
        self.bad(1, "communes.geojson", "no commune of département « 01 »", "polygons")

    def test_a_polygon_without_surface(self):
        x, y = centre(2, 1)
        self.edit("communes.geojson", lambda features: features[5]["geometry"].update(
            coordinates=[[[x, y], [x + 1, y], [x + 2, y], [x, y]]]))
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        self.assertEqual(self.diagnostic("geometry-unusable")["count"], 1)
        self.assertEqual(self.diagnostic("polygon-missing")["first_ids"], ["01006"])

    def test_a_hole_outside_its_polygon(self):
        self.edit("communes.geojson", lambda features: features[5]["geometry"]["coordinates"].append(square(1.5, 2)[0]))
        self.good()
        self.assertIn("01006", self.diagnostic("geometry-repaired")["first_ids"][0])

    def test_a_polygon_drawn_twice(self):
        self.edit("communes.geojson", lambda features: features[5].update(geometry=features[4]["geometry"]))
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.assertIn("cover one another", self.good())
        self.assertEqual(self.diagnostic("communes-overlap")["first_ids"], ["01005 in 01006", "01006 in 01005"])
        self.bad(3, "cover one another", arguments=("--strict",))

    def test_communes_that_overlap(self):
        self.edit("communes.geojson", lambda features: features[5]["geometry"].update(coordinates=square(1.4, 1)))
        self.put("physicians.csv", "id,x,y\nP1,{},{}\n".format(*centre(0, 0)))
        self.good()
        self.assertIn("01005", self.diagnostic("communes-overlap")["first_ids"][0])

    def test_points_and_polygons_in_one_layer(self):
        self.edit("communes.geojson", lambda features: features[5].update(geometry={"type": "Point", "coordinates": centre(2, 1)}))
        self.bad(1, "communes.geojson, layer communes, feature 5", "mixes points, lines or polygons")

    def test_a_collection_of_geometries(self):
        self.edit("communes.geojson", lambda features: features[5].update(
            geometry={"type": "GeometryCollection", "geometries": [features[5]["geometry"]]}))
        self.bad(1, "communes.geojson, layer communes, feature 5", "GEOMETRYCOLLECTION", "split")


class Files(Case):
    def test_a_picture_called_geopackage(self):
        self.instead("communes.geojson", "communes.gpkg", picture())
        self.bad(1, "communes.gpkg", "a PNG picture, not a vector layer")

    def test_text_called_geopackage(self):
        self.instead("communes.geojson", "communes.gpkg", "code,nom\n")
        self.bad(1, "communes.gpkg", "not a vector file", "GeoPackage")

    def test_json_that_is_no_geojson(self):
        self.put("communes.geojson", {"communes": []})
        self.bad(1, "communes.geojson", "not a vector file")

    def test_a_page_of_error_called_geojson(self):
        self.put("communes.geojson", "<html><body>502 Bad Gateway</body></html>")
        self.bad(1, "communes.geojson", "a page of HTML", "download the file again")

    def test_a_layer_without_features(self):
        self.put("communes.geojson", collection([]))
        self.bad(1, "communes.geojson", "the layer has no features")

    def test_a_zipped_layer_that_is_cut(self):
        self.instead("communes.geojson", "communes.zip", zipped("communes.geojson", self.text("communes.geojson"))[:-40])
        self.bad(1, "communes.zip", "a zip archive that is cut or holds no layer")

    def test_a_zipped_layer_is_read(self):
        self.instead("communes.geojson", "communes.zip", zipped("communes.geojson", self.text("communes.geojson")))
        self.good()

    def test_a_folder_in_the_place_of_a_layer(self):
        (self.folder / "communes.geojson").unlink()
        (self.folder / "communes.geojson").mkdir()
        self.bad(1, "communes.geojson", "is a folder, not a file")

    def test_a_layer_that_is_absent_names_the_nearest_file(self):
        self.replace("study.toml", "communes.geojson", "comunes.geojson")
        self.bad(1, "comunes.geojson: no such file", "is it communes.geojson?")

    def test_an_address_on_the_network(self):
        self.replace("study.toml", "communes.geojson", "https://example.org/communes.geojson")
        self.bad(2, "only local files are read", "download")

    def test_a_file_of_several_layers_without_a_name(self):
        self.instead("communes.geojson", "demo.gpkg", (DEMO / "territory.gpkg").read_bytes())
        self.bad(1, "demo.gpkg: the file holds 3 layers", "key layer: communes, departments, roads")

    def test_a_layer_that_is_not_among_several(self):
        self.instead("communes.geojson", "demo.gpkg", (DEMO / "territory.gpkg").read_bytes(), '\nlayer = "comunes"')
        self.bad(1, "demo.gpkg: there is no layer « comunes »", "is it communes? layers: communes, departments, roads")


if __name__ == "__main__":
    unittest.main()
