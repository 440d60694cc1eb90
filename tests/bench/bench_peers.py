"""What users would take instead, on the same network in the same run (Debian's packages; run with /usr/bin/python3).

    bench_peers.py MAILLAGE TERRITORY.gpkg FOLDER    prints one JSON object

All answer the same question: times from some nodes to every node (or the named ones) within 30 minutes, one thread.
The network is in memory before the clock starts, except for pgRouting, whose functions read it from SQL at each call, as
its users have it. Peers are timed on two samples of sources, the second twice the first, to see that time grows
linearly; each sampled time must equal ours to the millisecond."""

import csv
import json
import pathlib
import sys
import time

import bench_network
import bench_pgrouting
import bench_process

LIMIT = 1_800_000
SOURCES, TARGETS = 1000, 35_000


def clocked(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


class Scipy:
    name, samples = "scipy", (5, 10)
    what = "scipy.sparse.csgraph.dijkstra(indices, limit)"

    def __init__(self, network):
        import numpy
        from scipy.sparse import csr_matrix
        rows = numpy.array([network.index[start] for start, _ in network.edges])
        columns = numpy.array([network.index[end] for _, end in network.edges])
        weights = numpy.array([float(max(ms, 1)) for ms in network.edges.values()])
        size = len(network.nodes)
        self.graph, self.network = csr_matrix((weights, (rows, columns)), shape=(size, size)), network

    def run(self, sources, targets):
        from scipy.sparse.csgraph import dijkstra
        wanted = [self.network.index[s] for s in sources]
        seconds, table = clocked(lambda: dijkstra(self.graph, indices=wanted, limit=LIMIT))
        return seconds, {(s, t): table[i, self.network.index[t]] for i, s in enumerate(sources) for t in targets
                         if table[i, self.network.index[t]] <= LIMIT}


class Networkx:
    name, samples = "networkx", (5, 10)
    what = "networkx.single_source_dijkstra_path_length(cutoff)"

    def __init__(self, network):
        import networkx
        self.search = networkx.single_source_dijkstra_path_length
        self.graph = networkx.DiGraph()
        self.graph.add_weighted_edges_from((start, end, ms) for (start, end), ms in network.edges.items())

    def run(self, sources, targets):
        seconds, found = clocked(lambda: [self.search(self.graph, s, cutoff=LIMIT) for s in sources])
        return seconds, {(s, t): times[t] for s, times in zip(sources, found) for t in targets if t in times}


class Igraph:
    name, samples = "igraph", (2, 4)
    what = "igraph Graph.distances(source, target), which has no limit"

    def __init__(self, network):
        import igraph
        self.network = network
        self.graph = igraph.Graph(n=len(network.nodes), directed=True,
                                  edges=[(network.index[s], network.index[e]) for s, e in network.edges])
        self.weights = list(network.edges.values())

    def run(self, sources, targets):
        index = self.network.index
        seconds, table = clocked(lambda: self.graph.distances(
            source=[index[s] for s in sources], target=[index[t] for t in targets], weights=self.weights, mode="out"))
        return seconds, {(s, t): table[i][j] for i, s in enumerate(sources) for j, t in enumerate(targets)
                         if table[i][j] <= LIMIT}


def ours(maillage, folder, sources, targets, threads):
    for name, nodes in (("sources", sources), ("targets", targets)):
        bench_network.write_places(folder / f"{name}.csv", nodes)
    return bench_process.measure(
        [maillage, "times", "--network", folder / "roads.csv", "--origins", folder / "sources.csv", "--destinations",
         folder / "targets.csv", "--origin-node-column", "node", "--destination-node-column", "node", "--limit", "30min",
         "--threads", threads, "--out", folder / "ours.csv"], 3)


def our_times(folder):
    with open(folder / "ours.csv", newline="") as rows:
        return {(int(row["from"]), int(row["to"])): round(float(row["seconds"]) * 1000) for row in csv.DictReader(rows)}


def compare(expected, found, sources):
    """Every pair that one of the two has, for the sampled sources."""
    wanted = set(sources)
    mine = {pair: ms for pair, ms in expected.items() if pair[0] in wanted}
    different = [pair for pair in mine.keys() | found.keys()
                 if pair not in mine or pair not in found or mine[pair] != round(float(found[pair]))]
    if different:
        pair = different[0]
        raise SystemExit(f"{len(different)} of {len(mine)} times differ, first {pair}: "
                         f"{mine.get(pair)} here, {found.get(pair)} there")
    return len(mine)


def main():
    maillage, geopackage, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    network = bench_network.Network(geopackage)
    network.write_roads(folder / "roads.csv")
    network.write_edges(folder / "edges.csv")
    sources, targets = network.sample(SOURCES, 1), network.sample(TARGETS, 2)
    load = ours(maillage, folder, sources[:1], targets[:1], 1)
    whole = ours(maillage, folder, sources, targets, 1)
    expected = our_times(folder)
    result = {"nodes": len(network.nodes), "edges": len(network.edges), "sources": len(sources),
              "targets": len(targets), "pairs": len(expected), "limit_minutes": LIMIT // 60000,
              "maillage_whole": whole, "maillage_load": load,
              "maillage_per_source": max(whole["wall"] - load["wall"], 1e-9) / len(sources), "peers": []}
    for make in (Scipy, Networkx, Igraph, bench_pgrouting.Pgrouting):
        try:
            peer = make(network) if make is not bench_pgrouting.Pgrouting else make(folder)
        except (ImportError, FileNotFoundError) as missing:
            result["peers"].append({"name": make.name, "what": make.what, "missing": str(missing)})
            continue
        few, many = make.samples
        seconds = [peer.run(sources[:count], targets) for count in (few, many)]
        checked = compare(expected, seconds[1][1], sources[:many])
        print(f"    {make.name}: {seconds[0][0]:.2f} s, {seconds[1][0]:.2f} s, {checked} times equal",
              file=sys.stderr, flush=True)
        result["peers"].append({"name": make.name, "what": make.what, "sources": [few, many],
                                "seconds": [s for s, _ in seconds], "equal_times": checked,
                                "per_source": seconds[1][0] / many})
        del peer
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
