#!/usr/bin/env python3
"""maillage verify on the demonstration: a right workspace is right, also after QGIS; every single change is named.

MAILLAGE_BIN names the program, MAILLAGE_SOURCE_DIR the repository.
"""

import csv
import hashlib
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
ROOT = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
MANIFEST = "maillage-manifest.json"
SMALLER = '\n[outputs]\nmaps = ["zones"]\nmap_formats = ["svg"]\n'


def maillage(*arguments, env=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})})  # fmt: skip


def contents(folder):
    return {p.relative_to(folder).as_posix(): (p.stat().st_mtime_ns, hashlib.sha256(p.read_bytes()).hexdigest())
            for p in sorted(folder.rglob("*")) if p.is_file()}  # fmt: skip


def database(path):
    """Writes as QGIS does: the functions that GeoPackage triggers call are there."""
    base = sqlite3.connect(path, isolation_level=None)
    base.create_function("ST_IsEmpty", 1, lambda g: int(g is None or bool(g[3] & 16)))
    for k, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        base.create_function(name, 1, lambda g, k=k: __import__("struct").unpack_from("<4d", g, 8)[k])
    return base


class Case(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="maillage-verify-test-")
        cls.base = pathlib.Path(cls.temporary.name)
        shutil.copytree(ROOT / "geodata/demo", cls.base / "demo")
        study = cls.base / "demo/study.toml"
        study.write_text(study.read_text(encoding="utf-8") + SMALLER, encoding="utf-8")
        done = maillage("run", study, "--out", cls.base / "written")
        assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def setUp(self):
        self.folder = self.base / "here"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.base / "written", self.folder / "out")
        shutil.copytree(self.base / "demo", self.folder / "demo")
        self.out = self.folder / "out"
        self.gpkg = self.out / "maillage.gpkg"
        self.study = self.folder / "demo/study.toml"

    def sql(self, *statements):
        base = database(self.gpkg)
        for statement in statements:
            base.execute(*(statement if isinstance(statement, tuple) else (statement,)))
        base.close()

    def value(self, sql):
        base = sqlite3.connect(self.gpkg)
        found = base.execute(sql).fetchone()[0]
        base.close()
        return found

    def put(self, path, old, new):
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def verify(self, *arguments, code=0, study=True, env=None):
        options = ["--study", self.study] if study else []
        done = maillage("verify", self.out, *options, "--json", *arguments, env=env)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report["right"], code == 0)
        return report

    def differences(self, *arguments, **options):
        report = self.verify(*arguments, code=1, **options)
        return [f for f in report["findings"] if f["kind"] == "difference"]

    def notes(self, *arguments, **options):
        return [f["message"] for f in self.verify(*arguments, **options)["findings"] if f["kind"] == "note"]

    def only(self, differences, **members):
        self.assertEqual(len(differences), 1, differences)
        for key, value in members.items():
            self.assertEqual(differences[0].get(key), value, differences[0])


class Right(Case):
    def test_what_a_run_wrote_is_right_and_everything_was_looked_at(self):
        report = self.verify()
        self.assertEqual(report["schema"], "maillage/verify/1")
        self.assertEqual((report["findings"], report["differences"], report["not_checked"]), ([], 0, 0))
        looked = report["looked_at"]
        manifest = json.loads((self.out / MANIFEST).read_text(encoding="utf-8"))
        self.assertEqual(looked["files"], len(manifest["files"]))
        self.assertEqual(looked["layers"], len(manifest["layers"]))
        self.assertEqual(looked["inputs"], 9)
        self.assertGreaterEqual(looked["tables"], 6)
        self.assertGreater(looked["sums"], 500)
        self.assertGreater(looked["parameters"], 60)

    def test_a_sentence_says_so(self):
        done = maillage("verify", self.out, "--study", self.study)
        self.assertRegex(done.stdout, r"looked at .* layers, .* inputs\n.* is right\n$")
        self.assertEqual(maillage("verify", self.gpkg, "--study", self.study).returncode, 0)

    def test_the_manifest_lists_every_file_and_no_path_of_this_machine(self):
        text = (self.out / MANIFEST).read_text(encoding="utf-8")
        manifest = json.loads(text)
        self.assertEqual(manifest["schema"], "maillage/manifest/1")
        self.assertEqual({f["path"] for f in manifest["files"]}, set(contents(self.out)) - {MANIFEST})
        self.assertNotIn(str(self.base), text)
        self.assertEqual(manifest["study_keys"]["zoning.priority_share"], "0.25")

    def test_nothing_is_touched_and_a_folder_that_cannot_be_written_will_do(self):
        self.sql("PRAGMA journal_mode = WAL", "VACUUM")
        before = contents(self.out)
        os.chmod(self.gpkg, 0o444)
        os.chmod(self.out, 0o555)
        try:
            self.verify()
        finally:
            os.chmod(self.out, 0o755)
        self.assertEqual(contents(self.out), before)

    def test_without_the_study_inputs_are_not_checked(self):
        report = self.verify(study=False)
        self.assertEqual(report["not_checked"], 10)  # nine inputs and the study
        self.assertEqual({f["kind"] for f in report["findings"]}, {"not-checked"})
        self.verify("--complete", study=False, code=1)
        (self.folder / "demo/sites.csv").unlink()
        report = self.verify()
        self.assertEqual([f["column"] for f in report["findings"]], ["sites"])
        self.verify("--complete", code=1)

    def test_two_reports_are_the_same_bytes(self):
        self.assertEqual(*[maillage("verify", self.out, "--json", env={"TZ": z}).stdout for z in ("UTC", "Asia/Tokyo")])


