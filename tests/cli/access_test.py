#!/usr/bin/env python3
"""maillage access on plain files, end to end. MAILLAGE_BIN names the program, MAILLAGE_DATA the real data."""

import csv
import gzip
import io
import json
import math
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
DATA = pathlib.Path(os.environ.get("MAILLAGE_DATA") or pathlib.Path(__file__).resolve().parents[3] / "shared" / "data")
BELO = DATA / "known" / "belo_horizonte"

DEMAND = "id,demand\na,5\nb,10\nc,50\n"
SUPPLY = "id,supply\nx,50\ny,100\n"
TIMES = "from,to,minutes\na,x,5\na,y,70\nb,x,50\nb,y,40\nc,x,25\nc,y,30\n"
STEPS = "step:20=1,40=0.68,60=0.22"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="maillage-access-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.put("t.csv", TIMES)
        self.put("d.csv", DEMAND)
        self.put("s.csv", SUPPLY)

    def put(self, name, text):
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def call(self, *arguments, stdin=b"", env=None):
        return subprocess.run([PROGRAM, "access", *map(str, arguments)], cwd=self.folder, input=stdin,
                              capture_output=True, env={**os.environ, **(env or {})}, check=False)

    def run_plain(self, *arguments, times="t.csv", stdin=b"", env=None):
        return self.call("--times", times, "--demand", "d.csv", "--supply", "s.csv", "--out", "a.csv", *arguments,
                         stdin=stdin, env=env)

    def scores(self, name="a.csv"):
        with open(self.folder / name, newline="") as file:
            return {row["id"]: row["score"] for row in csv.DictReader(file)}

    def good(self, *arguments, **how):
        done = self.run_plain(*arguments, **how)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done

    def bad(self, code, part, *arguments, **how):
        done = self.run_plain(*arguments, **how)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        self.assertIn(part, done.stderr.decode())
        self.assertEqual(done.stdout, b"")
        self.assertFalse((self.folder / "a.csv").exists(), "an output was left")
        self.assertFalse((self.folder / "a.csv.tmp").exists(), "a temporary was left")


class Golden(Case):
    def check(self, method, decay, wanted, *more):
        self.good("--method", method, "--decay", decay, *more)
        scores = self.scores()
        self.assertEqual(list(scores), ["a", "b", "c"])
        for value, expected in zip(scores.values(), wanted):
            self.assertAlmostEqual(float(value), expected, delta=5.1e-7, msg=method)

    def test_methods(self):
        self.check("2sfca", "binary:30", [.909091, 0, 2.909091])
        self.check("2sfca", "binary:30", [.909091, 0, .909091], "--bound", "open")
        self.check("e2sfca", STEPS, [1.213592, 1.933657, 2.491909])
        self.check("m2sfca", STEPS, [1.213592, 1.192071, 1.694498])
        self.check("3sfca", STEPS, [2.218497, 2.440125, 2.290125])
        self.check("bfca", STEPS, [.811103, 1.714279, 2.087386])
        self.check("mh3sfca", STEPS, [2.168344, 1.461996, 1.572377])
        self.check("nearest", "binary:60", [5, 40, 25])
        self.check("cumulative", "binary:1800s", [50, 0, 150])

    def test_statistics(self):
        done = self.good("--method", "e2sfca", "--decay", STEPS, "--json", "--poverty-line", "2.5")
        summary = json.loads(done.stdout)
        self.assertEqual(summary["schema"], "maillage/access/1")
        self.assertEqual((summary["places"], summary["sites"], summary["pairs"]), (3, 2, 6))
        statistics = summary["statistics"]
        for key, wanted in {"mean": 2.307692, "gini": .065098, "fgt0": 1, "fgt1": .076923, "fgt2": .028271}.items():
            self.assertAlmostEqual(statistics[key], wanted, delta=5.1e-7, msg=key)
        self.assertAlmostEqual(statistics["theil"], .015, delta=5e-4)

    def test_shortest_decimals(self):
        self.good("--method", "gravity", "--decay", "binary:60")
        self.assertEqual((self.folder / "a.csv").read_text(), "id,score\na,50\nb,150\nc,150\n")

    def test_default_decay(self):
        self.good("--method", "2sfca")
        self.assertAlmostEqual(float(self.scores()["c"]), 2.909091, delta=5.1e-7)
        self.bad_default()

    def bad_default(self):
        (self.folder / "a.csv").unlink()
        self.bad(2, "gravity needs a decay", "--method", "gravity")


