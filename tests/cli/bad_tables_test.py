#!/usr/bin/env python3
"""Delimited text that is wrong in one way each. MAILLAGE_BIN names the program."""

import gzip
import unittest

from small_study import Case, STUDY, centre, picture, table, zipped


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

    def test_a_sign_between_thousands(self):
        for written in ("1 300", "1\u202f300", "1\u00a0300", '"1,300"', "1'300"):
            self.put("population.csv", f"commune,total\n01001,{written}\n")
            self.bad(1, "population.csv, line 2", "no sign between thousands: 1300.5")

    def test_a_unit_beside_the_number(self):
        self.put("population.csv", "commune,total\n01001,300 hab.\n")
        self.bad(1, "population.csv, line 2", "« 300 hab. », not a number")

    def test_people_ten_times_too_many_for_their_ages(self):
        bands = "age_0_14,age_15_29,age_30_44,age_45_59,age_60_74,age_75_plus"
        self.put("population.csv", table("commune,total," + bands, [f"{c},{10 * p}" + f",{p / 6}" * 6 for c, p in self.people.items()]))
        self.assertIn("less than half or more than twice", self.good())
        self.assertEqual(self.diagnostic("ages-far-from-population")["count"], 6)

    def test_people_ten_times_too_many_for_their_cells(self):
        self.input("cells", "id,x,y,population", *("c{0},{1},{2},{3}".format(i, *centre(i % 3, i // 3), 1000 * (i + 1)) for i in range(6)))
        self.assertIn("2100 people and the cells hold 21000", self.good())
        self.assertEqual(self.diagnostic("cells-far-from-population")["severity"], "warning")

    def test_more_people_than_a_commune_can_have(self):
        self.put("population.csv", "commune,total\n01001,30000000\n")
        self.bad(1, "population.csv, line 2", "more than can be", "right column and unit")

    def test_a_site_twice(self):
        self.input("sites", "id,category,x,y", "H1,603,702000,6602000", "H1,603,706000,6602000")
        self.bad(1, "sites.csv, line 3", "H1 stands twice")

    def test_a_cell_twice(self):
        self.input("cells", "id,population,x,y", "c1,3,702000,6602000", "c1,3,706000,6602000")
        self.bad(1, "cells.csv, line 3", "c1 stands twice")


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
        self.replace("study.toml", "population.csv", "populaton.csv")
        self.bad(1, "populaton.csv: no such file", "is it population.csv?")

    def test_unbalanced_quote(self):
        self.put("population.csv", 'commune,total\n01001,"3\n')
        self.bad(1, "population.csv, line 2")

    def test_utf_16(self):
        self.put("population.csv", self.text("population.csv").encode("utf-16"))
        self.bad(1, "population.csv, line 1", "UTF-16", "iconv")

    def test_an_encoding_that_is_none(self):
        self.replace("study.toml", 'path = "population.csv"', 'path = "population.csv"\nencoding = "latin-15"')
        self.bad(2, "population.csv", "« latin-15 »", "ISO-8859-1")

    def test_a_table_cut_in_a_line(self):
        self.put("physicians.csv", self.text("physicians.csv")[:-25])
        self.bad(1, "physicians.csv, line 3", "fields where the header has 6", "cut")

    def test_a_compressed_table_that_is_cut(self):
        self.instead("population.csv", "population.csv.gz", gzip.compress(self.text("population.csv").encode())[:-12])
        self.bad(1, "population.csv.gz", "ends too early", "download")

    def test_a_compressed_table_that_is_damaged(self):
        data = bytearray(gzip.compress(self.text("population.csv").encode()))
        data[12:20] = b"\xff" * 8
        self.instead("population.csv", "population.csv.gz", bytes(data))
        self.bad(1, "population.csv.gz", "damaged")

    def test_a_picture_called_csv(self):
        self.put("population.csv", picture())
        self.bad(1, "population.csv", "a PNG picture, not delimited text")

    def test_a_page_of_error_called_csv(self):
        self.put("population.csv", "<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n")
        self.bad(1, "population.csv", "a page of HTML", "download the file again")

    def test_a_zipped_table(self):
        archive = zipped("population.csv", self.text("population.csv"))
        self.put("population.csv", archive)
        self.bad(1, "population.csv", "a zip archive", "extract")
        self.instead("population.csv", "population.csv.zip", archive)
        self.bad(1, "population.csv.zip", "a zip archive", "extract")

    def test_a_folder_in_the_place_of_a_table(self):
        (self.folder / "population.csv").unlink()
        (self.folder / "population.csv").mkdir()
        self.bad(1, "population.csv", "is a folder, not a file")

    def test_a_table_that_cannot_be_read(self):
        (self.folder / "population.csv").unlink()
        (self.folder / "population.csv").symlink_to("/proc/self/mem")  # opens, and fails to be read, for root too
        self.bad(1, "population.csv", "cannot be read", "copy")

    def test_a_link_to_nothing(self):
        (self.folder / "population.csv").unlink()
        (self.folder / "population.csv").symlink_to("gone.csv")
        self.bad(1, "population.csv", "a link to what is not there")

    def test_another_separator_in_one_line(self):
        self.replace("population.csv", "01003,300", "01003;300")
        self.bad(1, "population.csv, line 4", "1 fields where the header has 2")

    def test_bytes_that_are_no_text(self):
        self.put("population.csv", b"commune,total\n01001,3\0\n")
        self.bad(1, "population.csv, line 2", "zero byte")

    def test_lines_that_end_in_a_bare_carriage_return(self):
        self.put("population.csv", self.text("population.csv").replace("\n", "\r"))
        self.bad(1, "population.csv, line 1", "carriage return", "LF")


if __name__ == "__main__":
    unittest.main()
