#include "maillage/core/diagnostics.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using maillage::Diagnostics;
using maillage::Severity;

TEST_CASE("records are counted per code and subject, the first ids kept") {
  Diagnostics d;
  for (int i = 0; i < 50; ++i) d.add(Severity::warning, "far", "sites", std::to_string(i), "sites are far");
  d.add(Severity::warning, "far", "cells", "c1", "cells are far");
  REQUIRE(d.all().size() == 2);
  CHECK(d.all()[0].count == 50);
  CHECK(d.all()[0].first_ids.size() == Diagnostics::kept_ids);
  CHECK(d.all()[0].first_ids.front() == "0");
  CHECK(d.count("far") == 51);
  CHECK(d.has(Severity::warning));
  CHECK_FALSE(d.has(Severity::error));
}

TEST_CASE("a count of nothing leaves no diagnostic; appending adds up") {
  Diagnostics a;
  a.add_count(Severity::error, "lost", "people", 0, "people are lost");
  CHECK(a.all().empty());
  Diagnostics b;
  b.add_count(Severity::error, "lost", "people", 7, "people are lost");
  a.append(b);
  a.append(b);
  CHECK(a.count("lost") == 14);
}