class Apl(Case):
    def test_heads_are_never_called_apl(self):
        summary = json.loads(self.good("--method", "apl", "--json").stdout)
        self.assertEqual((summary["method"], summary["profile"]), ("apl", "apl-2015"))
        self.assertEqual(summary["indicator"], "indice de type APL (effectifs)")
        self.assertFalse(summary["legal_breaks_allowed"])
        self.assertIn("à confirmer", summary["note"])
        self.assertEqual(self.scores(), {"a": "54000", "b": "0", "c": "0"})

    def test_observed_acts(self):
        summary = json.loads(self.good("--method", "apl", "--supply-basis", "acts", "--profile", "apl-2012",
                                       "--json").stdout)
        self.assertEqual(summary["indicator"], "APL")
        self.assertTrue(summary["legal_breaks_allowed"])
        self.assertEqual(self.scores()["a"], "10")

    def test_refusals(self):
        self.bad(2, "did you mean « apl-2012 »", "--method", "apl", "--profile", "apl-2013")
        self.bad(2, "supply basis", "--method", "apl", "--supply-basis", "visits")
        self.bad(2, "its profile", "--method", "apl", "--decay", "binary:30")
        self.bad(2, "--method apl", "--method", "2sfca", "--profile", "apl-2015")


class Inputs(Case):
    arguments = ["--method", "2sfca", "--decay", "binary:30"]

    def test_units_agree(self):
        self.good(*self.arguments)
        wanted = (self.folder / "a.csv").read_bytes()
        rows = list(csv.DictReader(io.StringIO(TIMES)))
        for name, factor, unit in [("seconds", 60, None), ("ms", 60000, None), ("travel", 60, "s"), ("travel", 1, "min"),
                                   ("travel", 60000, "ms")]:
            lines = [f"from,to,{name}"] + [f"{r['from']},{r['to']},{float(r['minutes']) * factor:.3f}" for r in rows]
            self.put("u.csv", "\n".join(lines) + "\n")
            more = ["--time-column", name, "--time-unit", unit] if unit else []
            self.good(*self.arguments, *more, times="u.csv")
            self.assertEqual((self.folder / "a.csv").read_bytes(), wanted, name)

    def test_gzip_and_standard_input(self):
        self.good(*self.arguments)
        wanted = (self.folder / "a.csv").read_bytes()
        self.put("t.csv.gz", gzip.compress(TIMES.encode()))
        self.good(*self.arguments, times="t.csv.gz")
        self.assertEqual((self.folder / "a.csv").read_bytes(), wanted)
        self.good(*self.arguments, times="-", stdin=TIMES.encode())
        self.assertEqual((self.folder / "a.csv").read_bytes(), wanted)
        done = self.call("--times", "t.csv", "--demand", "d.csv", "--supply", "s.csv", "--out", "-", *self.arguments)
        self.assertEqual(done.stdout, wanted)

    def test_columns_by_name(self):
        self.put("t.csv", TIMES.replace("from,to", "origin;destination").replace(",", ";"))
        self.put("d.csv", DEMAND.replace("id,demand", "code,population"))
        self.put("s.csv", SUPPLY.replace("id,supply", "finess,fte"))
        self.good(*self.arguments, "--from-column", "origin", "--to-column", "destination", "--demand-id-column", "code",
                  "--demand-column", "population", "--supply-id-column", "finess", "--supply-column", "fte")
        self.assertAlmostEqual(float(self.scores()["c"]), 2.909091, delta=5.1e-7)

    def test_what_is_left_out_is_said(self):
        self.put("t.csv", TIMES + "stranger,x,1\na,nowhere,1\n")
        self.put("d.csv", DEMAND + "lonely,7\n")
        done = self.good(*self.arguments, "--json")
        error = done.stderr.decode()
        self.assertIn("stranger", error)
        self.assertIn("nowhere", error)
        self.assertIn("lonely", error)
        summary = json.loads(done.stdout)
        self.assertEqual([d["code"] for d in summary["diagnostics"]],
                         ["unknown-demand", "unknown-supply", "demand-without-times"])
        self.assertEqual(summary["demand_without_supply"], 2)
        self.assertEqual(summary["people_without_supply"], 17)
        self.assertEqual(self.scores()["lonely"], "0")
        (self.folder / "a.csv").unlink()
        self.bad(3, "lonely", *self.arguments, "--strict")

    def test_empty_time_is_not_reached(self):
        self.put("t.csv", TIMES.replace("a,x,5", "a,x,"))
        self.good(*self.arguments)
        self.assertEqual(self.scores()["a"], "0")
        self.good("--method", "nearest", "--decay", "binary:30")
        self.assertEqual(self.scores(), {"a": "", "b": "", "c": "25"})

    def test_sites_without_supply_are_no_destination(self):
        self.put("s.csv", "id,supply\nx,0\ny,100\n")
        self.good("--method", "nearest")
        self.assertEqual(self.scores(), {"a": "70", "b": "40", "c": "30"})

    def test_same_bytes_anywhere(self):
        results = set()
        for env in ({"TZ": "Pacific/Noumea", "LC_ALL": "fr_FR.UTF-8"}, {"TZ": "UTC", "LC_ALL": "C"}):
            done = self.good("--method", "e2sfca", "--decay", STEPS, "--json", env=env)
            results.add((done.stdout, (self.folder / "a.csv").read_bytes()))
        self.assertEqual(len(results), 1)


