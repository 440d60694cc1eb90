#!/usr/bin/env python3
"""maillage times on plain files, end to end. MAILLAGE_BIN names the program, MAILLAGE_DATA the real data."""

import csv
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("MAILLAGE_BIN", "maillage")
DATA = pathlib.Path(os.environ.get("MAILLAGE_DATA") or pathlib.Path(__file__).resolve().parents[3] / "shared" / "data")
CORSICA = DATA / "corsica"

# a ─1 km 60 km/h─ b ─1 km 30 km/h, one way→ c ; d ─ e apart; b ═ferry 45 min═ i
ROADS = [
    ("a", "b", 1000, 60, "both", None, [[0, 0], [1000, 0]]),
    ("b", "c", 1000, 30, "forward", None, [[1000, 0], [2000, 0]]),
    ("c", "b", 3000, 90, "forward", None, [[2000, 0], [1500, 900], [1000, 0]]),
    ("d", "e", 1000, 60, "both", None, [[0, 9000], [1000, 9000]]),
    ("b", "i", 20000, None, "both", 45, [[1000, 0], [1000, -20000]]),
]


def network(epsg=2154, drop=(), roads=ROADS):
    features = []
    for start, end, length, speed, direction, duration, line in roads:
        properties = {"from_node": start, "to_node": end, "length_m": length, "speed_kmh": speed,
                      "direction": direction, "duration_min": duration}
        for name in drop:
            del properties[name]
        features.append({"type": "Feature", "properties": properties,
                         "geometry": {"type": "LineString", "coordinates": line}})
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    return json.dumps({"type": "FeatureCollection", "name": "roads", "crs": crs, "features": features})


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="maillage-times-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.put("roads.geojson", network())
        self.put("o.csv", "id,x,y\nhome,250,0\nfar,0,5000\nat b,1000,0\n")
        self.put("d.csv", "id,x,y\nsurgery,1500,-50\nhome too,750,0\nisland,1000,-20000\napart,500,9000\n")

    def put(self, name, text):
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def call(self, *arguments, stdin=b"", env=None):
        return subprocess.run([PROGRAM, "times", *map(str, arguments)], cwd=self.folder, input=stdin,
                              capture_output=True, env={**os.environ, **(env or {})}, check=False)

    def good(self, *arguments, net="roads.geojson", origins="o.csv", destinations="d.csv", out="t.csv", **how):
        chosen = ["--network", net] if net else []
        done = self.call(*chosen, "--origins", origins, "--destinations", destinations, "--out", out, *arguments, **how)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done

    def bad(self, code, part, *arguments, net="roads.geojson", origins="o.csv", destinations="d.csv", **how):
        chosen = ["--network", net] if net else []
        done = self.call(*chosen, "--origins", origins, "--destinations", destinations, "--out", "t.csv", *arguments,
                         **how)
        message = done.stderr.decode()
        self.assertEqual(done.returncode, code, message)
        self.assertIn(part, message)
        self.assertEqual(done.stdout, b"")
        self.assertFalse((self.folder / "t.csv").exists(), "an output was left")
        return message

    def text(self, name="t.csv"):
        return (self.folder / name).read_text()


