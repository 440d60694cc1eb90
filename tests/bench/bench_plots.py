"""Plots of measurements as SVG (python3-matplotlib; run with /usr/bin/python3): the same numbers give the same file."""

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "maillage", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10,
                            "axes.grid": True, "grid.color": "#dddddd", "axes.spines.top": False, "axes.spines.right": False})
from matplotlib import pyplot  # noqa: E402  (the back end is chosen first)

COLOURS = ("#1b4f8a", "#b5532a", "#3d7a3d", "#6b4c9a")
MARKS = "osD^"


def save(figure, path):
    figure.savefig(path, metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    pyplot.close(figure)


def growth(path, title, across, series, unit="seconds"):
    """series: {label: [(x, y)]}; both axes logarithmic, a grey line where doubling the input doubles the time."""
    figure, axes = pyplot.subplots(figsize=(6.2, 3.6))
    for (label, points), colour, mark in zip(series.items(), COLOURS, MARKS):
        axes.plot(*zip(*points), color=colour, marker=mark, label=label, linewidth=1.6)
    first = next(iter(series.values()))
    (x0, y0), x1 = first[0], first[-1][0]
    axes.plot([x0, x1], [y0, y0 * x1 / x0], color="#999999", linestyle=":", label="proportional")
    axes.set(xscale="log", yscale="log", xlabel=across, ylabel=unit, title=title)
    axes.legend(frameon=False, fontsize=9)
    save(figure, path)


def ratios(path, title, bars):
    """bars: [(label, ratio)]; how many times slower than maillage, logarithmic."""
    figure, axes = pyplot.subplots(figsize=(6.2, 0.5 + 0.42 * len(bars)))
    labels, values = zip(*bars)
    axes.barh(labels, values, color=COLOURS[0], height=0.6)
    axes.set(xscale="log", xlabel="times slower than maillage", title=title, xlim=(1, max(values) * 4))
    for place, value in enumerate(values):
        axes.text(value * 1.08, place, f"{value:.0f}×" if value >= 10 else f"{value:.1f}×", va="center", fontsize=9)
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    save(figure, path)
