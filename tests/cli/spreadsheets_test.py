#!/usr/bin/env python3
"""The workbooks of a run hold what its CSV files hold, cell by cell, with codes as texts and numbers as numbers.

MAILLAGE_BIN names the program, MAILLAGE_SOURCE_DIR the repository.
"""

import csv
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import zipfile
from xml.etree import ElementTree

from small_study import PROGRAM, Case
from workbooks import MAIN, read_ods, read_xlsx

DEMO = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2]) / "geodata/demo"
READERS = {"xlsx": read_xlsx, "ods": read_ods}


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


class Demonstration(unittest.TestCase):
    maxDiff = 2000
    TABS = {"communes": "Communes", "departments": "Départements", "living_areas": "Bassins de vie (substitut)",
            "epci": "EPCI", "cpts": "CPTS", "under_served_zones": "Zones sous-dotées", "farthest_communes": "Communes éloignées", "questions": "Questions",
            "diagnostics": "Diagnostics"}

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="maillage-workbooks-")
        cls.addClassCleanup(scratch.cleanup)
        cls.out = pathlib.Path(scratch.name) / "out"
        subprocess.run([PROGRAM, "run", DEMO / "study.toml", "--out", cls.out], check=True, capture_output=True)
        cls.books = {kind: read(cls.out / f"maillage.{kind}") for kind, read in READERS.items()}

    def test_cells_are_those_of_the_csv_files(self):
        files = {p.stem for p in self.out.glob("*.csv")}
        self.assertEqual(files, set(self.TABS))
        for name, tab in self.TABS.items():
            table = rows_of(self.out / f"{name}.csv")
            for kind, book in self.books.items():
                with self.subTest(table=name, kind=kind):
                    sheet = book[tab]
                    self.assertEqual(len(sheet), len(table))
                    self.assertEqual(len(sheet[0]), len(table[0]))
                    for said, told in zip(table[1:], sheet[1:]):
                        for text, cell in zip(said, told):
                            if text == "":
                                self.assertIsNone(cell)
                            elif isinstance(cell, float):
                                self.assertEqual(cell, float(text))
                            else:
                                self.assertEqual(cell, text)

    def test_codes_are_texts_and_amounts_are_numbers(self):
        for kind, book in self.books.items():
            sheet = book["Communes"]
            kinds = {name: {type(row[i]) for row in sheet[1:]} - {type(None)}
                     for i, name in enumerate(rows_of(self.out / "communes.csv")[0])}
            self.assertEqual(kinds["code"], {str}, kind)
            self.assertEqual(kinds["department"], {str}, kind)
            self.assertEqual(kinds["population"], {float}, kind)
            self.assertEqual(kinds["score_2sfca"], {float}, kind)
            self.assertEqual(sheet[1][0], "00001")

    def test_both_say_the_same_in_the_same_order(self):
        self.assertEqual(list(self.books["xlsx"].items()), list(self.books["ods"].items()))
        self.assertEqual(list(self.books["ods"])[:3], ["Lisez-moi", "Colonnes", "Communes"])

    def test_the_first_sheet_says_what_it_rests_on(self):
        said = "\n".join(f"{a} {b}" for a, b in self.books["ods"]["Lisez-moi"])
        for words in ("Offre de soins dans le département fictif", "Territoire fictif engendré par maillage synth",
                      "CC0-1.0", "jamais un zéro", "ne vaut pas proposition d’arrêté", "60 min", "2025",
                      json.loads((self.out / "summary.json").read_text(encoding="utf-8"))["study"]["sha256"]):
            self.assertIn(words, said)

    def test_every_column_is_explained(self):
        for book in self.books.values():
            explained = [(row[0], row[1]) for row in book["Colonnes"][1:]]
            real = [(tab, cell) for tab, sheet in book.items() if tab not in ("Lisez-moi", "Colonnes") for cell in sheet[0]]
            self.assertEqual(explained, real)
            self.assertIn(("Communes", "Population (habitants)"), real)

    def test_the_header_stays_in_sight_and_filters(self):
        with zipfile.ZipFile(self.out / "maillage.xlsx") as archive:
            for name in archive.namelist():
                if not name.startswith("xl/worksheets/"):
                    continue
                sheet = ElementTree.fromstring(archive.read(name))
                pane = next(sheet.iter(f"{MAIN}pane"))
                self.assertEqual((pane.get("ySplit"), pane.get("state")), ("1", "frozen"))
                used = sheet.find(f"{MAIN}dimension").get("ref")
                self.assertEqual(sheet.find(f"{MAIN}autoFilter").get("ref"), used)
                self.assertEqual(len(list(sheet.iter(f"{MAIN}col"))), len(list(next(sheet.iter(f"{MAIN}row")))))
        with zipfile.ZipFile(self.out / "maillage.ods") as archive:
            self.assertEqual(archive.read("content.xml").count(b'display-filter-buttons="true"'), len(self.books["ods"]))
            self.assertEqual(archive.read("settings.xml").count(b'"VerticalSplitPosition" config:type="int">1<'),
                             len(self.books["ods"]))

    def test_no_clock_is_in_them(self):
        for kind in READERS:
            with zipfile.ZipFile(self.out / f"maillage.{kind}") as archive:
                self.assertEqual({m.date_time for m in archive.infolist()}, {(1980, 1, 1, 0, 0, 0)})
                part = archive.read("docProps/core.xml" if kind == "xlsx" else "meta.xml").decode()
                self.assertIn(">2025-01-01T00:00:00Z<", part)

    def test_the_manifest_lists_them(self):
        manifest = json.loads((self.out / "maillage-manifest.json").read_text(encoding="utf-8"))
        self.assertLess({"maillage.xlsx", "maillage.ods"}, {f["path"] for f in manifest["files"]})


