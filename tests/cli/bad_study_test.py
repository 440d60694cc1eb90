#!/usr/bin/env python3
"""Studies that are wrong in one way each. MAILLAGE_BIN names the program."""

import shutil
import unittest

from small_study import Case, DEMO, STUDY


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

    def test_a_key_given_twice(self):
        self.replace("study.toml", 'title = "Petit territoire"', 'title = "a"\ntitle = "b"')
        self.bad(2, "study.toml, line 4, column", "'title'", "keep one of the two")

    def test_a_text_without_quotation_marks(self):
        self.replace("study.toml", 'title = "Petit territoire"', "title = Petit territoire")
        self.bad(2, "study.toml, line 3, column 9", "quotation marks")

    def test_a_quotation_mark_that_is_not_closed(self):
        self.replace("study.toml", 'title = "Petit territoire"', 'title = "Petit territoire')
        self.bad(2, "study.toml, line 3, column", "quotation marks, on one line")

    def test_a_schema_of_the_future(self):
        for schema in ("2", "1.5"):
            self.put("study.toml", STUDY.replace("schema = 1", f"schema = {schema}"))
            self.bad(2, "study.toml, line 1", f"schema {schema} is not known", "schema = 1")

    def test_a_mistyped_section_input_role_and_choice(self):
        for wrong, word in (("[output]", "outputs"), ("[inputs.populaton]", "population"), ("vintaeg", "vintage"),
                            ("[travel]\nmodel = \"raod\"\n[outputs]", "road"), ("[access]\nbound = \"close\"\n[outputs]", "closed")):
            right = {"outputs": "[outputs]", "population": "[inputs.population]", "vintage": "vintage"}.get(word, "[outputs]")
            self.put("study.toml", STUDY.replace(right, wrong, 1))
            self.bad(2, "study.toml, line", f"did you mean « {word} »?")

    def test_units_that_are_not_read(self):
        for key, wrong, right in (("limit", "15mn", "15min"), ("limit", "15 min", "15min"), ("limit", "7,5min", "7.5min"),
                                  ("snap_limit", "1000 m", "1000m"), ("snap_limit", "1 km", "1km")):
            self.put("study.toml", STUDY + f'[travel]\n{key} = "{wrong}"\n')
            self.bad(2, f"study.toml, line 27: [travel] « {key} »: « {wrong} »", f"did you mean {right}?")
        self.put("study.toml", STUDY + '[travel]\nsnap_limit = "1000ft"\n')
        self.bad(2, "« 1000ft » is not a length", "1000m or 1km")

    def test_values_of_the_wrong_type(self):
        for section, value, word in (("travel", "limit = true", "an amount"), ("travel", 'speed = "50"', "a number"),
                                     ("access", 'methods = "2sfca"', "a list of texts"), ("access", "profile = 2015", "a text")):
            self.put("study.toml", STUDY + f"[{section}]\n{value}\n")
            self.bad(2, "study.toml, line 27", f"must be {word}")
        self.put("study.toml", STUDY.replace('["01"]', "[1]"))
        self.bad(2, "study.toml, line 5", "must be a list of texts")

    def test_a_decay_that_is_not_known(self):
        for wrong, word in (("gauss", "gaussian"), ("step:10=1,5=0.5", "edges must increase"), ("gaussian:10", "sigma")):
            self.put("study.toml", STUDY + f'[access]\ndecay = "{wrong}"\n')
            self.bad(2, "study.toml, [access]: decay", word)

    def test_a_study_that_names_itself(self):
        self.replace("study.toml", '"population.csv"', '"./study.toml"')
        self.bad(2, "study.toml, line 11", "names itself")

    def test_a_study_that_extends_itself(self):
        self.put("study.toml", 'extends = "study.toml"\n' + STUDY)
        self.bad(2, "study.toml, line 1", "unknown key « extends »")

    def test_an_absolute_path(self):
        self.replace("study.toml", '"population.csv"', f'"{self.folder}/population.csv"')
        self.bad(2, "study.toml, line 11", "is an absolute path", "${MAILLAGE_DATA}")

    def test_variables_that_are_not_expanded(self):
        for wrong in ("${HOME}/population.csv", "$MAILLAGE_DATA/population.csv", "~/population.csv"):
            self.put("study.toml", STUDY.replace("population.csv", wrong))
            self.bad(2, "study.toml, line 11", f"« {wrong} »", "the only one")

    def test_a_folder_in_the_place_of_the_study(self):
        self.bad(2, "is a folder, not a study", study=".")

    def test_an_absent_study_names_the_nearest_file(self):
        self.bad(2, "stdy.toml", "is it study.toml?", study="stdy.toml")

    def test_a_study_in_latin_1(self):
        self.put("study.toml", STUDY.replace("Petit", "Été").encode("latin-1"))
        self.bad(2, "study.toml, line 3", "UTF-8")

    def test_a_table_in_the_place_of_the_study(self):
        self.bad(2, "population.csv, line 1", "TOML", study="population.csv")


class CommandLine(Case):
    def test_an_unknown_option(self):
        self.bad(2, "maillage run: unknown option « --thread »", "did you mean --threads?", arguments=("--thread", "2"))

    def test_an_argument_too_many(self):
        self.bad(2, "unknown argument « autre.toml »", "--help", arguments=("autre.toml",))

    def test_a_number_of_threads_that_is_none(self):
        for wrong in ("-1", "two", "99999999999"):
            self.bad(2, "--threads", "--help", arguments=("--threads", wrong))

    def test_a_language_and_a_scenario_that_are_not_there(self):
        self.bad(2, "« de » is not a language", "fr or en", arguments=("--lang", "de"))
        self.bad(2, "no scenario « 2030 »", "baseline", arguments=("--scenario", "2030"))

    def test_out_is_a_folder_of_somebody_else(self):
        (self.folder / "thesis").mkdir()
        self.put("thesis/chapter.txt", "years of work")
        self.bad(2, "thesis", "not an output of maillage", "nothing was changed", out="thesis")
        self.assertEqual(self.text("thesis/chapter.txt"), "years of work")

    def test_out_is_the_folder_of_the_inputs(self):
        self.bad(2, "the output folder holds study.toml, which this run reads", out=".")

    def test_out_is_a_synth_folder_whose_files_are_read(self):
        territory = self.folder / "territory"
        shutil.copytree(DEMO, territory)
        before = {p.name: p.read_bytes() for p in territory.iterdir()}
        self.bad(2, "the output folder holds study.toml, which this run reads", study="territory/study.toml", out="territory")
        self.assertEqual(before, {p.name: p.read_bytes() for p in territory.iterdir()})

    def test_out_holds_an_input(self):
        self.earlier_result()
        self.put("out/people.csv", self.text("population.csv"))
        self.replace("study.toml", '"population.csv"', '"out/people.csv"')
        self.bad(2, "out: the output folder holds people.csv, which this run reads", "name another output folder")

    def test_out_is_a_file(self):
        self.put("taken", "x")
        self.bad(2, "taken", "not a folder", out="taken")
        self.bad(1, "taken", "Not a directory", out="taken/deeper")
        self.bad(2, "population.csv: this file is read, and would be replaced", out="population.csv")


if __name__ == "__main__":
    unittest.main()
