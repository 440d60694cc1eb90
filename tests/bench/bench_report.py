"""docs/performance.md and its plots from one file of measurements.

    bench_report.py MEASUREMENTS.json DOCS"""

import json
import pathlib
import sys

import bench_plots


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows] + [""]


def seconds(value):
    return f"{value:.2f} s" if value < 100 else f"{value:.0f} s"


def count(value):
    return f"{round(value):,}".replace(",", " ")


# What a step does, by the first word of its name; the number after it is its size.
STEPS = {
    "catchment": "scores of a floating-catchment method, pairs in memory",
    "inequality": "Gini, Lorenz and shares of so many people",
    "build": "a network of so many nodes from its table of roads",
    "join": "so many places to the nearest road",
    "times_between": "35 000 places to so many sites within 30 minutes, 1 000 000 nodes; then threads. Items: nodes settled",
    "nearest": "35 000 places to the nearest of 2 000 sites; nodes of the network",
    "contiguous": "contiguous zones among so many communes",
    "point_in_commune": "the commune of one point",
    "natural_breaks": "natural breaks of so many values",
    "draw": "a map of so many communes",
    "read_times": "so many rows of a file of times",
    "write_geopackage": "a layer of so many polygons",
    "write_csv": "a table of so many rows",
}


class Report:
    def __init__(self, measured, docs):
        self.m, self.docs, self.lines = measured, docs, []

    def add(self, *lines):
        self.lines += lines

    def plot(self, name, alt):
        self.add(f"![{alt}](images/{name})", "")
        return self.docs / "images" / name

    def machine(self):
        m = self.m["machine"]
        self.add("# Performance", "",
                 "Written by `tools/bench` from [performance.json](performance.json): whole commands and single steps, growth with the input,"
                 " and peers in the same run. Wall times are medians; the file cache is warm. Times are measured, never tested: tests assert"
                 " counts of work.", "", "## Machine", "",
                 f"{m['processor']}, {m['cores']} cores, {m['memory_gib']} GiB, {m['system']}, Linux {m['kernel']}, {m['compiler']};"
                 f" load before the run {m['load_before']:.1f}. maillage {self.m['version']}, `-O3`.", "")

    def communes(self):
        rows = self.m["communes"]
        self.add("## Whole commands, by size of the territory", "",
                 "Territories of `maillage synth`; `run` is everything: times, access, zones, maps, layers, tables.", "")
        self.lines += table(
            ("communes", "cells", "physicians", "synth", "check", "run", "peak memory: synth", "check", "run"),
            [(count(r["communes"]), count(r["cells"]), count(r["physicians"]),
              *(seconds(r[name]["wall"]) if name in r else "–" for name in ("synth", "check", "run")),
              *(f"{r[name]['mib']:.0f} MiB" if name in r else "–" for name in ("synth", "check", "run"))) for r in rows])
        bench_plots.growth(self.plot("bench_communes.svg", "Time of synth, check and run against the number of communes"),
                           "Whole commands", "communes", {name: [(r["communes"], r[name]["wall"]) for r in rows if name in r]
                                                          for name in ("run", "synth", "check")})

    def sites(self):
        rows = self.m["sites"]
        self.add("## `maillage times`, by number of sites", "",
                 f"{count(rows[0]['origins'])} inhabited cells to so many sites within 30 minutes, reading of the network and writing of"
                 " the table included, all cores.", "")
        self.lines += table(("sites", "pairs", "time", "processor", "peak memory"),
                            [(count(r["sites"]), count(r["pairs"]), seconds(r["wall"]), seconds(r["cpu"]), f"{r['mib']:.0f} MiB")
                             for r in rows])
        bench_plots.growth(self.plot("bench_sites.svg", "Time of maillage times against the number of sites"), "maillage times",
                           "sites", {"whole command": [(r["sites"], r["wall"]) for r in rows]})

    def pairs(self):
        rows = self.m["pairs"]
        self.add("## `maillage access`, by number of pairs", "", "2SFCA from files, streamed.", "")
        self.lines += table(("pairs", "time", "pairs a second", "peak memory"),
                            [(count(r["pairs"]), seconds(r["wall"]), count(r["pairs"] / r["wall"]), f"{r['mib']:.0f} MiB") for r in rows])
        bench_plots.growth(self.plot("bench_pairs.svg", "Time of maillage access against the number of pairs"), "maillage access",
                           "pairs", {"whole command": [(r["pairs"], r["wall"]) for r in rows]})

    def threads(self):
        self.add("## Threads", "", "The same `maillage times`; results are the same bytes.", "")
        first = self.m["threads"][0]["wall"]
        self.lines += table(("threads", "time", "speed-up"),
                            [(r["threads"], seconds(r["wall"]), f"{first / r['wall']:.2f}") for r in self.m["threads"]])

    def peers(self):
        p = self.m["peers"]
        own = p["maillage_per_source"]
        self.add("## Against what users would take instead", "",
                 f"Times within {p['limit_minutes']} minutes from nodes of one network ({count(p['nodes'])} nodes, {count(p['edges'])} edges),"
                 f" one thread. maillage: {count(p['sources'])} sources × {count(p['targets'])} targets, {count(p['pairs'])} pairs, in"
                 f" {seconds(p['maillage_whole']['wall'])} for the whole command, of which {seconds(p['maillage_load']['wall'])} read the"
                 " network. The ratios compare seconds a source without reading the network, on both sides; pgRouting reads it at each call,"
                 " as its users have it. Peers ran on two samples of sources, to see that their time is proportional. Every sampled time"
                 " equals ours to the millisecond.", "")
        there = [peer for peer in p["peers"] if "per_source" in peer]
        self.lines += table(
            ("", "a source", "times maillage", "samples of sources", "seconds", "times compared"),
            [("**maillage times**", f"{own * 1000:.2f} ms", "1", count(p["sources"]), "", "")] +
            [(f"{peer['name']}: {peer['what']}", f"{peer['per_source'] * 1000:.0f} ms", f"{peer['per_source'] / own:.0f}",
              " and ".join(map(str, peer["sources"])), " and ".join(f"{s:.2f}" for s in peer["seconds"]), count(peer["equal_times"]))
             for peer in there])
        for peer in p["peers"]:
            if "missing" in peer:
                self.add(f"{peer['name']} was not there: {peer['missing']}.", "")
        bench_plots.ratios(self.plot("bench_peers.svg", "How many times slower than maillage each peer is"),
                           "Times within 30 minutes", [(peer["name"], peer["per_source"] / own) for peer in there])
        numpy, kernel = self.m["numpy"], self.micro("catchment/2sfca/10000000")
        if numpy and kernel:
            own = kernel["real_time"] / 1e9 if kernel["time_unit"] == "ns" else kernel["real_time"] / 1e3
            self.add(f"2SFCA of {count(numpy['pairs'])} pairs in memory, one thread: maillage {own:.3f} s, NumPy (bincount)"
                     f" {numpy['seconds']:.3f} s, {numpy['seconds'] / own:.1f} times.", "")

    def micro(self, name):
        return next((b for b in self.m["steps"] if b["name"] == name), None)

    def steps(self):
        self.add("## Single steps", "", "Google Benchmark (`tests/bench`), from memory unless a file is in the name. Items: pairs, people,"
                 " nodes, places, areas or rows.", "")
        rows = []
        for b in self.m["steps"]:
            scale = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[b["time_unit"]]
            rows.append((f"`{b['name'].removesuffix('/real_time')}`", STEPS[b["name"].split("/")[0]], f"{b['real_time'] * scale * 1000:,.3f} ms".replace(",", " "),
                         count(b["items_per_second"]) if "items_per_second" in b else ""))
        self.lines += table(("step / size", "what", "time", "items a second"), rows)

    def write(self):
        for part in (self.machine, self.communes, self.sites, self.pairs, self.threads, self.peers, self.steps):
            part()
        self.add("## Again", "", "```sh", "tools/bench            # about a quarter of an hour; writes this page", "tools/bench --quick    # smaller, prints only",
                 "```")
        (self.docs / "performance.md").write_text("\n".join(self.lines) + "\n", encoding="utf-8")


def main():
    with open(sys.argv[1], encoding="utf-8") as measured:
        Report(json.load(measured), pathlib.Path(sys.argv[2])).write()


if __name__ == "__main__":
    main()
