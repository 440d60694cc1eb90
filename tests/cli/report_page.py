"""Reads report.html as a browser would, far enough to check it: tags, ids, links, headings, figures, tables."""

import html.parser
import re

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LOADS = {"src", "srcset", "href", "xlink:href", "data", "poster", "action", "formaction", "background"}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.problems, self.open = [], []
        self.ids, self.links, self.loads, self.headings, self.pictures = [], [], [], [], []
        self.figures = []  # (pointer, machine value, text)
        self.tables = {}  # id → rows of cell texts, the heading first
        self.tags, self.text, self.language = [], [], None
        self._figure = self._row = self._cell = self._rows = None
        self.feed(text)
        self.close()
        self.problems += [f"<{tag}> is never closed" for tag, _ in self.open]

    def inside(self, tag):
        return any(name == tag for name, _ in self.open)

    def words(self):
        return re.sub(r"\s+", " ", "".join(self.text))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if len(given) != len(attrs):
            self.problems.append(f"<{tag}> has an attribute twice")
        self.tags.append((tag, given))
        self.note(tag, given)
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_startendtag(self, tag, attrs):
        if not self.inside("svg"):
            self.problems.append(f"<{tag}/> outside a drawing")
        self.tags.append((tag, dict(attrs)))
        self.note(tag, dict(attrs))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.problems.append(f"</{tag}> closes <{self.open[-1][0] if self.open else 'nothing'}>, line {self.getpos()[0]}")
            return
        self.open.pop()
        if tag == "data":
            self.figures.append((*self._figure[:2], "".join(self._figure[2])))
            self._figure = None
        elif tag in ("td", "th") and self._row is not None:
            self._row.append("".join(self._cell).strip())
            self._cell = None
        elif tag == "tr":
            self._rows.append(self._row)
            self._row = None

    def handle_data(self, data):
        if self.open and self.open[-1][0] in ("script", "style"):
            return
        self.text.append(data)
        if self._figure is not None:
            self._figure[2].append(data)
        if self._cell is not None:
            self._cell.append(data)

    def note(self, tag, given):
        if "id" in given:
            self.ids.append(given["id"])
        for name, value in given.items():
            if name.startswith("on") or name == "style":
                self.problems.append(f"<{tag}> has {name}")
            if name in LOADS and not (tag == "data" or value.startswith("#")):
                self.loads.append((tag, name, value[:60]))
            for target in re.findall(r"url\(#([^)]+)\)", value or ""):
                self.links.append(target)
            if name in ("aria-labelledby", "aria-describedby", "aria-controls"):
                self.links += value.split()
            if name in ("href", "xlink:href") and value.startswith("#"):
                self.links.append(value[1:])
        if tag == "html":
            self.language = given.get("lang")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "img" or given.get("role") == "img":
            self.pictures.append((tag, given))
        if tag == "data":
            self._figure = [given["data-key"], given["value"], []]
        if tag == "table":
            self._rows = self.tables.setdefault(given["id"], [])
        if tag == "tr":
            self._row = []
        if tag in ("td", "th") and self._row is not None:
            self._cell = []


def at(document, pointer):
    """The value at a JSON pointer without escapes."""
    for part in pointer.split("/")[1:]:
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document


def number(text, language="fr"):
    """A number as people read it: "1 234,5 %" → its value, and half a unit of its last digit."""
    digits = text.replace("\u202f", "").replace("\u00a0", "").replace("−", "-")
    digits = digits.replace(",", "") if language == "en" else digits.replace(",", ".")
    scale = 0.01 if digits.endswith("%") else 1
    digits = digits.rstrip("%")
    decimals = len(digits.partition(".")[2])
    return float(digits) * scale, 0.5000001 * 10**-decimals * scale
