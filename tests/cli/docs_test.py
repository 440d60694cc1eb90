#!/usr/bin/env python3
"""What README and docs say is so: examples run, links resolve, options, codes and columns are those of the program.

MAILLAGE_BIN names the program, MAILLAGE_SOURCE_DIR the repository.
"""

import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
PROGRAM = pathlib.Path(os.environ.get("MAILLAGE_BIN", "maillage")).resolve()
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "geodata").rglob("*.md")])
COMMANDS = sorted(p.stem for p in (ROOT / "docs/commands").glob("*.md"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(path):
    return path.read_text(encoding="utf-8")


def examples(page):
    """Shell blocks of a page that call the program."""
    return [body for kind, body in FENCE.findall(read(page)) if kind == "sh" and re.search(r"^maillage ", body, re.MULTILINE)]


def shell(script, folder):
    """Runs a block where `maillage` and `geodata` are at hand, as in a checkout."""
    tools = folder / ".bin"
    tools.mkdir(exist_ok=True)
    for name, target in ((tools / "maillage", PROGRAM), (folder / "geodata", ROOT / "geodata")):
        if not name.is_symlink():
            name.symlink_to(target)
    return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, capture_output=True, check=False,
                          env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"})


def anchors(path):
    """Names GitHub and its kin give to headings."""
    text = FENCE.sub("", read(path))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", t.replace("`", "").lower()).replace(" ", "-") for t in titles}


def section(text, title):
    """The lines under the heading that names `title`."""
    found = re.search(rf"^## [^\n]*`{re.escape(title)}`[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


class Examples(unittest.TestCase):
    def test_every_page_of_a_command_has_one(self):
        self.assertGreaterEqual(len(COMMANDS), 5)
        for command in COMMANDS:
            self.assertTrue(examples(ROOT / f"docs/commands/{command}.md"), command)

    def test_they_run(self):
        for page in PAGES:
            with self.subTest(page=page.name), tempfile.TemporaryDirectory(prefix="maillage-docs-") as name:
                for block in examples(page):
                    done = shell(block, pathlib.Path(name))
                    self.assertEqual(done.returncode, 0, block + done.stderr.decode())

    def test_a_wrong_one_would_be_found(self):
        with tempfile.TemporaryDirectory(prefix="maillage-docs-") as name:
            self.assertEqual(shell("maillage run --no-such-option x", pathlib.Path(name)).returncode, 2)


class Links(unittest.TestCase):
    def test_they_resolve(self):
        for page in PAGES:
            text = FENCE.sub("", read(page))
            for target in re.findall(r"\]\(([^)\s]+)\)", text):
                if re.match(r"[a-z]+:", target):
                    continue
                file, _, anchor = target.partition("#")
                where = (page.parent / file).resolve() if file else page
                with self.subTest(page=page.name, target=target):
                    self.assertTrue(where.exists(), "no such file")
                    if anchor:
                        self.assertIn(anchor, anchors(where))

    def test_every_page_is_reached_from_the_readme(self):
        reached, open_pages = set(), [ROOT / "README.md"]
        while open_pages:
            page = open_pages.pop()
            reached.add(page)
            for target in re.findall(r"\]\(([^)#\s]+\.md)", read(page)):
                there = (page.parent / target).resolve()
                if there not in reached and there.exists():
                    open_pages.append(there)
        self.assertEqual([p.name for p in PAGES if p.resolve() not in reached], [])


class Options(unittest.TestCase):
    def help_of(self, *command):
        return subprocess.run([PROGRAM, *command, "--help"], capture_output=True, text=True, check=True).stdout

    def test_pages_are_the_commands(self):
        listed = self.help_of().partition("Subcommands:")[2]
        self.assertEqual(sorted(re.findall(r"^  (\w+)", listed, re.MULTILINE)), COMMANDS)

    def test_help_is_printable(self):
        for command in COMMANDS:
            text = self.help_of(command)
            self.assertTrue(all(letter == "\n" or letter.isprintable() for letter in text), command)
            self.assertNotIn("->", text, command)

    def test_options_are_those_of_the_help(self):
        for command in COMMANDS:
            real = set(re.findall(r"^  (?:-\w,)?(--[\w-]+)", self.help_of(command), re.MULTILINE))
            told = set(re.findall(r"^\| `(--[\w-]+)", read(ROOT / f"docs/commands/{command}.md"), re.MULTILINE))
            self.assertEqual(told, real, command)

    def test_mandatory_ones_are_said(self):
        for command in COMMANDS:
            real = set(re.findall(r"^  (--[\w-]+)[A-Z ]*REQUIRED", self.help_of(command), re.MULTILINE))
            told = set(re.findall(r"^\| `(--[\w-]+)[^\n]*\(mandatory\)", read(ROOT / f"docs/commands/{command}.md"), re.MULTILINE))
            self.assertEqual(told, real, command)


class Codes(unittest.TestCase):
    maxDiff = None

    def sources(self):
        return {p: read(p) for p in sorted((ROOT / "src").rglob("*.cpp"))}

    def test_diagnostics_are_those_of_the_sources(self):
        real = {}
        for path, text in self.sources().items():
            for severity, code in re.findall(r'Severity::(\w+),\s*"([a-z]+(?:-[a-z]*)*)"', text):
                real.setdefault(code + "MESH" * code.endswith("-"), set()).add(severity)
            if path.name == "builder.cpp":
                for code in re.findall(r'error\(\s*"(road-[a-z-]+)"', text):
                    real.setdefault(code, set()).add("error")
        real["commune-without-MESH"] = {"warning", "note"}  # its severity depends on the mesh
        rows = re.findall(r"^\| `([\w-]+)` \| ([\w, ]+) \| \S", read(ROOT / "docs/diagnostics.md"), re.MULTILINE)
        told = {code: set(severities.split(", ")) for code, severities in rows}
        self.assertGreater(len(real), 50)
        self.assertEqual(told, real)

    def test_error_codes_are_those_of_the_sources(self):
        real = set(re.findall(r'case ErrorCode::\w+:\s*return "(\w+)"', read(ROOT / "src/core/error.cpp")))
        page = read(ROOT / "docs/errors.md")
        self.assertEqual(set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)), real)
        first_table = "\n".join(re.findall(r"^\| \d+ \|.*$", page, re.MULTILINE))
        self.assertEqual(set(re.findall(r"`(\w+)`", first_table)) & real, real)