class Points(Case):
    def test_times_in_order_with_three_decimals(self):
        done = self.good()
        # home → surgery: 750 m at 60, 500 m at 30 (45 + 60 s), 50 m on foot at 5 km/h (36 s)
        self.assertEqual(self.text(),
                         "from,to,seconds\n"
                         "home,surgery,141.000\nhome,home too,30.000\nhome,island,2745.000\n"
                         "at b,surgery,96.000\nat b,home too,15.000\nat b,island,2700.000\n")
        said = done.stderr.decode()
        self.assertIn("from=from_node, to=to_node, length=length_m, speed=speed_kmh, direction=direction, "
                      "duration=duration_min", said)
        self.assertIn("origins: 1 × places farther than the snap limit", said)
        self.assertIn("(far)", said)
        self.assertIn("destinations: 1 × places joined a road", said)
        self.assertIn("(apart)", said)

    def test_all_pairs_leaves_cells_empty(self):
        self.good("--all-pairs", "--limit", "140s")
        self.assertEqual(self.text(),
                         "from,to,seconds\n"
                         "home,surgery,\nhome,home too,30.000\nhome,island,\nhome,apart,\n"
                         "far,surgery,\nfar,home too,\nfar,island,\nfar,apart,\n"
                         "at b,surgery,96.000\nat b,home too,15.000\nat b,island,\nat b,apart,\n")

    def test_the_limit_is_closed(self):
        self.good("--limit", "96000ms")
        self.assertIn("at b,surgery,96.000\n", self.text())
        self.good("--limit", "95999ms")
        self.assertNotIn("surgery", self.text())

    def test_standard_output_and_input(self):
        done = self.good(origins="-", out="-", stdin=b"id,x,y\nz,1000,0\n")
        self.assertTrue(done.stdout.startswith(b"from,to,seconds\nz,surgery,96.000\n"), done.stdout)

    def test_one_way_streets_are_not_driven_back(self):
        self.put("o.csv", "id,x,y\nlate,1750,0\n")
        self.put("d.csv", "id,x,y\nearly,1250,0\n")
        self.good()
        # on to c, round by the other road (120 s), a quarter of the street again
        self.assertEqual(self.text(), "from,to,seconds\nlate,early,180.000\n")

    def test_snap_report_snap_limit_and_access_speed(self):
        self.good("--snap-report", "s.csv", "--access-speed", "10", "--snap-limit", "49m")
        with open(self.folder / "s.csv", newline="") as file:
            rows = {(r["list"], r["id"]): r for r in csv.DictReader(file)}
        self.assertEqual(len(rows), 7)
        self.assertEqual(rows["origins", "home"]["joined"], "road")
        self.assertEqual(rows["origins", "at b"]["joined"], "node")
        self.assertEqual(rows["destinations", "surgery"]["joined"], "no")
        self.assertEqual(rows["destinations", "surgery"]["distance_m"], "50.000")
        self.assertNotEqual(rows["destinations", "apart"]["component"], "0")
        self.good("--snap-report", "s.csv", "--access-speed", "10", "--snap-limit", "50m")
        self.assertIn("destinations,surgery,road,50.000,18.000,0,1500.000,0.000", self.text("s.csv"))

    def test_columns_are_renamed_for_both_or_one(self):
        self.put("o.csv", "Code;E;N\nhome;250;0\n")
        self.put("d.csv", "Code,x,y\nother,750,0\n")
        self.good("--id-column", "Code", "--origin-x-column", "E", "--origin-y-column", "N")
        self.assertEqual(self.text(), "from,to,seconds\nhome,other,30.000\n")

    def test_points_in_another_crs_are_brought_to_the_network(self):
        line = [[1200000, 6100000], [1201000, 6100000]]
        self.put("corsica.geojson", network(roads=[("a", "b", 1000, 60, "both", None, line)]))
        self.put("o.csv", "id,x,y\nnear,9.07,41.93\n")
        done = self.good("--crs", "EPSG:4326", "--snap-limit", "100km", net="corsica.geojson", destinations="o.csv")
        self.assertIn("origins: 1 of 1 joined", done.stderr.decode())
        self.assertEqual(self.text(), "from,to,seconds\nnear,near,0.000\n")


