#!/usr/bin/env python3
"""tools/check-layers and tools/check-names find what they are for: each case breaks a tiny project in one way."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools"

PROJECT = {
    "src/CMakeLists.txt": "# order\nforeach(module IN ITEMS\n    core geo\n    io\n    cli)\nendforeach()\n",
    "src/core/CMakeLists.txt": "maillage_add_module(NAME core SOURCES error.cpp HEADERS error.hpp)\n",
    "src/core/error.cpp": '#include "maillage/core/error.hpp"\n#include <fmt/format.h>\n',
    "include/maillage/core/error.hpp": "#pragma once\n#include <string>\n",
    "src/geo/CMakeLists.txt": "maillage_add_module(NAME geo SOURCES crs.cpp HEADERS crs.hpp\n  DEPENDS core  # ground\n  LIBRARIES PROJ::proj)\n",
    "src/geo/crs.cpp": '#include "maillage/geo/crs.hpp"\n#include <proj.h>\n#include <geos_c.h>\n',
    "include/maillage/geo/crs.hpp": '#pragma once\n#include "maillage/core/error.hpp"\n',
    "src/io/CMakeLists.txt": "maillage_add_module(NAME io SOURCES layer.cpp HEADERS layer.hpp DEPENDS core geo)\n",
    "src/io/layer.cpp": '#include "maillage/io/layer.hpp"\n#include <gdal_priv.h>\n#include <ogrsf_frmts.h>\n',
    "include/maillage/io/layer.hpp": '#pragma once\n#include "maillage/geo/crs.hpp"\n',
    "src/cli/CMakeLists.txt": "add_executable(maillage main.cpp)\ntarget_link_libraries(maillage PRIVATE maillage::io CLI11::CLI11)\n",
    "src/cli/main.cpp": '#include "maillage/io/layer.hpp"\n#include <CLI/CLI.hpp>\n',
    "README.md": "A tiny project.\n",
}


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="maillage-checks-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name, text in PROJECT.items():
            self.put(name, text)

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def append(self, name, text):
        self.put(name, (self.root / name).read_text(encoding="utf-8") + text)

    def run_check(self, tool):
        return subprocess.run([sys.executable, TOOLS / tool, "--root", self.root], capture_output=True, text=True, check=False)

    def clean(self, tool):
        done = self.run_check(tool)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def caught(self, tool, *parts):
        done = self.run_check(tool)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        for part in parts:
            self.assertIn(part, done.stderr)


class Layers(Case):
    def test_a_clean_project_passes(self):
        self.clean("check-layers")

    def test_upward_include(self):
        self.append("src/core/error.cpp", '#include "maillage/io/layer.hpp"\n')
        self.caught("check-layers", "src/core/error.cpp:3", "core includes maillage/io/layer.hpp")

    def test_downward_include_that_is_not_declared(self):
        self.append("src/cli/main.cpp", '#  include "maillage/core/error.hpp"\n')
        self.caught("check-layers", "src/cli/main.cpp:3", "core is not in its DEPENDS")

    def test_header_that_is_not_there(self):
        self.append("src/io/layer.cpp", '#include "maillage/geo/shape.hpp"\n')
        self.caught("check-layers", "maillage/geo/shape.hpp", "not in include/")

    def test_dependency_upwards(self):
        self.put("src/core/CMakeLists.txt", "maillage_add_module(NAME core SOURCES error.cpp DEPENDS geo)\n")
        self.caught("check-layers", "core depends on geo", "downwards")

    def test_dependency_on_itself(self):
        self.put("src/core/CMakeLists.txt", "maillage_add_module(NAME core SOURCES error.cpp DEPENDS core)\n")
        self.caught("check-layers", "itself")

    def test_dependency_hidden_in_a_variable(self):
        self.put("src/core/CMakeLists.txt", "maillage_add_module(NAME core SOURCES error.cpp DEPENDS ${all})\n")
        self.caught("check-layers", "write the modules out")

    def test_unknown_dependency(self):
        self.put("src/geo/CMakeLists.txt", "maillage_add_module(NAME geo SOURCES crs.cpp DEPENDS core maps)\n")
        self.caught("check-layers", "geo depends on maps", "not a module")

    def test_library_of_another_module(self):
        for header, library in {
            "gdal_priv.h": "GDAL", "ogr_api.h": "GDAL", "cpl_conv.h": "GDAL", "geos_c.h": "GEOS", "proj.h": "PROJ",
            "sqlite3.h": "SQLite", "spatialite.h": "SQLite", "cairo.h": "Cairo", "pango/pangocairo.h": "Pango",
            "CLI/CLI.hpp": "CLI11", "toml++/toml.h": "toml++", "tbb/parallel_for.h": "oneTBB",
        }.items():  # fmt: skip
            with self.subTest(header):
                self.setUp()
                user = "cli" if library == "GDAL" else "io"
                source = "src/cli/main.cpp" if user == "cli" else "src/io/layer.cpp"
                self.append(source, f"#include <{header}>\n")
                self.caught("check-layers", f"{user} includes {header}", library)

    def test_third_party_in_a_public_header(self):
        self.append("include/maillage/io/layer.hpp", "#include <gdal_priv.h>\n")
        self.caught("check-layers", "include/maillage/io/layer.hpp:3", "public header")

    def test_folder_that_is_no_module(self):
        self.put("src/maps/draw.cpp", "")
        self.caught("check-layers", "src/maps", "not a module")


class Names(Case):
    def test_a_clean_project_passes(self):
        self.clean("check-names")

    def test_too_long(self):
        self.put("src/io/layer.cpp", "int x;\n" * 400)
        self.clean("check-names")
        self.put("src/io/layer.cpp", "int x;\n" * 401)
        self.caught("check-names", "src/io/layer.cpp", "401 lines")

    def test_long_is_a_note(self):
        self.put("src/io/layer.cpp", "int x;\n" * 300)
        self.assertIn("note: src/io/layer.cpp: 300 lines", self.run_check("check-names").stdout)

    def test_empty_names(self):
        for name in ("src/io/util.cpp", "src/io/utils/a.cpp", "include/maillage/io/types.hpp", "src/geo/helpers.hpp"):
            with self.subTest(name):
                self.setUp()
                self.put(name, "")
                self.caught("check-names", name, "says nothing")

    def test_unfinished_words(self):
        self.append("src/io/layer.cpp", "// TO" + "DO read it\n")
        self.caught("check-names", "src/io/layer.cpp:4", "finish it")

    def test_registry_host(self):
        self.append("README.md", "Get it from registry." + "example.org/x\n")
        self.caught("check-names", "README.md:2", "package registry")

    def test_a_test_that_never_runs(self):
        self.put("tests/CMakeLists.txt", "foreach(name IN ITEMS access run)\nendforeach()\n")
        self.put("tests/cli/run_test.py", "")
        self.put("tests/unit/geo/CMakeLists.txt", "maillage_add_unit_tests(geo SOURCES crs_test.cpp)\n")
        self.put("tests/unit/geo/crs_test.cpp", "")
        self.clean("check-names")
        self.put("tests/unit/geo/run_test.cpp", "")
        self.caught("check-names", "tests/unit/geo/run_test.cpp", "never run")

    def test_not_utf_8(self):
        (self.root / "README.md").write_bytes(b"caf\xe9\n")
        self.caught("check-names", "README.md", "not UTF-8")


if __name__ == "__main__":
    unittest.main()
