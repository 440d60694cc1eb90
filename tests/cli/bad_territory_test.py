#!/usr/bin/env python3
"""Codes, people and roads that are wrong in one way each. MAILLAGE_BIN names the program."""

import json
import unittest

from small_study import Case, STUDY, centre, communes, roads, table


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
