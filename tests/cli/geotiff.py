"""Reads the rasters of a run without GDAL: one band of Float32 in DEFLATEd tiles with the floating-point predictor."""

import struct
import zlib
from xml.etree import ElementTree

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 12: 8, 16: 8}
CODES = {1: "B", 3: "H", 4: "I", 12: "d", 16: "Q"}


class GeoTiff:
    def __init__(self, path):
        self.bytes = path.read_bytes()
        assert self.bytes[:4] == b"II*\0", "little-endian classic TIFF"
        self.directories = []
        at = struct.unpack_from("<I", self.bytes, 4)[0]
        while at:
            self.directories.append(self.directory(at))
            at = struct.unpack_from("<I", self.bytes, at + 2 + 12 * struct.unpack_from("<H", self.bytes, at)[0])[0]
        first = self.directories[0]
        self.columns, self.rows = first[256][0], first[257][0]
        self.cell = first[33550][0]
        self.west, self.north = first[33922][3], first[33922][4]
        self.nodata = float(first[42113].rstrip(b"\0"))
        self.tags = first
        self.items = {(i.get("name"), i.get("role")): i.text
                      for i in ElementTree.fromstring(first[42112].rstrip(b"\0").decode()).iter("Item")}
        # What GDAL looks for behind the header.
        self.is_cog = b"GDAL_STRUCTURAL_METADATA_SIZE" in self.bytes[:60] and b"LAYOUT=IFDS_BEFORE_DATA" in self.bytes[:120]
        self.values = self.read(first)

    def directory(self, at):
        tags = {}
        for entry in range(struct.unpack_from("<H", self.bytes, at)[0]):
            where = at + 2 + 12 * entry
            tag, kind, count = struct.unpack_from("<HHI", self.bytes, where)
            size = SIZES[kind] * count
            start = where + 8 if size <= 4 else struct.unpack_from("<I", self.bytes, where + 8)[0]
            raw = self.bytes[start:start + size]
            tags[tag] = raw if kind == 2 else struct.unpack(f"<{count}{CODES[kind]}", raw)
        return tags

    def read(self, tags):
        columns, rows, wide, high = tags[256][0], tags[257][0], tags[322][0], tags[323][0]
        assert (tags[258], tags[339], tags[317], tags[277]) == ((32,), (3,), (3,), (1,)), "Float32, predictor 3, one band"
        across = -(-columns // wide)
        values = [[None] * columns for _ in range(rows)]
        for tile, (offset, size) in enumerate(zip(tags[324], tags[325])):
            # A tile that GDAL left out holds nothing but nodata.
            data = zlib.decompress(self.bytes[offset:offset + size]) if size else None
            for y in range(high):
                row, first = tile // across * high + y, tile % across * wide
                if row >= rows:
                    break
                line = [self.nodata] * wide if data is None else self.floats(data[y * wide * 4:(y + 1) * wide * 4], wide)
                values[row][first:min(first + wide, columns)] = line[:columns - first]
        return values

    @staticmethod
    def floats(row, wide):
        """Adobe's technical note 3: bytes by significance, each the difference to the one before."""
        total, plain = 0, bytearray()
        for byte in row:
            total = (total + byte) & 255
            plain.append(total)
        planes = [plain[i * wide:(i + 1) * wide] for i in range(4)]
        return struct.unpack(f">{wide}f", bytes(b for four in zip(*planes) for b in four))

    def centre(self, column, row):
        return self.west + (column + 0.5) * self.cell, self.north - (row + 0.5) * self.cell
