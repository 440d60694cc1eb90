"""The road network of a territory as plain arrays and files, the same for maillage and its peers (needs python3-gdal).

Weights are whole milliseconds, rounded as maillage does, so that every shortest time can be compared exactly."""

import csv
import math
import random

from osgeo import ogr

ogr.UseExceptions()


def milliseconds(metres, kmh):
    return math.floor(3.6e6 * (metres / 1000) / kmh + 0.5)


class Network:
    def __init__(self, geopackage):
        self.edges = {}  # (from, to): milliseconds, the fastest of parallel ones
        self.rows = []
        source = ogr.Open(str(geopackage))
        for road in source.GetLayerByName("roads"):
            start, end = road["from_node"], road["to_node"]
            minutes = road["duration_min"]
            ms = round(minutes * 60000) if minutes is not None else milliseconds(road["length_m"], road["speed_kmh"])
            self.rows.append((start, end, road["length_m"], road["speed_kmh"], minutes, road["direction"]))
            if road["direction"] != "backward":
                self._edge(start, end, ms)
            if road["direction"] != "forward":
                self._edge(end, start, ms)
        self.nodes = sorted({node for edge in self.edges for node in edge})
        self.index = {node: i for i, node in enumerate(self.nodes)}

    def _edge(self, start, end, ms):
        if start != end:
            self.edges[start, end] = min(ms, self.edges.get((start, end), ms))

    def sample(self, count, seed):
        return random.Random(seed).sample(self.nodes, min(count, len(self.nodes)))

    def write_roads(self, path):
        with open(path, "w", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("from_node", "to_node", "length_m", "speed_kmh", "duration_min", "direction"))
            writer.writerows(self.rows)

    def write_edges(self, path):
        """id,source,target,cost: one row a direction, as pgRouting takes them."""
        with open(path, "w", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            for number, ((start, end), ms) in enumerate(self.edges.items()):
                writer.writerow((number, start, end, ms))


def write_places(path, nodes):
    with open(path, "w") as out:
        out.write("id,node\n")
        out.writelines(f"{node},{node}\n" for node in nodes)
