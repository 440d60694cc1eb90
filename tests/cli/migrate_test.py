#!/usr/bin/env python3
"""maillage migrate on a real workspace of schema 1.

geodata/workspace-schema-1.tar.xz was made once by the maillage of 2026-11-22 (commit 4421e70, the last to write schema 1): the study and
inputs of four square communes of run_test.py with [outputs] maps = ["zones"], map_formats = ["svg"], and the folder `out`
that `maillage run study.toml --out out` wrote of them; tar --sort=name --mtime=2000-01-01, xz -9e.
"""

import hashlib
import json
import os
import pathlib
import sqlite3
import subprocess
import tarfile
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
ROOT = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
MANIFEST = "maillage-manifest.json"


def contents(folder):
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file()}  # fmt: skip


def query(path, sql):
    base = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    found = base.execute(sql).fetchall()
    base.close()
    return found


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="maillage-migrate-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        with tarfile.open(ROOT / "geodata/workspace-schema-1.tar.xz") as archive:
            archive.extractall(self.folder)

    def call(self, *arguments, code=0):
        done = subprocess.run([PROGRAM, *arguments], cwd=self.folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def refused(self, code, *words, to="new", old="out"):
        before = contents(self.folder)
        done = self.call("migrate", old, to, code=code)
        self.assertEqual(done.stdout, "")
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertEqual(contents(self.folder), before)


class Migrate(Case):
    def test_the_old_one_says_what_to_do(self):
        self.assertEqual(query(self.folder / "out/maillage.gpkg", "SELECT schema FROM maillage_meta"), [(1,)])
        self.assertIn("maillage migrate", self.call("verify", "out", code=1).stderr)

    def test_a_folder(self):
        old = contents(self.folder / "out")
        report = json.loads(self.call("migrate", "out", "new", "--json").stdout)
        self.assertEqual((report["schema"], report["from_schema"], report["to_schema"]), ("maillage/migrate/1", 1, 2))
        self.assertTrue(report["added"] and report["not_derived"])
        self.assertEqual(contents(self.folder / "out"), old)
        new = contents(self.folder / "new")
        self.assertEqual(set(new), set(old))
        self.assertEqual(set(report["files"]), set(old))
        self.assertEqual({name for name in old if old[name] != new[name]}, {"maillage.gpkg", MANIFEST})

    def test_what_is_in_it(self):
        self.call("migrate", "out", "new")
        manifest = json.loads((self.folder / "new" / MANIFEST).read_text(encoding="utf-8"))
        self.assertEqual((manifest["schema"], manifest["workspace_schema"]), ("maillage/manifest/1", 2))
        self.assertEqual(manifest["migrated"]["from_schema"], 1)
        self.assertIn("communes", {layer["layer"] for layer in manifest["layers"]})
        gpkg = self.folder / "new/maillage.gpkg"
        self.assertEqual(query(gpkg, "SELECT schema, version FROM maillage_meta"), [(2, "0.1.0")])
        self.assertEqual(query(gpkg, "PRAGMA integrity_check"), [("ok",)])
        for table in ("communes", "departments", "layer_styles", "maillage_inputs", "gpkg_data_columns"):
            self.assertEqual(query(gpkg, f"SELECT * FROM {table}"), query(self.folder / "out/maillage.gpkg", f"SELECT * FROM {table}"))

    def test_it_is_right_afterwards_and_a_change_is_found(self):
        said = self.call("migrate", "out", "new").stdout
        self.assertIn("out (schema 1) is now new (schema 2)", said)
        done = self.call("verify", "new", "--study", "study.toml")
        self.assertIn("keys of the study: not recorded", done.stdout)
        self.assertIn("new is right", done.stdout)
        base = sqlite3.connect(self.folder / "new/maillage.gpkg")
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):  # called by triggers, not by this change
            base.create_function(name, 1, lambda g: 0)
        base.execute("UPDATE communes SET population = 5 WHERE fid = 2")
        base.commit()
        base.close()
        self.assertIn("row 2 (01002), column population: 5; the run wrote 200", self.call("verify", "new", code=1).stdout)

    def test_a_changed_parameter_is_named_without_recorded_keys(self):
        self.call("migrate", "out", "new")
        study = self.folder / "study.toml"
        study.write_text(study.read_text(encoding="utf-8") + "\n[zoning]\npriority_share = 0.5\n", encoding="utf-8")
        self.assertIn("zoning.priority_share: 0.5; the run was made with 0.302",
                      self.call("verify", "new", "--study", "study.toml", code=1).stdout)  # fmt: skip

    def test_twice_gives_the_same_bytes(self):
        self.call("migrate", "out", "one")
        self.call("migrate", "out", "two")
        self.assertEqual(contents(self.folder / "one"), contents(self.folder / "two"))

    def test_the_file_alone(self):
        self.call("migrate", "out/maillage.gpkg", "alone.gpkg")
        self.assertEqual(query(self.folder / "alone.gpkg", "SELECT schema FROM maillage_meta"), [(2,)])

    def test_what_qgis_did_comes_along(self):
        gpkg = self.folder / "out/maillage.gpkg"
        base = sqlite3.connect(gpkg, isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("INSERT INTO layer_styles (f_table_name, styleName) VALUES ('communes', 'à moi')")
        (self.folder / "out/notes.txt").write_text("à moi", encoding="utf-8")
        old = contents(self.folder / "out")
        self.assertIn("maillage.gpkg-wal", old)
        said = self.call("migrate", "out", "new").stdout
        self.assertEqual(contents(self.folder / "out"), old)
        base.close()
        self.assertIn("notes.txt: not of this run; left where it is", said)
        self.assertIn("bytes changed since the run", said)
        self.assertEqual(query(self.folder / "new/maillage.gpkg", "SELECT count(*) FROM layer_styles WHERE styleName = 'à moi'"), [(1,)])
        self.assertEqual({p.name for p in (self.folder / "new").glob("maillage.gpkg*")}, {"maillage.gpkg"})
        self.call("verify", "new")


class Refused(Case):
    def test_what_is_not_right_is_not_blessed(self):
        path = self.folder / "out/communes.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(",200,", ",201,", 1), encoding="utf-8")
        self.refused(1, "not what its run wrote", "communes.csv", "201")

    def test_a_missing_file(self):
        (self.folder / "out/map_zones.svg").unlink()
        self.refused(1, "map_zones.svg: is missing")

    def test_in_place_or_over_something(self):
        self.refused(2, "old workspace", to="out")
        self.refused(2, "old workspace", to="out/new")
        (self.folder / "new").mkdir()
        (self.folder / "new/mine.txt").write_text("x", encoding="utf-8")
        self.refused(2, "nothing is overwritten")

    def test_nothing_to_do(self):
        self.call("migrate", "out", "new")
        self.refused(2, "schema 2 already", old="new", to="newer")
        self.refused(2, "schema 2 already", old="new/maillage.gpkg", to="newer.gpkg")

    def test_a_newer_workspace(self):
        self.call("migrate", "out", "new")
        manifest = self.folder / "new" / MANIFEST
        manifest.write_text(manifest.read_text(encoding="utf-8").replace('"workspace_schema": 2', '"workspace_schema": 3'), encoding="utf-8")
        self.refused(1, "schema 3", "update maillage", old="new", to="newer")
        base = sqlite3.connect(self.folder / "new/maillage.gpkg")
        base.execute("UPDATE maillage_meta SET schema = 3")
        base.commit()
        base.close()
        self.refused(1, "schema 3", "update maillage", old="new/maillage.gpkg", to="newer.gpkg")

    def test_what_is_no_workspace(self):
        self.refused(1, MANIFEST, old=".")
        self.refused(1, "no such file", old="nowhere.gpkg")

    def test_a_study_has_one_schema_only(self):
        self.refused(2, "schema 1, the only one", old="study.toml")
        study = self.folder / "study.toml"
        study.write_text(study.read_text(encoding="utf-8").replace("schema = 1", "schema = 2"), encoding="utf-8")
        self.refused(2, "schema 2", "update maillage", old="study.toml")


if __name__ == "__main__":
    unittest.main()