class Nodes(Case):
    def setUp(self):
        super().setUp()
        self.put("on.csv", "id,node\nO1,a\nO2,c\n")
        self.put("dn.csv", "id,node\nD1,c\nD2,e\n")

    def good_nodes(self, *arguments, **how):
        return self.good("--origin-node-column", "node", "--destination-node-column", "node", *arguments,
                         origins="on.csv", destinations="dn.csv", **how)

    def test_nodes_by_name(self):
        self.good_nodes()
        self.assertEqual(self.text(), "from,to,seconds\nO1,D1,180.000\nO2,D1,0.000\n")

    def test_nodes_and_points_mix(self):
        self.good("--origin-node-column", "node", origins="on.csv")
        self.assertIn("O1,home too,45.000\n", self.text())

    def test_the_node_stands_for_a_missing_id(self):
        self.put("on.csv", "node\na\n")
        self.good_nodes()
        self.assertEqual(self.text(), "from,to,seconds\na,D1,180.000\n")

    def test_network_of_plain_text(self):
        self.put("roads.csv", "from,to,length_m,speed_kmh,oneway\na,b,1000,60,no\nb,c,1000,30,yes\n")
        self.put("dn.csv", "id,node\nD1,c\n")
        self.good_nodes(net="roads.csv")
        self.assertEqual(self.text(), "from,to,seconds\nO1,D1,180.000\nO2,D1,0.000\n")
        os.remove(self.folder / "t.csv")
        self.bad(1, "points cannot be joined", net="roads.csv")

    def test_a_network_in_degrees_serves_nodes_but_not_points(self):
        self.put("roads.geojson", network(4326, roads=[("a", "c", 1000, 60, "both", None, [[9, 42], [9.01, 42]]),
                                                       ("d", "e", 1000, 60, "both", None, [[9, 43], [9.01, 43]])]))
        self.good_nodes()
        self.assertEqual(self.text(), "from,to,seconds\nO1,D1,60.000\nO2,D1,0.000\n")
        os.remove(self.folder / "t.csv")
        self.bad(1, "in degrees")
        self.bad(1, "cannot be measured", "--length-column", "-", "--origin-node-column", "node",
                 origins="on.csv", destinations="dn.csv")

    def test_an_unknown_node_is_named_with_its_line(self):
        self.put("on.csv", "id,node\nO1,a\nO2,nowhere\n")
        message = self.bad(1, "on.csv, line 3", "--origin-node-column", "node", origins="on.csv")
        self.assertIn("nowhere", message)


class CrowFly(Case):
    def test_straight_distance_times_detour(self):
        self.good("--crow-fly", "--crs", "2154", "--detour", "1.2", "--speed", "36", "--limit", "3min", net=None)
        # 10 m/s: 500 m → 60 s; 750 m → 90 s; home → surgery 1250.9996 m → 150.12 s
        self.assertEqual(self.text(), "from,to,seconds\nhome,surgery,150.120\nhome,home too,60.000\n"
                                      "at b,surgery,60.299\nat b,home too,30.000\n")

    def test_contradictions(self):
        self.bad(2, "exclude each other", "--crow-fly")
        self.bad(2, "no --network", net=None)
        self.bad(2, "CRS of the coordinates", "--crow-fly", net=None)
        self.bad(2, "need a network", "--crow-fly", "--crs", "2154", "--origin-node-column", "id", net=None)
        self.bad(2, "detour", "--crow-fly", "--crs", "2154", "--detour", "0.5", net=None)
        self.bad(1, "degrees", "--crow-fly", "--crs", "4326", net=None)


