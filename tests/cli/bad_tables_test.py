#!/usr/bin/env python3
"""Delimited text that is wrong in one way each. MAILLAGE_BIN names the program."""

import unittest

from small_study import Case, STUDY, communes, roads


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


if __name__ == "__main__":
    unittest.main()