class Refusals(Case):
    def test_an_input_is_never_replaced(self):
        for name in ("t.csv", "d.csv", "s.csv"):
            before = (self.folder / name).read_bytes()
            done = self.call("--times", "t.csv", "--demand", "d.csv", "--supply", "s.csv", "--method", "nearest", "--out", name)
            self.assertIn("this file is read, and would be replaced", done.stderr.decode())
            self.assertEqual(done.returncode, 2, done.stderr.decode())
            self.assertEqual((self.folder / name).read_bytes(), before)

    arguments = ["--method", "e2sfca", "--decay", STEPS]

    def test_usage(self):
        self.bad(2, "did you mean « e2sfca »", "--method", "e2sfac")
        self.bad(2, "did you mean « gaussian »", "--method", "gravity", "--decay", "gausian:sigma=3")
        self.bad(2, "bound", *self.arguments, "--bound", "half")
        self.bad(2, "time unit", *self.arguments, "--time-unit", "h")
        self.bad(2, "poverty line", *self.arguments, "--poverty-line", "0")
        self.bad(2, "--nonsense", *self.arguments, "--nonsense")
        self.bad(2, "binary decay", "--method", "2sfca", "--decay", "dai:30")
        done = self.call("--times", "-", "--demand", "-", "--supply", "s.csv", "--out", "a.csv", *self.arguments)
        self.assertEqual(done.returncode, 2)
        done = self.call("--times", "t.csv", "--demand", "d.csv", "--supply", "s.csv", "--out", "-", "--json",
                         *self.arguments)
        self.assertEqual(done.returncode, 2)

    def test_unit_must_be_known(self):
        self.put("t.csv", TIMES.replace("minutes", "travel_time"))
        self.bad(2, "--time-unit", *self.arguments)
        self.bad(2, "--time-unit", *self.arguments, "--time-column", "travel_time")
        self.put("t.csv", TIMES)
        self.bad(2, "states its unit", *self.arguments, "--time-unit", "s")

    def test_values_with_their_line(self):
        for value in ("NaN", "inf", "-1", "1e999", "5min", '"1,5"'):
            self.put("t.csv", TIMES.replace("b,y,40", "b,y," + value))
            self.bad(1, "t.csv, line 5", *self.arguments)
        self.put("t.csv", TIMES)
        for value in ("NaN", "-3", "", "inf"):
            self.put("d.csv", DEMAND.replace("b,10", "b," + value))
            self.bad(1, "d.csv, line 3", *self.arguments)
        self.put("d.csv", DEMAND)
        self.put("s.csv", SUPPLY.replace("y,100", "y,-1"))
        self.bad(1, "s.csv, line 3", *self.arguments)

    def test_doubles_with_their_line(self):
        self.put("t.csv", TIMES + "a,x,6\n")
        self.bad(1, "t.csv, line 8", *self.arguments)
        self.put("t.csv", TIMES)
        self.put("d.csv", DEMAND + "a,1\n")
        self.bad(1, "d.csv, line 5", *self.arguments)
        self.put("d.csv", DEMAND)
        self.put("s.csv", SUPPLY + "x,1\n")
        self.bad(1, "s.csv, line 4", *self.arguments)

    def test_files(self):
        self.bad(1, "no such file", *self.arguments, times="missing.csv")
        self.bad(1, "nearest first: demand", *self.arguments, "--demand-column", "demande")
        self.put("t.csv", "")
        self.bad(1, "empty", *self.arguments)
        self.put("t.csv", gzip.compress(TIMES.encode())[:-6])
        self.bad(1, "ends too early", *self.arguments)
        self.put("t.csv", TIMES.replace("b,y", "b\xe9,y").encode("latin-1"))
        self.bad(1, "line 5", *self.arguments)