class AfterQgis(Case):
    def test_a_style_a_project_a_vacuum_and_a_log_are_no_changes(self):
        self.sql("PRAGMA journal_mode = WAL",
                 "INSERT INTO layer_styles (f_table_name, styleName, styleQML, useAsDefault) VALUES ('communes', 'à moi', '<qgis/>', 0)",
                 "CREATE TABLE IF NOT EXISTS qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)",
                 "INSERT INTO qgis_projects VALUES ('mon projet', '{}', '00')",
                 "UPDATE gpkg_contents SET last_change = '2030-01-01T00:00:00.000Z', min_x = 0", "VACUUM")  # fmt: skip
        said = "\n".join(self.notes())
        self.assertIn("styles: changed since the run", said)
        self.assertIn("QGIS projects: changed since the run", said)

    def test_an_open_log_is_read_and_left_alone(self):
        base = database(self.gpkg)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA wal_autocheckpoint = 0")
        base.execute("UPDATE layer_styles SET description = 'autre'")
        before = contents(self.out)
        self.assertIn("maillage.gpkg-wal", before)
        said = "\n".join(self.notes())
        self.assertIn("maillage.gpkg-wal: left by a program", said)
        self.assertIn("styles: changed", said)
        self.assertEqual(contents(self.out), before)
        base.execute("UPDATE communes SET population = population + 1 WHERE fid = 12")
        self.only(self.differences(), layer="communes", row=12, column="population")
        base.close()

    def test_a_project_saved_again_is_a_note(self):
        (self.out / "maillage.qgz").write_bytes(b"saved by QGIS")
        self.assertEqual(self.notes(), ["maillage.qgz: changed since the run, as users may"])

    def test_columns_and_layers_of_the_user_are_notes(self):
        self.sql("ALTER TABLE communes ADD COLUMN remarque TEXT", "UPDATE communes SET remarque = 'à revoir'",
                 "CREATE TABLE terrain (fid INTEGER PRIMARY KEY, mot TEXT)",
                 "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('terrain', 'attributes', 'terrain', 0)")
        said = "\n".join(self.notes())
        self.assertIn("column remarque is not of this run", said)
        self.assertIn("layer terrain: not of this run", said)

    def test_a_geometry_with_another_envelope_is_the_same(self):
        blob = self.value("SELECT geom FROM communes WHERE fid = 3")
        bare = blob[:3] + bytes([blob[3] & ~0x0E]) + blob[4:8] + blob[8 + 32:]
        base = database(self.gpkg)
        for name, in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree_communes%'").fetchall():
            base.execute(f"DROP TRIGGER {name}")
        base.execute("UPDATE communes SET geom = ? WHERE fid = 3", (bare,))
        base.close()
        self.assertNotEqual(bare, blob)
        self.verify()


