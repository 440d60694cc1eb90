#!/usr/bin/env python3
"""Codes, people and roads that are wrong in one way each. MAILLAGE_BIN names the program."""

import json
import unittest

from small_study import Case, STUDY, centre, roads, table


class Codes(Case):
    def test_a_commune_twice_in_the_population(self):
        self.put("population.csv", "commune,total\n01001,3\n01002,4\n01001,3\n")
        self.bad(1, "population.csv, line 4", "01001 stands twice")

    def test_a_commune_twice_with_and_without_its_zero(self):
        self.put("population.csv", "commune,total\n01001,3\n1001,3\n")
        self.bad(1, "population.csv, line 3", "stands twice")

    def test_codes_that_lost_their_zero_are_restored_and_said(self):
        self.put("population.csv", table("commune,total", [f"{c[1:]},{p}" for c, p in self.people.items()]))
        self.without_errors()
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
        self.without_errors()
        self.assertEqual(self.diagnostic("people-outside-area")["count"], 77)

    def test_an_old_code_without_passage(self):
        self.put("population.csv", self.text("population.csv") + "01340,50\n")
        self.good()
        self.assertIn("[inputs.passage]", self.diagnostic("commune-unknown")["hint"])

    def test_an_old_code_with_passage_keeps_its_people(self):
        self.put("population.csv", self.text("population.csv") + "01340,50\n")
        self.put("passage.csv", "old_code,current_code\n01340,01341\n01341,01006\n")
        self.put("study.toml", STUDY + '[inputs.passage]\npath = "passage.csv"\n')
        self.without_errors()
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

    def test_codes_that_a_spreadsheet_made_decimals(self):
        for written in ("{}.0", "0{}.0"):
            self.put("population.csv", table("commune,total", [f"{written.format(c[1:])},{p}" for c, p in self.people.items()]))
            self.good()
            self.assertEqual(self.diagnostic("commune-code-zero-restored")["count"], 6)
            self.assertEqual(self.summary()["accounting"]["people"], 2100)

    def test_names_in_the_place_of_codes(self):
        self.put("population.csv", table("commune,total", [f"Lieu {c},{p}" for c, p in self.people.items()]))
        self.bad(1, "population.csv, line 2", "none of the 6 rows names a commune of the study", "« Lieu 01001 »", "INSEE codes")

    def test_a_population_of_another_territory(self):
        self.put("population.csv", table("commune,total", [f"75{c[2:]},{p}" for c, p in self.people.items()]))
        self.bad(1, "population.csv, line 2", "none of the 6 rows", "of this territory")

    def test_memberships_of_another_territory(self):
        self.input("memberships", "commune,epci", "75001,E1", "75002,E1", crs="")
        self.bad(1, "memberships.csv, line 2", "none of the 2 rows")

    def test_counts_of_another_territory(self):
        study = STUDY.replace("[inputs.physicians]", "[inputs.physician_counts]").replace("physicians.csv", "counts.csv")
        self.put("study.toml", study)
        self.put("counts.csv", "commune,count\n75001,2\n")
        self.bad(1, "counts.csv, line 2", "none of the 1 rows")

    def test_cpts_of_another_territory(self):
        self.input("cpts", "id,commune", "C1,75001", crs="")
        self.assertIn("no CPTS of the input holds a commune of the study", self.good())
        self.assertEqual(self.diagnostic("cpts-none")["severity"], "warning")

    def test_corsica_before_1976(self):
        self.put("population.csv", self.text("population.csv") + "20004,50\n")
        self.good()
        self.assertEqual(self.diagnostic("commune-unknown")["first_ids"], ["20004"])
        self.assertIn("2A and 2B since 1976", self.diagnostic("commune-unknown")["hint"])
        self.assertEqual(self.diagnostic("people-not-placed")["count"], 50)

    def test_boundaries_of_corsica_before_1976(self):
        self.put("communes.geojson", self.text("communes.geojson").replace('"0100', '"2000'))
        self.bad(1, "communes.geojson, feature 1", "« 20001 » is no INSEE commune code", "2A and 2B since 1976")

    def test_corsica_in_small_letters(self):
        self.put("population.csv", self.text("population.csv") + "2a004,77\n")
        self.good()
        self.assertEqual(self.diagnostic("commune-code-zero-restored")["first_ids"], ["2a004"])
        self.assertEqual(self.diagnostic("people-outside-area")["count"], 77)

    def test_overseas_communes_are_no_error_elsewhere(self):
        self.put("population.csv", self.text("population.csv") + "97105,77\n")
        self.good()
        self.assertEqual(self.diagnostic("people-outside-area")["count"], 77)

    def test_an_overseas_code_that_is_none(self):
        self.put("population.csv", self.text("population.csv") + "97999,77\n")
        self.good()
        self.assertEqual(self.diagnostic("commune-unknown")["first_ids"], ["97999"])
        self.assertIn("971 to 978", self.diagnostic("commune-unknown")["hint"])
        self.bad(3, "77", arguments=("--strict",))


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
        self.without_errors()

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
        self.assertEqual(self.rows()["01004"]["seconds_gp"], "")
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

    def edit_road(self, number, **properties):
        self.edit("roads.geojson", lambda features: features[number]["properties"].update(properties))

    def test_a_road_of_no_length_takes_that_of_its_drawing(self):
        self.edit_road(0, length_m=0)
        self.good()
        self.assertEqual(self.diagnostic("road-length-too-short")["first_ids"], ["road 1"])
        self.assertEqual(self.rows()["01003"]["seconds_gp"], "480.000")

    def test_lengths_in_kilometres(self):
        def kilometres(features):
            for feature in features:
                feature["properties"]["length_m"] /= 1000
        self.edit("roads.geojson", kilometres)
        self.bad(1, "roads.geojson: 5 of 5 roads state a length of less than half", "kilometres?")

    def test_a_length_beyond_all_roads(self):
        self.edit_road(0, length_m=1e308)
        self.good()
        self.assertEqual(self.diagnostic("road-length-invalid")["first_ids"], ["road 1"])

    def test_a_direction_that_is_no_word_of_ours(self):
        self.edit_road(0, direction="sens unique")
        self.good()
        self.assertEqual(self.diagnostic("road-direction-unknown")["first_ids"], ["road 1"])
        self.bad(3, "direction is an unknown word", arguments=("--strict",))

    def test_a_class_that_has_no_speed(self):
        def classes(features):
            for number, feature in enumerate(features):
                del feature["properties"]["speed_kmh"]
                feature["properties"]["highway"] = "chemin" if number == 0 else "residential"
        self.edit("roads.geojson", classes)
        self.good()
        self.assertEqual(self.diagnostic("road-without-speed")["first_ids"], ["road 1"])

    def test_no_road_of_a_known_class(self):
        def classes(features):
            for feature in features:
                del feature["properties"]["speed_kmh"]
                feature["properties"]["highway"] = "chemin"
        self.edit("roads.geojson", classes)
        self.bad(1, "roads.geojson: the network has no usable road", "5 × roads without a speed or a known class", "columns")

    def test_a_speed_that_is_a_word(self):
        self.edit_road(0, speed_kmh="rapide")
        self.good()
        self.assertEqual(self.diagnostic("road-without-speed")["first_ids"], ["road 1"])

    def test_points_instead_of_roads(self):
        def points(features):
            for feature in features:
                feature["geometry"] = {"type": "Point", "coordinates": feature["geometry"]["coordinates"][0]}
        self.edit("roads.geojson", points)
        self.bad(1, "roads.geojson: the layer holds points where lines are needed", "[inputs.roads]")

    def test_a_column_of_roads_that_is_not_there(self):
        self.replace("study.toml", 'path = "roads.geojson"', 'path = "roads.geojson"\ncolumns = { speed = "speed_kmt" }')
        self.bad(1, "roads.geojson", "« speed_kmt »", "did you mean « speed_kmh »?")


class Cells(Case):
    def test_people_of_a_commune_whose_cells_are_empty_stay_at_its_centre(self):
        self.put("cells.csv", table("id,x,y,population", [
            "c{0},{1},{2},{3}".format(i, *centre(i % 3, i // 3), 0 if i == 5 else 100 * (i + 1)) for i in range(6)]))
        self.put("study.toml", STUDY + '[inputs.cells]\npath = "cells.csv"\ncrs = "EPSG:2154"\n')
        self.good()
        self.assertEqual(self.summary()["accounting"]["people_in_results"], 2100)
        self.assertEqual(self.diagnostic("commune-without-cells")["first_ids"], ["01006"])


if __name__ == "__main__":
    unittest.main()
