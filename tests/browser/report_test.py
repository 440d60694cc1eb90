#!/usr/bin/env python3
"""report.html in Chromium: no error, no sideways scrolling on a telephone, contrast, sorting, filtering, A4.

MAILLAGE_BIN names the program, MAILLAGE_SOURCE_DIR the repository. Without Chromium it says so and exits 77.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import chromium

PROGRAM = pathlib.Path(os.environ.get("MAILLAGE_BIN", "maillage")).resolve()
SOURCE = pathlib.Path(os.environ.get("MAILLAGE_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])

# What juts out of the page, apart from what scrolls in its own box.
JUTTING = """
  const wide = [...document.querySelectorAll('body *')].filter((e) => !e.closest('.scroll') && !e.closest('.skip') &&
    !e.closest('svg') && e.getBoundingClientRect().right > innerWidth + 0.5).map((e) => e.tagName + '.' + e.className);
  return JSON.stringify({page: document.documentElement.scrollWidth, screen: innerWidth, wide: wide.slice(0, 5),
    boxes: document.querySelectorAll('.scroll').length, tables: document.querySelectorAll('table').length});
"""

# Contrast of every text on its ground (WCAG 2.1); drawings of maps have their own rules.
CONTRAST = """
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const poor = []; let seen = 0;
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || e.closest('script, style, .map svg')) continue;
    const svg = e.closest('svg');
    const front = parts(getComputedStyle(e)[svg ? 'fill' : 'color']).slice(0, 3);
    const back = svg ? [255, 255, 255] : ground(e);
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
    ++seen;
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(e.tagName + '.' + e.getAttribute('class') + ': ' + e.textContent.slice(0, 30));
  }
  return JSON.stringify({seen, poor: poor.slice(0, 5)});
"""

SORTING = """
  const table = document.getElementById('table-living_areas');
  const column = [...table.tHead.rows[0].cells].findIndex((cell) => /^Habitants/.test(cell.textContent));
  const heading = table.tHead.rows[0].cells[column], button = heading.querySelector('[role=button]');
  const values = () => [...table.tBodies[0].rows].map((row) => Number(row.cells[column].dataset.order));
  const names = () => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent);
  button.click(); const down = values(), first = heading.getAttribute('aria-sort');
  button.click(); const up = values(), second = heading.getAttribute('aria-sort');
  table.tHead.rows[0].cells[0].querySelector('[role=button]').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', cancelable: true})); const named = names();
  const field = table.parentElement.previousElementSibling;
  field.value = named[3].toUpperCase(); field.dispatchEvent(new Event('input'));
  const shown = [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.cells[0].textContent);
  return JSON.stringify({down, up, first, second, cleared: heading.getAttribute('aria-sort'), named, wanted: named[3], shown,
    foot: table.tFoot.rows.length, label: field.getAttribute('aria-label')});
"""


class Report(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="maillage-browser-")
        cls.out = pathlib.Path(cls.folder.name) / "out"
        subprocess.run([PROGRAM, "run", SOURCE / "geodata/demo/study.toml", "--out", cls.out], capture_output=True, check=True)
        cls.page = cls.out / "report.html"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def ask(self, script, width):
        return json.loads(chromium.ask(self.page, script, width).replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"))

    def test_the_console_is_silent(self):
        dom, console = chromium.chromium(self.page, "--virtual-time-budget=5000", "--dump-dom")
        self.assertEqual(console, [])
        self.assertIn("aria-controls=", dom, "the page's own script ran: its policy admits it")

    def test_a_foreign_script_is_refused_and_heard(self):
        copy = self.out / "copy.html"
        text = self.page.read_text(encoding="utf-8")
        copy.write_text(text.replace("</body>", "<script>document.title = 'taken'</script></body>"), encoding="utf-8")
        dom, console = chromium.chromium(copy, "--virtual-time-budget=5000", "--dump-dom")
        copy.unlink()
        self.assertNotIn("<title>taken", dom)
        self.assertTrue(any("Content Security Policy" in line for line in console), console)

    def test_the_page_never_scrolls_sideways(self):
        for width in (320, 360, 768, 1280):
            with self.subTest(width=width):
                said = self.ask(JUTTING, width)
                self.assertEqual(said["screen"], width)
                self.assertLessEqual(said["page"], width, said["wide"])
                self.assertEqual(said["wide"], [])
                self.assertGreaterEqual(said["boxes"], said["tables"])

    def test_contrast_is_that_of_level_aa(self):
        said = self.ask(CONTRAST, 1280)
        self.assertGreater(said["seen"], 500)
        self.assertEqual(said["poor"], [])

    def test_tables_are_sorted_and_filtered(self):
        said = self.ask(SORTING, 1280)
        self.assertEqual(said["down"], sorted(said["down"], reverse=True))
        self.assertEqual(said["up"], sorted(said["up"]))
        self.assertNotEqual(said["up"], said["down"])
        self.assertEqual((said["first"], said["second"], said["cleared"]), ("descending", "ascending", None))
        self.assertEqual(said["shown"], [said["wanted"]])
        self.assertEqual((said["foot"], said["label"]), (1, "Filtrer les lignes"))

    def test_it_prints_on_a4(self):
        paper = self.out / "report.pdf"
        _, console = chromium.chromium(self.page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
        content = paper.read_bytes()
        self.assertEqual(console, [])
        boxes = set(re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", content))
        self.assertEqual({(round(float(w)), round(float(h))) for w, h in boxes}, {(595, 842)})
        pages = len(re.findall(rb"/Type ?/Page\b", content))
        self.assertTrue(6 <= pages <= 40, pages)


if __name__ == "__main__":
    if chromium.PROGRAM is None:
        print("skipped: no Chromium on this machine (apt-get install chromium)")
        sys.exit(77)
    unittest.main()