class Texts(Case):
    # What a spreadsheet would run, round, or read as markup.
    NAMES = ["=1+1", "+33 1", "-2", "@SUM(A1)", "<b>&\"'", "  deux  espaces _x0041_ "]

    def test_texts_stay_texts(self):
        layer = json.loads(self.text("communes.geojson"))
        for feature, name in zip(layer["features"], self.NAMES):
            feature["properties"]["name"] = name
        self.put("communes.geojson", layer)
        self.good()
        table = rows_of(self.folder / "out/communes.csv")
        at = table[0].index("name")
        for kind, read in READERS.items():
            sheet = read(self.folder / f"out/maillage.{kind}")["Communes"]
            self.assertEqual([row[at] for row in sheet[1:]], [row[at] for row in table[1:]])
            self.assertEqual([row[0] for row in sheet[1:]], [f"0100{i}" for i in range(1, 7)])
        self.assertIn("=1+1", [row[at] for row in table])

    def test_only_those_the_study_wants(self):
        self.replace("study.toml", "[outputs]\n", '[outputs]\nspreadsheets = ["ods"]\n')
        self.good()
        self.assertTrue((self.folder / "out/maillage.ods").is_file())
        self.assertFalse((self.folder / "out/maillage.xlsx").exists())
        self.replace("study.toml", '["ods"]', '["xls"]')
        done = self.call()
        self.assertEqual(done.returncode, 2)
        self.assertIn("xlsx", done.stderr.decode())

    def test_a_table_too_large_for_a_sheet_stays_a_csv_file(self):
        layer = json.loads(self.text("communes.geojson"))
        layer["features"][0]["properties"]["name"] = "a" * 40_000
        self.put("communes.geojson", layer)
        self.good()
        self.assertEqual(self.diagnostic("table-too-long")["first_ids"], ["communes", "farthest_communes"])
        self.assertEqual(len(rows_of(self.folder / "out/communes.csv")), 7)
        for kind, read in READERS.items():
            book = read(self.folder / f"out/maillage.{kind}")
            self.assertNotIn("Communes", book)
            self.assertIn("Diagnostics", book)


if __name__ == "__main__":
    unittest.main()
