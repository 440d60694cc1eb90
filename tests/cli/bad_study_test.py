#!/usr/bin/env python3
"""Studies that are wrong in one way each. MAILLAGE_BIN names the program."""

import unittest

from small_study import Case, STUDY, communes


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


if __name__ == "__main__":
    unittest.main()
