#!/usr/bin/env python3
"""docs/bad-input.md has a row for each test of a wrong input, and no other. MAILLAGE_BIN names the program.

    python3 tests/cli/bad_kinds_test.py --write      runs the tests and writes the rows that are missing or no longer true
"""

import importlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import small_study

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs/bad-input.md"


def tests():
    """(file, class, kind) of every test, in the order of the files."""
    found = []
    for file in small_study.DOCUMENTED:
        module = importlib.import_module(pathlib.Path(file).stem)
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, small_study.Case) and value is not small_study.Case:
                found += [(file, name, method.removeprefix("test_").replace("_", " "))
                          for method in vars(value) if method.startswith("test_")]
    return found


class Kinds(unittest.TestCase):
    def test_every_test_has_a_row_and_every_row_a_test(self):
        self.assertEqual(sorted((name, kind) for _, name, kind in tests()), sorted(small_study.documented()))

    def test_there_are_forty_that_are_refused(self):
        refused = [kind for kind, (code, _) in small_study.documented().items() if code != 0]
        self.assertGreaterEqual(len(refused), 40)

    def test_each_refusal_says_what_to_do(self):
        for kind, (code, said) in small_study.documented().items():
            if code != 0:
                self.assertIn(" → ", said, kind)

    def test_exit_codes_are_those_of_the_page_on_errors(self):
        codes = set(re.findall(r"^\| (\d+) \|", (PAGE.parent / "errors.md").read_text(encoding="utf-8"), re.MULTILINE))
        self.assertLessEqual({str(code) for code, _ in small_study.documented().values()}, codes)

    def test_a_row_that_is_not_true_is_found(self):
        row = (1, "population.csv: … is empty → fill it")
        self.assertTrue(small_study.agrees(row, (1, "population.csv: the file is empty → fill it")))
        self.assertFalse(small_study.agrees(row, (2, "population.csv: the file is empty → fill it")))
        self.assertFalse(small_study.agrees(row, (1, "population.csv: the file is empty")))


def write():
    with tempfile.TemporaryDirectory() as folder:
        record = pathlib.Path(folder) / "said"
        for file in small_study.DOCUMENTED:
            subprocess.run([sys.executable, "-B", HERE / file], env={**os.environ, "MAILLAGE_RECORD_BAD_INPUT": str(record)}, check=True)
        said = {(name, kind): runs for _, name, kind, runs in map(json.loads, record.read_text(encoding="utf-8").splitlines())}
    old = small_study.documented() if PAGE.exists() else {}
    head = PAGE.read_text(encoding="utf-8").partition("\n## ")[0].rstrip()
    text, section = head + "\n", None
    for file, name, kind in tests():
        if name != section:
            text += f"\n## {name}\n`tests/cli/{file}`\n\n| input | exit | what maillage says |\n|---|---|---|\n"
            section = name
        runs = said[name, kind]
        kept = old.get((name, kind))
        code, words = kept if kept and any(small_study.agrees(kept, run) for run in runs) else runs[0]
        text += f"| {kind} | {code} | {small_study.as_cell(words)} |\n"
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        unittest.main()
