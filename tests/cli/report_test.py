#!/usr/bin/env python3
"""report.html: whole, harmless, the same figures as summary.json, in both languages, for studies rich and poor.

MAILLAGE_BIN names the program, MAILLAGE_SOURCE_DIR the repository. The pages themselves are opened by tests/browser.
"""

import csv
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import small_study
from report_page import Page, at, number

PROGRAM = pathlib.Path(os.environ.get("MAILLAGE_BIN", "maillage")).resolve()
SOURCE = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
DEMO = SOURCE / "geodata/demo/study.toml"
SECTIONS = ["brief", "maps", "times", "index", "zones", "meshes", "official", "questions", "quality", "method", "limits", "cite"]


def run(study, out, *arguments, cwd=None):
    subprocess.run([PROGRAM, "run", study, "--out", out, *arguments], cwd=cwd, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    text = (out / "report.html").read_text(encoding="utf-8")
    return text, Page(text), json.loads((out / "summary.json").read_text(encoding="utf-8"))


class Checks:
    """What holds for every page: needs self.text, self.page, self.summary."""

    def number(self, text):
        return number(text, self.language)

    def test_tags_nest_and_nothing_runs_inline(self):
        self.assertEqual(self.page.problems, [])
        self.assertEqual(sum(tag == "script" for tag, _ in self.page.tags), 1)

    def test_nothing_is_loaded_from_anywhere(self):
        self.assertEqual([load for load in self.page.loads if not (load[0] == "img" and load[2].startswith("data:image/png;base64,"))], [])
        self.assertIsNone(re.search(r"https?:|//[a-z]|@import|\burl\((?!#)", self.text))
        policy = next(a["content"] for t, a in self.page.tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy")
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)

    def test_ids_are_unique_and_links_resolve(self):
        self.assertEqual(len(set(self.page.ids)), len(self.page.ids))
        self.assertGreater(len(self.page.links), 10)
        self.assertEqual([target for target in self.page.links if target not in set(self.page.ids)], [])

    def test_headings_go_down_one_by_one(self):
        self.assertEqual(self.page.headings[0], 1)
        self.assertEqual(self.page.headings.count(1), 1)
        for before, after in zip(self.page.headings, self.page.headings[1:]):
            self.assertLessEqual(after, before + 1)

    def test_pictures_have_words(self):
        for tag, given in self.page.pictures:
            if tag == "img":
                self.assertGreater(len(given.get("alt", "")), 20)
            else:
                self.assertEqual(len(given["aria-labelledby"].split()), 2)

    def test_tables_have_captions_and_scopes(self):
        captions = sum(tag == "caption" for tag, _ in self.page.tags)
        self.assertEqual(captions, len(self.page.tables))
        self.assertGreater(captions, 0)
        for tag, given in self.page.tags:
            if tag == "th":
                self.assertIn(given.get("scope"), ("row", "col"))
        for name, rows in self.page.tables.items():
            self.assertEqual({len(row) for row in rows}, {len(rows[0])}, name)

    def test_sections_are_all_there_in_order(self):
        self.assertEqual([i for i in self.page.ids if i in SECTIONS], SECTIONS)
        for landmark in ("header", "nav", "main", "footer"):
            self.assertEqual(sum(tag == landmark for tag, _ in self.page.tags), 1)
        self.assertEqual(self.page.language, self.language)

    def test_figures_are_those_of_the_summary(self):
        self.assertGreater(len(self.page.figures), 8)
        for pointer, value, words in self.page.figures:
            with self.subTest(pointer=pointer):
                real = at(self.summary, pointer)
                self.assertEqual(float(value), real)
                read, precision = self.number(words)
                self.assertLessEqual(abs(read - real), max(precision, 1e-9 * abs(real)))

    def test_no_machine_word_for_a_missing_number(self):
        self.assertIsNone(re.search(r"\b(nan|NaN|inf|null)\b", re.sub(r"binary:inf", "", self.page.words())))


class Demonstration(Checks, unittest.TestCase):
    language = "fr"

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="maillage-report-")
        cls.out = pathlib.Path(cls.folder.name) / "out"
        cls.text, cls.page, cls.summary = run(DEMO, cls.out, "--lang", cls.language)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def rows_of(self, table):
        with open(self.out / f"{table}.csv", newline="", encoding="utf-8") as lines:
            return list(csv.DictReader(lines))

    def test_every_key_figure_of_the_summary_is_on_the_page(self):
        told = {pointer for pointer, _, _ in self.page.figures}
        for pointer in ("/accounting/people", "/accounting/communes", "/supply/physicians", "/apl_index/p10",
                        "/apl_index/mean_weighted_by_standardised_population", "/apl_index/gini_weighted_by_people",
                        "/access_classes/classes/0/communes", "/access_classes/classes/0/people", "/outside_any_cpts/people"):
            self.assertIn(pointer, told)
        for k, reach in enumerate(self.summary["reach"]):
            for t in range(len(reach["people_within"])):
                self.assertIn(f"/reach/{k}/people_within/{t}/share", told)
                self.assertIn(f"/reach/{k}/people_within/{t}/people", told)
        for kind, list_ in (("diagnostics", "count"), ("inputs", "rows")):
            for i in range(len(self.summary[kind])):
                self.assertIn(f"/{kind}/{i}/{list_}", told)

    def test_groups_are_those_of_the_csv_files(self):
        for mesh in ("departments", "living_areas", "epci", "cpts"):
            real = self.rows_of(mesh)
            shown = self.page.tables[f"table-{mesh}"][1:]
            self.assertEqual(len(shown), len(real) + (len(real) > 1), mesh)  # and the whole territory
            for row, group in zip(shown, real):
                self.assertTrue(row[0].startswith(group["name"]), row)
                self.assertEqual(self.number(row[2])[0], int(group["population"]))
                share, precision = self.number(row[4])
                self.assertLessEqual(abs(share - int(group["people_15min_gp"]) / int(group["usable_population"])), precision)
                mean, precision = self.number(row[-2])
                self.assertLessEqual(abs(mean - float(group["mean_apl_index"])), precision)

    def test_communes_far_from_care_are_in_order(self):
        rows = self.page.tables["table-far"]
        threshold = re.search(r"(\d+) min", self.text[self.text.index("table-far-caption\"><span>"):]).group(1)
        column = next(i for i, title in enumerate(rows[0]) if re.search(rf"\b{threshold} min", title))
        people = [self.number(row[column])[0] for row in rows[1:]]
        self.assertEqual(people, sorted(people, reverse=True))
        real = {row["code"]: int(row["usable_population"]) - int(row[f"people_{threshold}min_gp"]) for row in self.rows_of("communes")}
        self.assertEqual(people, sorted(real.values(), reverse=True)[:len(people)])
        for row in rows[1:]:
            self.assertEqual(self.number(row[column])[0], real[row[1]])

    def test_people_by_time_sum_to_everybody(self):
        for kind in (reach["kind"] for reach in self.summary["reach"]):
            words = re.search(rf'<desc id="chart-time-{kind}-desc">([^<]*)', self.text).group(1)
            shares = [self.number(found)[0] for found in re.findall(r"\d+[.,]\d\u202f?%", words)]
            self.assertEqual(len(shares), 6)
            self.assertAlmostEqual(sum(shares), 1, delta=0.004)

    def test_zones_are_there_with_their_largest_commune(self):
        real = {row["id"]: row for row in self.rows_of("under_served_zones")}
        shown = self.page.tables["table-zones"][1:]
        self.assertEqual({row[0] for row in shown}, set(real))
        for row in shown:
            self.assertEqual(self.number(row[1])[0], int(real[row[0]]["population"]))
            self.assertTrue(row[3].startswith(real[row[0]]["largest_commune"]))

    def test_stamps_and_what_is_not_there(self):
        words = self.page.words()
        self.assertIn({"fr": "TERRITOIRE FICTIF", "en": "FICTITIOUS TERRITORY"}[self.language], words)
        self.assertIn({"fr": "ne vaut pas proposition d’arrêté", "en": "not a proposed zoning order"}[self.language], words)
        self.assertEqual(sum(given.get("class") == "absent" for _, given in self.page.tags), 1)  # the official zoning
        self.assertIn(self.summary["study"]["sha256"], words)
        self.assertIn(f"maillage {self.summary['maillage']}", words)
        for name in ("map-access", "map-time", "map-zones"):
            self.assertIn(name, self.page.ids)

    def test_nothing_of_the_machine_is_on_the_page(self):  # equal bytes: run_test.py, for the whole folder
        for word in (self.folder.name, str(SOURCE)):
            self.assertNotIn(word, self.text)

    def test_words_are_of_the_language(self):
        words = self.page.words()
        for french, english in (("Sommaire", "Contents"), ("Aller au contenu", "Skip to content"), ("En bref", "In brief"),
                                ("Qualité des données", "Data quality"), ("Citer et reproduire", "Cite and reproduce")):
            self.assertIn(french if self.language == "fr" else english, words)
            self.assertNotIn(english if self.language == "fr" else french, words)

    def test_french_numbers_and_spaces(self):
        bare = re.findall(r"\w [;?!%»]|« |\w :(?= )", re.sub(r"<(style|script|code|svg)\b.*?</\1>|<[^>]*>", "", self.text, flags=re.S))
        people = f"{self.summary['accounting']['people']:,}"
        if self.language == "fr":
            self.assertEqual(bare, [])
            self.assertIn(people.replace(",", "\u202f"), self.text)
        else:
            self.assertIn(people, self.text)


