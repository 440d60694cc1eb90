"""Whole commands on growing input: communes, sites, pairs, threads."""

import shutil

import bench_territory
from bench_process import measure


class Growth:
    def __init__(self, maillage, folder, repeats):
        self.maillage, self.folder, self.repeats = maillage, folder, repeats

    def territory(self, communes):
        return bench_territory.Territory(self.maillage, self.folder, communes).made()

    def communes(self, sizes):
        """synth, check and run of the whole study."""
        rows = []
        for size in sizes:
            made, again, out = self.territory(size), self.folder / "synth-again", self.folder / "run-out"
            repeats = self.repeats if size <= 3000 else 1
            row = {"communes": size, **made.counts()}
            for name, command, target in (
                    ("synth", ["synth", "--study", "--communes", size, "--out", again], again),
                    ("check", ["check", made.folder / "study.toml"], None),
                    ("run", ["run", made.folder / "study.toml", "--out", out], out)):
                clean = (lambda folder=target: folder and shutil.rmtree(folder, ignore_errors=True))
                row[name] = measure([self.maillage, *command], repeats, clean)
                clean()
            rows.append(row)
        return rows

    def times(self, communes, origins, destinations, threads):
        made = self.territory(communes)
        out = made.folder / "times.csv"
        row = measure([self.maillage, "times", "--network", made.folder / "territory.gpkg", "--network-layer", "roads",
                       "--origins", made.sample(origins, 1, "origins"), "--destinations",
                       made.sample(destinations, 2, "destinations"), "--limit", "30min", "--threads", threads,
                       "--out", out], self.repeats)
        with open(out, "rb") as rows:
            row["pairs"] = sum(1 for _ in rows) - 1
        out.unlink()
        return row

    def sites(self, communes, origins, counts):
        return [{"origins": origins, "sites": count, **self.times(communes, origins, count, 0)} for count in counts]

    def threads(self, communes, origins, sites, counts):
        return [{"threads": count, **self.times(communes, origins, sites, count)} for count in counts]

    def pairs(self, counts):
        rows = []
        for count in counts:
            files = bench_territory.pairs(self.folder, count)
            command = [self.maillage, "access", "--times", files["times"], "--demand", files["demand"], "--supply",
                       files["supply"], "--method", "2sfca", "--decay", "binary:30", "--out", self.folder / "scores.csv"]
            rows.append({"pairs": count, **measure(command, self.repeats)})
        return rows