class Tampering(Case):
    def test_one_value_of_a_layer(self):
        people, code = (self.value(f"SELECT {c} FROM communes WHERE fid = 12") for c in ("population", "code"))
        self.sql("UPDATE communes SET population = population + 1 WHERE fid = 12")
        self.only(self.differences(), file="maillage.gpkg", layer="communes", row=12, id=code, column="population",
                  recorded=str(people), found=str(people + 1), check="contents")  # fmt: skip

    def test_a_value_that_is_no_longer_known_and_a_last_digit(self):
        self.sql("UPDATE communes SET apl_index = apl_index * (1 + 1e-15) WHERE fid = 5", "UPDATE communes SET gp_heads = NULL WHERE fid = 9")
        found = {(f["row"], f["column"]): f for f in self.differences()}
        self.assertEqual(set(found) & {(5, "apl_index"), (9, "gp_heads")}, {(5, "apl_index"), (9, "gp_heads")})
        self.assertNotIn("found", found[9, "gp_heads"])

    def test_one_value_of_a_layer_without_a_table_beside(self):
        self.sql("UPDATE sites SET name = 'Ailleurs' WHERE fid = 4")
        self.only(self.differences(), layer="sites", row=4, column="name", found="Ailleurs")

    def test_bytes_that_are_no_text(self):
        self.sql("UPDATE communes SET name = CAST(x'C3FF' AS TEXT) WHERE fid = 5")
        found = self.differences()
        self.assertEqual({(f.get("layer"), f.get("row")) for f in found}, {("communes", 5)}, found)

    def test_long_words_are_cut_between_letters(self):
        self.sql(("UPDATE communes SET name = ? WHERE fid = 5", ("x" * 56 + "é" * 20,)))
        done = maillage("verify", self.out, "--study", self.study)
        self.assertIn("x" * 56 + "...", done.stdout)

    def test_one_geometry(self):
        self.sql("UPDATE communes SET geom = (SELECT geom FROM communes WHERE fid = 4) WHERE fid = 3")
        self.only(self.differences(), layer="communes", row=3, column="geom")

    def test_rows_gone_and_added(self):
        code = self.value("SELECT id FROM epci WHERE fid = 2")
        self.sql("DELETE FROM epci WHERE fid = 2", "INSERT INTO epci (fid, id) VALUES (99, 'intrus')")
        found = [f for f in self.differences() if f["check"] == "contents"]
        self.assertEqual({(f["row"], f["id"]) for f in found}, {(2, code), (99, "intrus")})

    def test_a_column_and_a_layer_gone(self):
        self.sql("ALTER TABLE epci DROP COLUMN gini_apl_index", "DROP TABLE sites", "DELETE FROM gpkg_contents WHERE table_name = 'sites'")
        said = "\n".join(f["message"] for f in self.differences())
        self.assertIn("column gini_apl_index is gone", said)
        self.assertIn("the layer sites is missing", said)

    def test_all_rows_are_counted_and_the_first_named(self):
        self.sql("UPDATE communes SET name = name || ' '")
        report = self.verify(code=1)
        self.assertGreaterEqual(report["differences"], 280)
        self.assertEqual(sum(f.get("column") == "name" for f in report["findings"]), 20)
        self.assertTrue(any("and 260 more" in f["message"] for f in report["findings"]))

    def test_one_value_of_a_table(self):
        path = self.out / "communes.csv"
        with open(path, newline="", encoding="utf-8") as lines:
            table = list(csv.reader(lines))
        column, before = table[0].index("population"), table[7][table[0].index("population")]
        table[7][column] = "7" + before
        with open(path, "w", newline="", encoding="utf-8") as lines:
            csv.writer(lines, lineterminator="\n").writerows(table)
        self.only(self.differences(), file="communes.csv", row=7, id=table[7][0], column="population", recorded=before, found="7" + before)

    def test_a_table_cut_short_or_with_other_ends_of_lines(self):
        path = self.out / "epci.csv"
        whole = path.read_bytes()
        path.write_bytes(whole.rstrip(b"\n").rpartition(b"\n")[0] + b"\n")
        self.only(self.differences(), file="epci.csv", found="(no row)")
        path.write_bytes(whole.replace(b"\n", b"\r\n"))
        self.only(self.differences(), file="epci.csv", check="files")
        path.write_bytes(whole + b'"')
        self.assertIn("epci.csv", {f["file"] for f in self.differences()})

    def test_one_value_of_the_summary(self):
        summary = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        people = summary["accounting"]["people"]
        self.put(self.out / "summary.json", f'"people": {people}', f'"people": {people + 5000}')
        found = {(f["check"], f.get("column")) for f in self.differences()}
        self.assertIn(("sums", "accounting.people"), found)
        self.assertIn(("files", None), found)

    def test_one_parameter_of_the_summary(self):
        self.put(self.out / "summary.json", '"priority_share": 0.25', '"priority_share": 0.26')
        found = [f for f in self.differences() if f["check"] == "parameters"]
        self.only(found, column="parameters.zoning.priority_share", recorded="0.25", found="0.26")

    def test_the_mark_of_the_study_in_the_workspace(self):
        self.sql("UPDATE maillage_meta SET study_hash = 'f00'")
        self.assertIn("study_hash", {f.get("column") for f in self.differences()})

    def test_a_map_changed_a_file_deleted_a_file_added(self):
        self.put(self.out / "map_zones.svg", "</svg>", "<!-- --></svg>")
        (self.out / "map_zones.txt").unlink()
        (self.out / "mes notes.txt").write_text("à moi", encoding="utf-8")
        found = self.verify(code=1)["findings"]
        self.assertEqual({(f["kind"], f["file"]) for f in found},
                         {("difference", "map_zones.svg"), ("difference", "map_zones.txt"), ("note", "mes notes.txt")})  # fmt: skip

    def test_one_input_changed(self):
        with open(self.folder / "demo/physicians.csv", "ab") as file:
            file.write(b"\n")
        self.only(self.differences(), check="inputs", column="physicians", file="physicians.csv")

    def test_one_parameter_changed(self):
        self.put(self.study, "priority_share = 0.25", "priority_share = 0.3")
        self.only(self.differences(), check="parameters", column="zoning.priority_share", recorded="0.25", found="0.3")

    def test_a_parameter_added_and_one_removed(self):
        self.put(self.study, 'rule = "rank"', 'too_far = "20min"')
        self.assertEqual({(f["column"], f.get("recorded"), f.get("found")) for f in self.differences()},
                         {("zoning.rule", "rank", None), ("zoning.too_far", None, "20min")})  # fmt: skip

    def test_a_comment_in_the_study_is_a_note(self):
        self.put(self.study, "schema = 1", "# relu\nschema = 1")
        self.assertIn("only comments or layout", "\n".join(self.notes()))

    def test_a_study_that_is_wrong_is_a_usage_error(self):
        self.put(self.study, "[zoning]", "[zonning]")
        self.assertEqual(maillage("verify", self.out, "--study", self.study).returncode, 2)