@unittest.skipUnless(BELO.is_dir(), f"no real data in {BELO}")
class BeloHorizonte(Case):
    def run_belo(self, *arguments):
        done = self.call("--times", BELO / "travel_matrix.csv.gz", "--from-column", "from_id", "--to-column", "to_id",
                         "--time-column", "travel_time", "--time-unit", "min", "--demand", BELO / "land_use.csv",
                         "--demand-column", "population", "--supply", BELO / "land_use.csv", "--supply-column", "schools",
                         "--out", "a.csv", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return self.scores()

    def expected(self, name, column):
        with open(BELO / name, newline="") as file:
            return {row["id"]: row[column] for row in csv.DictReader(file)}

    def test_two_step(self):
        scores = self.run_belo("--method", "2sfca", "--decay", "binary:30")
        wanted = self.expected("expected_2sfca_schools_binary30.csv", "schools")
        self.assertEqual(set(scores), set(wanted))
        for place, value in wanted.items():
            self.assertTrue(math.isclose(float(scores[place]), float(value), rel_tol=1e-12, abs_tol=1e-18), place)

    def test_nearest(self):
        scores = self.run_belo("--method", "nearest")
        wanted = self.expected("expected_cost_to_closest_schools.csv", "travel_time")
        self.assertEqual(set(scores), set(wanted))
        for place, value in wanted.items():
            self.assertEqual(scores[place] == "", value in ("", "NA", "Inf"), place)
            if scores[place]:
                self.assertEqual(float(scores[place]), float(value), place)


class Large(Case):
    """A matrix beyond the in-memory size of the spool gives what one within it gives."""

    def test_spool(self):
        places, sites = 2400, 2000
        self.put("d.csv", "id,demand\n" + "".join(f"d{i},{i % 7 + 1}\n" for i in range(places)))
        self.put("s.csv", "id,supply\n" + "".join(f"s{j},{j % 3 + 1}\n" for j in range(sites)))
        with open(self.folder / "t.csv", "w") as file:
            file.write("from,to,ms\n")
            for i in range(places):
                file.write("".join(f"d{i},s{j},{(i * 7919 + j * 104729) % 3600000}\n" for j in range(sites)))
        scratch = self.folder / "scratch"
        scratch.mkdir()
        done = self.good("--method", "e2sfca", "--decay", "linear:30", "--json", env={"TMPDIR": str(scratch)})
        summary = json.loads(done.stdout)
        self.assertEqual(summary["pairs"], places * sites)
        self.assertEqual(list(scratch.iterdir()), [])
        total = sum(float(v) * (i % 7 + 1) for i, v in enumerate(self.scores().values()))
        self.assertTrue(math.isclose(total, sum(j % 3 + 1 for j in range(sites)), rel_tol=1e-9))
        done = self.call("--times", "t.csv", "--demand", "d.csv", "--supply", "s.csv", "--out", "b.csv", "--method",
                         "e2sfca", "--decay", "linear:30", env={"TMPDIR": "/nowhere"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("TMPDIR", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