class InEnglish(Demonstration):
    language = "en"


HOSTILE = "<script>alert('x')</script> & \"co\" </title><!--"


class Poor(Checks):
    """A study on six squares of small_study; a class below says what it has."""

    language = "fr"
    inputs = ""
    title = "Petit territoire"
    files = {}

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="maillage-report-")
        here = pathlib.Path(cls.folder.name)
        communes = small_study.communes()
        communes["features"][0]["properties"]["name"] = HOSTILE
        for i, feature in enumerate(communes["features"]):
            feature["properties"].update(zip(("seat_x", "seat_y"), small_study.centre(i % 3, i // 3)))
        (here / "communes.geojson").write_text(json.dumps(communes), encoding="utf-8")
        for name, content in cls.files.items():
            (here / name).write_text(content, encoding="utf-8")
        study = "\n".join(['schema = 1', '[study]', f"title = {json.dumps(cls.title)}", '[inputs.communes]',
                           'path = "communes.geojson"',
                           'columns = { seat_x = "seat_x", seat_y = "seat_y" }', cls.inputs])
        (here / "study.toml").write_text(study, encoding="utf-8")
        cls.out = here / "out"
        cls.text, cls.page, cls.summary = run("study.toml", cls.out, cwd=here)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def reasons(self):
        """What the page says of sections that do not apply."""
        return re.findall(r'<p class="absent">([^<]+)</p>', self.text)


PEOPLE = "commune,total\n" + "".join(f"0100{c},{100 * c}\n" for c in range(1, 7))
WITH_PEOPLE = """
[inputs.population]
path = "population.csv"
vintage = "2022"
"""
CROW_FLY = """
[travel]
model = "crow-fly"
"""


def sites():
    rows = [f"s{i},{kind},{x},{y},open" for i, (kind, place) in enumerate((("603", (0, 0)), ("617", (2, 1))))
            for x, y in [small_study.centre(*place)]]
    return "id,category,x,y,state\n" + "\n".join(rows) + "\n"


class SitesOnly(Poor, unittest.TestCase):
    """No physicians, no roads, no groups: times to sites by crow-fly and nothing else."""

    inputs = WITH_PEOPLE + """
[inputs.sites]
path = "sites.csv"
crs = "EPSG:2154"
[inputs.memberships]
path = "groups.csv"
""" + CROW_FLY
    files = {"population.csv": PEOPLE, "sites.csv": sites(),
             "groups.csv": "commune,epci,epci_name\n" + "".join(f"0100{c},{c % 2},{'Pair' if c % 2 == 0 else HOSTILE}\n".replace('"', "") for c in range(1, 7))}

    def test_why_sections_do_not_apply(self):
        reasons = " ".join(self.reasons())
        for word in ("Sans offre de médecins", "Sans indice d’accès", "Sans classes d’accès", "CPTS"):
            self.assertIn(word, reasons)
        self.assertNotIn("apl_index", self.summary)

    def test_groups_show_people_near_the_first_kind_of_site(self):
        titles = self.page.tables["table-epci"][0]
        self.assertEqual(titles[3:], ["Maison de santé à 15 min", "Maison médicale de garde à 15 min"])
        self.assertIn("Part des habitants à 15 min ou moins de la maison de santé la plus proche", self.page.words())
        self.assertIn("vol d’oiseau", self.page.words())


class CommunesAlone(Poor, unittest.TestCase):
    """Boundaries, and not even people."""

    inputs = CROW_FLY
    title = HOSTILE

    def test_why_sections_do_not_apply(self):
        self.assertGreaterEqual(len(self.reasons()), 6)
        self.assertIn("leur population n’est pas connue", self.page.words())

    def test_figures_are_those_of_the_summary(self):
        told = {pointer for pointer, _, _ in self.page.figures}
        self.assertIn("/accounting/communes", told)
        self.assertIn("/accounting/people", told)

    def test_a_hostile_title_is_text(self):
        self.assertIn(HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;"), self.text)
        self.assertIn(HOSTILE, "".join(self.page.text))


class CountsAndOfficialZones(Poor, unittest.TestCase):
    """Head counts beside the official zoning, one threshold, a hostile commune far from everything."""

    inputs = WITH_PEOPLE + """
[inputs.physician_counts]
path = "counts.csv"
[inputs.memberships]
path = "zones.csv"
columns = { official_zone = "official_zone" }
""" + CROW_FLY + """speed = 20
[thresholds]
minutes = [7.5]
[outputs]
map_formats = ["pdf"]
"""
    files = {"population.csv": PEOPLE, "counts.csv": "commune,count\n01006,3\n",
             "zones.csv": "commune,official_zone\n" + "".join(f"0100{c},{'1_ZIP' if c > 4 else '3_HZ'}\n" for c in range(1, 7))}

    def test_maps_are_drawn_for_the_page_where_no_svg_is_written(self):
        self.assertEqual(list(self.out.glob("*.svg")), [])
        for name in ("map-access", "map-time", "map-zones"):
            self.assertIn(name, self.page.ids)

    def test_the_comparison_is_that_of_the_summary(self):
        self.assertEqual(self.page.tables["table-official"][0][1:], ["1_ZIP", "3_HZ"])
        people = [at(self.summary, p) for p, _, _ in self.page.figures if p.startswith("/official_zoning/people/")]
        self.assertEqual(sum(people), sum(100 * c for c in range(1, 7)))
        self.assertGreater(len(self.page.tables["table-disagreements"]), 1)

    def test_the_index_from_head_counts_is_named_so_and_read_by_ranks(self):
        self.assertIn("indice de type APL (effectifs)", self.page.words())
        self.assertIn("Lisez-le par rangs", self.page.words())

    def test_the_hostile_commune_is_a_name(self):
        self.assertIn(HOSTILE, [row[0] for row in self.page.tables["table-far"]])
        self.assertIn("7,5", self.page.words())


if __name__ == "__main__":
    unittest.main()