class Refusals(Case):
    def test_an_input_is_never_replaced(self):
        for option in ("--out", "--snap-report"):
            for name in ("o.csv", "d.csv", "roads.geojson"):
                before = self.text(name)
                out = ["--out", name] if option == "--out" else ["--out", "t.csv", option, name]
                done = self.call("--network", "roads.geojson", "--origins", "o.csv", "--destinations", "d.csv", *out)
                self.assertEqual(done.returncode, 2, done.stderr.decode())
                self.assertIn("this file is read, and would be replaced", done.stderr.decode())
                self.assertEqual(self.text(name), before)

    def test_lists(self):
        self.put("bad.csv", "id,x,y\na,0,0\nb,1,zero\n")
        self.bad(1, "bad.csv, line 3", origins="bad.csv")
        self.put("bad.csv", "id,x,y\na,0,0\nb,1,NaN\n")
        self.bad(1, "bad.csv, line 3", origins="bad.csv")
        self.put("bad.csv", "id,x,y\na,0,0\na,1,0\n")
        self.bad(1, "stands already on line 2", destinations="bad.csv")
        self.put("bad.csv", "id,x,y\n,0,0\n")
        self.bad(1, "line 2", origins="bad.csv")
        self.put("bad.csv", "id,lon,lat\na,0,0\n")
        self.bad(1, "lon", origins="bad.csv")
        self.bad(1, "missing.csv", origins="missing.csv")
        self.bad(2, "both", origins="-", destinations="-")

    def test_network(self):
        self.bad(1, "missing.gpkg", net="missing.gpkg")
        self.put("n.geojson", network(drop=["direction"]))
        self.bad(2, "direction", net="n.geojson")
        self.good("--line-direction", "both", net="n.geojson")
        os.remove(self.folder / "t.csv")
        self.put("n.geojson", network(drop=["speed_kmh", "duration_min"]))
        self.bad(2, "how fast", net="n.geojson")
        self.bad(2, "« speed_kmh »", "--speed-column", "sped_kmh")
        self.bad(2, "not a duration", "--limit", "-5min")
        self.bad(2, "", "--snap-limit", "far")
        self.bad(2, "", "--line-direction", "sideways")

    def test_a_length_column_of_another_name_is_not_guessed(self):
        roads = json.loads(network())
        for feature in roads["features"]:
            feature["properties"]["metres"] = feature["properties"].pop("length_m") * 2
        self.put("n.geojson", json.dumps(roads))
        done = self.good(net="n.geojson")
        self.assertIn("lengths of the drawing", done.stderr.decode())
        self.assertIn("home,home too,30.000", self.text())
        self.good("--length-column", "metres", net="n.geojson")
        self.assertIn("home,home too,60.000", self.text())

    def test_bad_roads_are_dropped_and_named(self):
        roads = json.loads(network())
        roads["features"][0]["properties"]["speed_kmh"] = -60
        self.put("n.geojson", json.dumps(roads))
        done = self.good(net="n.geojson")
        self.assertIn("roads whose speed is 0, negative", done.stderr.decode())
        os.remove(self.folder / "t.csv")
        self.bad(3, "road-speed-invalid", "--strict", net="n.geojson")


class Determinism(Case):
    def test_threads_time_zone_and_locale_change_nothing(self):
        outputs = set()
        for threads, zone in ((1, "UTC"), (2, "Pacific/Noumea")):
            self.good("--threads", threads, "--snap-report", "s.csv", env={"TZ": zone, "LC_ALL": "fr_FR.UTF-8"})
            outputs.add(self.text() + self.text("s.csv"))
        self.assertEqual(len(outputs), 1)


@unittest.skipUnless((CORSICA / "roads.gpkg").exists(), "no real data: set MAILLAGE_DATA")
class Corsica(Case):
    def test_known_routes(self):
        with open(CORSICA / "known_routes.csv", newline="") as file:
            routes = list(csv.DictReader(file))
        for name, column in (("o.csv", "from_node"), ("d.csv", "to_node")):
            self.put(name, "node\n" + "".join(n + "\n" for n in dict.fromkeys(r[column] for r in routes)))
        self.good("--origin-node-column", "node", "--destination-node-column", "node",
                  net=CORSICA / "roads.gpkg")
        with open(self.folder / "t.csv", newline="") as file:
            times = {(r["from"], r["to"]): float(r["seconds"]) for r in csv.DictReader(file)}
        self.assertEqual(len(routes), 120)
        for route in routes:
            published = float(route["route_freeflow_s"])
            # n edges is not known here: at most one in 10 m; the unit test counts them.
            tolerance = 0.010 + 0.0005 * max(1.0, float(route["route_length_m"]) / 10)
            self.assertLessEqual(abs(times[route["from_node"], route["to_node"]] - published), tolerance)

    def test_threads_give_the_same_bytes(self):
        with open(CORSICA / "road_nodes.csv", newline="") as file:
            nodes = list(csv.DictReader(file))[::300]
        self.put("o.csv", "id,x,y\n" + "".join(f"{n['id']},{float(n['x']) + 40},{n['y']}\n" for n in nodes))
        outputs = set()
        for threads in (1, 2):
            self.good("--threads", threads, "--limit", "45min", net=CORSICA / "roads.gpkg", destinations="o.csv")
            outputs.add((self.folder / "t.csv").read_bytes())
        self.assertEqual(len(outputs), 1)


if __name__ == "__main__":
    unittest.main()