class Recompute(Case):
    def forge(self, name, old, new):
        """Changes a file and signs it again: nothing in the folder can tell."""
        self.put(self.out / name, old, new)
        manifest = json.loads((self.out / MANIFEST).read_text(encoding="utf-8"))
        for file in manifest["files"]:
            if file["path"] == name:
                data = (self.out / name).read_bytes()
                file.update(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        (self.out / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")

    def test_outputs_follow_from_inputs(self):
        report = self.verify("--recompute", "--threads", "1")
        self.assertTrue(report["recomputed"])
        self.assertEqual(report["findings"], [])
        self.assertEqual(report["looked_at"], self.verify()["looked_at"])

    def test_what_was_signed_again_is_found(self):
        self.forge("map_zones.svg", "</svg>", "<!-- --></svg>")
        gini = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))["apl_index"]["gini_weighted_by_people"]
        self.forge("summary.json", f'"gini_weighted_by_people": {gini}', '"gini_weighted_by_people": 0.5')
        self.verify()
        found = {(f["file"], f.get("column")) for f in self.differences("--recompute")}
        self.assertEqual(found, {("map_zones.svg", None), ("summary.json", "apl_index.gini_weighted_by_people")})

    def test_it_needs_the_study(self):
        done = maillage("verify", self.out, "--recompute")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--study", done.stderr)


class NoWorkspace(Case):
    def refused(self, code, *words, folder=None):
        done = maillage("verify", folder or self.out)
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_other_folders_say_what_they_are(self):
        self.refused(1, MANIFEST, folder=self.folder)
        self.refused(1, "not written by `maillage run`", folder=ROOT / "geodata/demo")

    def test_a_damaged_manifest(self):
        whole = (self.out / MANIFEST).read_text(encoding="utf-8")
        for text in (whole[:5000], "[]", whole.replace('"files"', '"flies"'), whole.replace('"sha256": "', '"sha256": 7, "x": "', 1),
                     re.sub(r'"path": "communes.csv"', '"path": "../communes.csv"', whole)):  # fmt: skip
            (self.out / MANIFEST).write_text(text, encoding="utf-8")
            self.refused(1, MANIFEST)

    def test_a_manifest_without_parameters_is_damaged(self):
        manifest = json.loads((self.out / MANIFEST).read_text(encoding="utf-8"))
        for member in ("parameters", "travel_time_source"):
            (self.out / MANIFEST).write_text(json.dumps({k: v for k, v in manifest.items() if k != member}), encoding="utf-8")
            self.refused(1, MANIFEST, "damaged", member)

    def test_a_damaged_workspace(self):
        with open(self.gpkg, "r+b") as file:
            file.truncate(20000)
        done = maillage("verify", self.out)
        self.assertEqual(done.returncode, 1)
        self.assertIn("maillage.gpkg", done.stderr)
        self.assertNotIn("bug", done.stderr)

    def test_a_newer_maillage(self):
        self.put(self.out / MANIFEST, '"workspace_schema": 2', '"workspace_schema": 3')
        self.refused(1, "schema 3", "update maillage")
        self.put(self.out / MANIFEST, "maillage/manifest/1", "maillage/manifest/2")
        self.refused(1, "maillage/manifest/2", "update maillage")


if __name__ == "__main__":
    unittest.main()
