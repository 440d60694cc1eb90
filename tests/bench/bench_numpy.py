"""2SFCA of 10 million pairs in NumPy, in memory, one thread (run with /usr/bin/python3). Prints one JSON object."""

import json
import statistics
import time

import numpy

PAIRS = 10_000_000


def main():
    draw = numpy.random.default_rng(7)
    places, sites = PAIRS // 100, PAIRS // 500 + 100
    place = numpy.repeat(numpy.arange(places), 100)
    site = draw.integers(0, sites, PAIRS)
    minutes = 60 * draw.random(PAIRS)
    demand, supply = 20 + 400 * draw.random(places), 1.0 + draw.integers(0, 5, sites)

    def catchment():
        near = minutes <= 30
        p, s = place[near], site[near]
        reached = numpy.bincount(s, weights=demand[p], minlength=sites)
        ratio = numpy.divide(supply, reached, out=numpy.zeros(sites), where=reached > 0)
        return numpy.bincount(p, weights=ratio[s], minlength=places)

    runs = []
    for _ in range(3):
        start = time.perf_counter()
        scores = catchment()
        runs.append(time.perf_counter() - start)
    assert abs((scores * demand).sum() - supply.sum()) < 1e-6 * supply.sum()
    print(json.dumps({"pairs": PAIRS, "seconds": statistics.median(runs)}))


if __name__ == "__main__":
    main()