class Formats(unittest.TestCase):
    WORDS = {"KIND": "[a-z_]+", "METHOD": "[0-9a-z]+", "MESH": "(?:department|living_area|epci|cpts)", "N": "[0-9.]+",
             "CLASS": "(?:priority|intermediate|outside|unknown)"}

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="maillage-docs-")
        cls.out = pathlib.Path(cls.temporary.name) / "demo"
        subprocess.run([PROGRAM, "run", ROOT / "geodata/demo/study.toml", "--out", cls.out], capture_output=True, check=True)
        cls.page = read(ROOT / "docs/formats.md")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def patterns(self, title):
        names = re.findall(r"`([A-Za-z_0-9]+)`", section(self.page, title))
        made = [re.sub(r"KIND|METHOD|MESH|CLASS|(?<=_)N(?=min)", lambda m: self.WORDS[m.group()], n) for n in names]
        return re.compile("|".join(made or ["$^"]))

    def test_every_column_is_described(self):
        for file in sorted(self.out.glob("*.csv")):
            with open(file, encoding="utf-8", newline="") as lines:
                header = next(csv.reader(lines))
            pattern = self.patterns(file.name)
            self.assertEqual([c for c in header if not pattern.fullmatch(c)], [], file.name)

    def test_every_file_is_named_in_readme_and_formats(self):
        for file in self.out.iterdir():
            name = file.stem if file.name.startswith("map_") else re.sub(r"^time_\w+\.tif$", "time_KIND.tif", file.name)
            self.assertIn(f"`{name}`", self.page, file.name)
            self.assertIn(f"`{name}`", read(ROOT / "README.md"), file.name)

    def test_every_json_is_described(self):
        real = {s for path in (ROOT / "src").rglob("*.cpp") for s in re.findall(r'"(maillage/[a-z-]+/\d+)"', read(path))}
        self.assertEqual(set(re.findall(r"^\| `(maillage/[a-z-]+/\d+)` \|", self.page, re.MULTILINE)), real)

    def test_keys_of_the_summary_are_described_in_order(self):
        told = re.findall(r"^\| `(\w+)` \|", section(self.page, "summary.json"), re.MULTILINE)
        real = list(json.loads(read(self.out / "summary.json")))
        self.assertEqual([k for k in told if k in real], real)


class Performance(unittest.TestCase):
    """The page of measurements says what was measured; the plots need matplotlib and are not drawn here."""

    def test_the_page_is_made_from_the_measurements(self):
        program = ("import runpy, sys, types; sys.path.insert(0, sys.argv[3]); nothing = lambda *a, **k: None; "
                   "sys.modules['bench_plots'] = types.SimpleNamespace(growth=nothing, ratios=nothing); "
                   "runpy.run_path(sys.argv[3] + '/bench_report.py', run_name='__main__')")  # fmt: skip
        with tempfile.TemporaryDirectory(prefix="maillage-docs-") as folder:
            subprocess.run([sys.executable, "-B", "-c", program, ROOT / "docs/performance.json", folder, ROOT / "tests/bench"], check=True)
            self.assertEqual(read(pathlib.Path(folder) / "performance.md"), read(ROOT / "docs/performance.md"))

    def test_every_plot_is_there(self):
        for name in re.findall(r"\]\((images/[^)]+)\)", read(ROOT / "docs/performance.md")):
            self.assertIn("<svg", read(ROOT / "docs" / name)[:500])

    def test_peers_agreed_to_the_millisecond(self):
        measured = json.loads(read(ROOT / "docs/performance.json"))
        answered = [peer for peer in measured["peers"]["peers"] if "per_source" in peer]
        self.assertGreaterEqual(len(answered), 4)
        for peer in answered:
            self.assertGreater(peer["equal_times"], 1000, peer["name"])


class Pictures(unittest.TestCase):
    def test_modules_are_drawn_as_they_are(self):
        done = subprocess.run([sys.executable, ROOT / "tools/draw-modules", "--check"], capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def test_modules_are_in_the_table(self):
        modules = sorted(p.parent.name for p in (ROOT / "src").glob("*/CMakeLists.txt"))
        told = re.findall(r"^\| \w* ?\| `(\w+)` \|", read(ROOT / "docs/architecture.md"), re.MULTILINE)
        self.assertEqual(sorted(told), modules)

    def test_the_readme_shows_a_map_first(self):
        first = read(ROOT / "README.md").split("\n\n")[1]
        found = re.match(r"!\[[^\]]{20,}\]\(([^)]+)\)", first)
        self.assertIsNotNone(found, first)
        self.assertLess((ROOT / found.group(1)).stat().st_size, 350_000)

    def test_the_way_in_is_short(self):
        self.assertLess(len(read(ROOT / "src/cli/main.cpp").splitlines()), 60)


if __name__ == "__main__":
    unittest.main()
