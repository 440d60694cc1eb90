#!/usr/bin/env python3
"""The workspace of the demonstration as SQL sees it: every layer, table and column has its words, its style, its unit;
the project inside it is the one beside it, and nothing names a place on this machine.

MAILLAGE_BIN names the program; MAILLAGE_SOURCE_DIR the repository.
"""

import io
import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml
import zipfile

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
SOURCE = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
# Tables for programs, which nobody is meant to read.
INTERNAL = {"layer_styles", "qgis_projects", "maillage_meta"}
# French words no English wording holds, and the other way round.
FRENCH, ENGLISH = re.compile(r"[éèêàçœ]|\b(de|des|du|par|le|la)\b"), re.compile(r"\b(of|the|people|by|within)\b")


def run_demo(folder, *options):
    command = [PROGRAM, "run", str(SOURCE / "geodata/demo/study.toml"), "--out", str(folder), *options]
    subprocess.run(command, check=True, capture_output=True)


def plain(text):
    return re.sub(r"[«»“”]", "", text or "")


class Workspace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.scratch.name)
        cls.fr, cls.en = root / "fr", root / "en"
        run_demo(cls.fr)
        run_demo(cls.en, "--lang", "en")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def query(self, folder, sql, *values):
        database = sqlite3.connect(f"file:{folder / 'maillage.gpkg'}?mode=ro", uri=True)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def tables(self, folder):
        rows = self.query(folder, "SELECT table_name, identifier, description FROM gpkg_contents")
        return [row for row in rows if row[0] not in INTERNAL]

    def columns(self, folder, table):
        geometry = {r[0] for r in self.query(
            folder, "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", table)}
        rows = self.query(folder, f'PRAGMA table_info("{table}")')
        return {row[1]: row[2] for row in rows if row[1] != "fid" and row[1] not in geometry}

    def test_every_layer_has_a_title_and_a_description(self):
        for folder in (self.fr, self.en):
            tables = self.tables(folder)
            self.assertGreaterEqual(len(tables), 10)
            for name, title, description in tables:
                with self.subTest(folder=folder.name, table=name):
                    self.assertTrue(title and title != name)
                    self.assertTrue(description)

    def test_every_column_has_a_title_a_comment_and_numbers_a_unit(self):
        for folder in (self.fr, self.en):
            for table, _, _ in self.tables(folder):
                told = {row[0]: row[1:] for row in self.query(
                    folder, "SELECT column_name, name, description FROM gpkg_data_columns WHERE table_name = ?", table)}
                columns = self.columns(folder, table)
                self.assertEqual(set(told), set(columns), table)
                for column, kind in columns.items():
                    with self.subTest(folder=folder.name, table=table, column=column):
                        title, comment = told[column]
                        self.assertTrue(title and title != column)
                        self.assertTrue(comment)
                        if kind.upper() != "TEXT":
                            self.assertRegex(title, r"\([^()]+\)( \[\w+\])?$")

    def test_words_are_in_the_language_asked_for(self):
        words = {}
        for folder in (self.fr, self.en):
            words[folder.name] = {("", name): f"{title}. {text}" for name, title, text in self.tables(folder)}
            for table, column, title, comment in self.query(
                    folder, "SELECT table_name, column_name, name, description FROM gpkg_data_columns"):
                words[folder.name][table, column] = f"{title}. {comment}"
        self.assertEqual(set(words["fr"]), set(words["en"]))
        for key, french in words["fr"].items():
            with self.subTest(key=key):
                english = words["en"][key]
                self.assertNotEqual(french, english)
                self.assertNotRegex(plain(french), ENGLISH)
                self.assertNotRegex(plain(english), r"\b(des|du|par|le|la)\b")

    def test_every_layer_has_one_default_style_for_qgis_and_others(self):
        for folder in (self.fr, self.en):
            for table, _, _ in self.tables(folder):
                with self.subTest(folder=folder.name, table=table):
                    styles = self.query(
                        folder, "SELECT styleQML, styleSLD FROM layer_styles WHERE f_table_name = ? AND useAsDefault",
                        table)
                    self.assertEqual(len(styles), 1)
                    qml, sld = (xml.fromstring(text) for text in styles[0])
                    self.assertEqual(qml.tag, "qgis")
                    self.assertTrue(sld.tag.endswith("StyledLayerDescriptor"))
                    aliases = {alias.get("field") for alias in qml.iter("alias")}
                    self.assertEqual(aliases, set(self.columns(folder, table)))

    def project(self, folder):
        rows = self.query(folder, "SELECT name, content FROM qgis_projects")
        self.assertEqual([name for name, _ in rows], ["maillage"])
        content = rows[0][1]
        text = content if isinstance(content, str) else content.decode()
        self.assertEqual(text, text.lower())
        return bytes.fromhex(text)

    def test_the_project_inside_is_the_one_beside(self):
        for folder in (self.fr, self.en):
            inside = self.project(folder)
            self.assertEqual(inside, (folder / "maillage.qgz").read_bytes())
            with zipfile.ZipFile(io.BytesIO(inside)) as archive:
                self.assertEqual(archive.namelist(), ["maillage.qgs"])
                self.assertEqual(archive.getinfo("maillage.qgs").date_time, (1980, 1, 1, 0, 0, 0))

    def test_the_project_names_files_beside_it_only(self):
        for folder in (self.fr, self.en):
            with zipfile.ZipFile(folder / "maillage.qgz") as archive:
                text = archive.read("maillage.qgs").decode()
            project = xml.fromstring(text)
            sources = [e.text for e in project.iter("datasource")] + [
                e.get("source") for e in project.iter("layer-tree-layer")]
            self.assertTrue(sources)
            for source in sources:
                file = re.fullmatch(r"\./([\w.-]+)(\|.*)?", source)
                self.assertTrue(file, source)
                self.assertTrue((folder / file.group(1)).is_file(), source)
            for place in (str(folder), str(SOURCE), self.scratch.name):
                self.assertNotIn(place, text)
            self.assertEqual([e.text for e in project.iter("Absolute")], ["false"])

    def test_no_place_on_this_machine_is_in_the_geopackage(self):
        for folder in (self.fr, self.en):
            content = (folder / "maillage.gpkg").read_bytes()
            for place in (str(folder), str(SOURCE), self.scratch.name):
                self.assertNotIn(place.encode(), content)

    def test_a_layout_for_each_map(self):
        for folder in (self.fr, self.en):
            with zipfile.ZipFile(folder / "maillage.qgz") as archive:
                project = xml.fromstring(archive.read("maillage.qgs"))
            layouts = [e.get("name") for e in project.iter("Layout")]
            self.assertEqual(len(layouts), len(list(folder.glob("map_*.png"))))
            identities = [e.get("uuid") for e in project.iter("LayoutItem")]
            self.assertEqual(len(identities), len(set(identities)))


if __name__ == "__main__":
    unittest.main()
