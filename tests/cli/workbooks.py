"""Reads the workbooks of a run with nothing but zip and XML: {tab: [[cell, …], …]}; a cell is None, a text or a float."""

import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, OFFICE, TEXT = (OASIS % name for name in ("table", "office", "text"))


def column_number(place):
    number = 0
    for letter in re.match(r"[A-Z]+", place).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def unescaped(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def read_xlsx(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        links = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        sheets = {}
        for sheet in book.iter(f"{MAIN}sheet"):
            xml = ElementTree.fromstring(archive.read("xl/" + links[sheet.get(f"{RELATIONS}id")]))
            assert not list(xml.iter(f"{MAIN}f")), "a formula"
            rows = []
            for row in xml.iter(f"{MAIN}row"):
                cells = []
                for cell in row.iter(f"{MAIN}c"):
                    cells += [None] * (column_number(cell.get("r")) - len(cells))
                    if cell.get("t") == "inlineStr":
                        cells.append(unescaped("".join(t.text or "" for t in cell.iter(f"{MAIN}t"))))
                    else:
                        assert cell.get("t") is None, "numbers have no type"
                        cells.append(float(cell.find(f"{MAIN}v").text))
                rows.append(cells)
            sheets[sheet.get("name")] = padded(rows)
        return sheets


def read_ods(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        content = ElementTree.fromstring(archive.read("content.xml"))
        sheets = {}
        for sheet in content.iter(f"{TABLE}table"):
            rows = []
            for row in sheet.iter(f"{TABLE}table-row"):
                rows.append([ods_cell(cell) for cell in row.iter(f"{TABLE}table-cell")])
            sheets[sheet.get(f"{TABLE}name")] = padded(rows)
        return sheets


def ods_cell(cell):
    assert cell.get(f"{TABLE}formula") is None, "a formula"
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "float":
        return float(cell.get(f"{OFFICE}value"))
    if kind == "string":
        return "\n".join(paragraph(p) for p in cell.iter(f"{TEXT}p"))
    assert kind is None and len(cell) == 0
    return None


def paragraph(element):
    text = element.text or ""
    for child in element:
        text += {f"{TEXT}s": " ", f"{TEXT}tab": "\t"}[child.tag] + (child.tail or "")
    return text


def padded(rows):
    width = max((len(row) for row in rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]
