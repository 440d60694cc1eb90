#include "maillage/carto/map.hpp"

#include <catch2/catch_test_macros.hpp>

#include "maillage/core/error.hpp"
#include "sample_map.hpp"

using namespace maillage;
using namespace maillage::carto;

namespace {

ErrorCode code_of(const MapSpec& spec) {
  try {
    check(spec);
  } catch (const Error& e) {
    return e.code();
  }
  FAIL("the map was accepted");
  return ErrorCode::internal;
}

}  // namespace

TEST_CASE("every area and inhabitant is in exactly one row of the legend") {
  const MapSpec spec = sample_map();
  const LegendCounts counts = count(spec.choropleth);
  REQUIRE(counts.classes.size() == 3);
  CHECK(counts.classes[0].areas == 2);  // 1 2 (0 is apart)
  CHECK(counts.classes[1].areas == 2);  // 3 4
  CHECK(counts.classes[2].areas == 5);  // 5 … 9
  CHECK(counts.classes[0].people == 200 + 300);
  CHECK(counts.signs[static_cast<std::size_t>(Sign::zero)].areas == 1);
  CHECK(counts.signs[static_cast<std::size_t>(Sign::not_available)].people == 1200);
  CHECK(counts.signs[static_cast<std::size_t>(Sign::secret)].people == 1100);
  CHECK(counts.signs[static_cast<std::size_t>(Sign::out_of_scope)].areas == 0);
  CHECK(counts.total().areas == 12);
  CHECK(counts.total().people == 7800);
}

TEST_CASE("zero is a value unless it is set apart") {
  MapSpec spec = sample_map();
  spec.choropleth.zero_apart = false;
  CHECK(count(spec.choropleth).classes[0].areas == 3);
  CHECK(count(spec.choropleth).signs[0].areas == 0);
}

TEST_CASE("categories in the order given; an unknown one is an error") {
  MapSpec spec = sample_map();
  spec.choropleth.column = "zone";
  spec.choropleth.status_column.clear();
  CategoryScale scale{{{"ZIP", "prioritaire", {}}, {"ZAC", "", {}}, {"HZ", "hors zonage", {}}}};
  spec.choropleth.scale = scale;
  CHECK_NOTHROW(check(spec));
  CHECK(class_labels(spec.choropleth, text::Language::fr) ==
        std::vector<std::string>{"prioritaire", "ZAC", "hors zonage"});
  CHECK(count(spec.choropleth).classes[0].areas == 4);
  scale.categories.pop_back();
  spec.choropleth.scale = scale;
  CHECK(code_of(spec) == ErrorCode::input);
  scale.categories.push_back(scale.categories.front());
  spec.choropleth.scale = scale;
  CHECK(code_of(spec) == ErrorCode::usage);
}

TEST_CASE("maps that cannot be drawn are refused with a reason") {
  const MapSpec good = sample_map();
  CHECK_NOTHROW(check(good));
  MapSpec spec = good;
  spec.title.clear();
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, spec.choropleth.areas = nullptr;
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, spec.choropleth.areas = std::make_shared<table::Table>("empty");
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, spec.choropleth.column = "alp";
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, spec.choropleth.people_column = "zone";
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, spec.choropleth.column = "zone";
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, std::get<GraduatedScale>(spec.choropleth.scale).classes.breaks = {4, 2.5};
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, std::get<GraduatedScale>(spec.choropleth.scale).colours.pop_back();
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, std::get<GraduatedScale>(spec.choropleth.scale).labels = {"one"};
  CHECK(code_of(spec) == ErrorCode::usage);
  spec = good, spec.choropleth.status_column = "zone";
  CHECK(code_of(spec) == ErrorCode::input);
}

TEST_CASE("rows without polygons and degrees are refused") {
  MapSpec spec = sample_map();
  auto table = sample_table();
  table::GeometryColumn geometry = *table->geometry();
  geometry.rows[3] = geo::XY{700000, 6600000};
  table->set_geometry(geometry);
  spec.choropleth.areas = table;
  CHECK(code_of(spec) == ErrorCode::geometry);
  geometry.kind = table::GeometryKind::point;
  table->set_geometry(geometry);
  CHECK(code_of(spec) == ErrorCode::geometry);
  geometry.kind = table::GeometryKind::polygon;
  for (auto& row : geometry.rows) row = square(9, 42, 0.1);
  table->set_geometry(geometry);
  CHECK(code_of(spec) == ErrorCode::crs);
}

TEST_CASE("the alternative text tells the legend") {
  MapSpec spec = sample_map();
  const std::string words = alt_text(spec);
  CHECK(words.find("Carte : Accessibilité aux médecins généralistes. Indice de type APL") == 0);
  CHECK(words.find("2,5 et moins : 2 communes, 500 habitants") != std::string::npos);
  CHECK(words.find("secret statistique : 1 commune, 1\u202f100 habitants") != std::string::npos);
  CHECK(words.find("Sources : territoire fictif") != std::string::npos);
  spec.language = text::Language::en;
  CHECK(alt_text(spec).find("2.5 and under: 2 communes, 500 people") != std::string::npos);
}
