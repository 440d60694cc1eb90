"""Territories of synth, and lists of places and pairs drawn from them with a fixed seed."""

import csv
import pathlib
import random

import bench_process


class Territory:
    def __init__(self, maillage, folder, communes):
        self.communes = communes
        self.folder = pathlib.Path(folder) / f"territory-{communes}"
        self.maillage = maillage

    def made(self):
        if not (self.folder / "study.toml").exists():
            bench_process.once([self.maillage, "synth", "--study", "--communes", self.communes, "--out", self.folder])
        return self

    def counts(self):
        """Rows of the lists a run reads."""
        return {name: sum(1 for _ in open(self.folder / f"{name}.csv", "rb")) - 1
                for name in ("cells", "physicians", "sites")}

    def sample(self, count, seed, name):
        """A file id,x,y of `count` inhabited cells."""
        path = self.folder / f"{name}.csv"
        with open(self.folder / "cells.csv", encoding="utf-8", newline="") as source:
            cells = [(row["id"], row["x"], row["y"]) for row in csv.DictReader(source)]
        drawn = random.Random(seed).sample(cells, min(count, len(cells)))
        with open(path, "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("id", "x", "y"))
            writer.writerows(drawn)
        return path


def pairs(folder, count):
    """times.csv, demand.csv and supply.csv with 100 pairs a place, ordered by place."""
    folder = pathlib.Path(folder) / f"pairs-{count}"
    files = {name: folder / f"{name}.csv" for name in ("times", "demand", "supply")}
    if all(path.exists() for path in files.values()):
        return files
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(17)
    places, sites = count // 100, count // 500 + 200
    with open(files["times"], "w") as out:
        out.write("from,to,seconds\n")
        for place in range(places):
            first = draw.randrange(sites)
            for step in range(100):
                out.write(f"{place},S{(first + step) % sites},{draw.randrange(3600000) / 1000:.3f}\n")
    with open(files["demand"], "w") as out:
        out.write("id,demand\n")
        out.writelines(f"{place},{draw.randrange(20, 400)}\n" for place in range(places))
    with open(files["supply"], "w") as out:
        out.write("id,supply\n")
        out.writelines(f"S{site},{draw.randrange(1, 6)}\n" for site in range(sites))
    return files
