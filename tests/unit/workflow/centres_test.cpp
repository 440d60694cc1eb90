#include "maillage/workflow/centres.hpp"

#include <catch2/catch_test_macros.hpp>

#include "small_territory.hpp"

namespace maillage::workflow {
namespace {

using territory::CentreRule;

struct Street {
  geo::XY from, to;
  std::string road_class = "residential";
  double length = 0;  // 0: as drawn
};

// Two communes side by side, 2 km each, without centre.
territory::Territory unplaced() {
  territory::Territory t;
  t.crs = geo::lambert93;
  t.communes = {commune("01001", {}, 1, box(0, 0, 2000, 2000)),
                commune("01002", {}, 1, box(2000, 0, 4000, 2000))};
  for (auto& c : t.communes) c.centre_rule = CentreRule::none;
  return t;
}

void place(territory::Territory& t, const std::vector<Street>& streets, Diagnostics& diagnostics,
           double radius = 500) {
  table::Table lines("roads");
  table::Column classes{"class", {}, {}, {}, table::Texts{}, {}};
  table::Column lengths{"length", {}, {}, {}, table::Reals{}, {}};
  table::GeometryColumn geometry{table::GeometryKind::line, geo::lambert93, {}};
  for (const Street& s : streets) {
    std::get<table::Texts>(classes.values).push_back(s.road_class);
    std::get<table::Reals>(lengths.values).push_back(s.length);
    geometry.rows.emplace_back(geo::MultiLineString{{s.from, s.to}});
  }
  lines.add(classes);
  lines.add(lengths);
  lines.set_geometry(std::move(geometry));
  const sources::Fields fields(lines, {{"class", {"class", false}}, {"length", {"length", false}}}, "roads",
                               "roads", {});
  centres_from_streets(fields, lines, {radius}, t, diagnostics);
}

TEST_CASE("the road end with most local streets around it, ties to the lowest x then y") {
  const std::vector<Street> row = {{{200, 100}, {300, 100}}, {{100, 100}, {200, 100}}};
  Diagnostics diagnostics;
  territory::Territory near = unplaced();
  place(near, row, diagnostics, 150);  // only the middle sees both streets whole
  CHECK(near.communes[0].centre == geo::XY{200, 100});
  CHECK(near.communes[0].centre_rule == CentreRule::street_density);
  CHECK(near.communes[1].centre_rule == CentreRule::none);
  CHECK(diagnostics.count("centre-from-streets") == 1);
  CHECK(diagnostics.has(Severity::warning));

  territory::Territory wide = unplaced();
  place(wide, row, diagnostics, 500);  // every end sees all
  CHECK(wide.communes[0].centre == geo::XY{100, 100});
  territory::Territory upright = unplaced();
  place(upright, {{{100, 300}, {100, 100}}}, diagnostics);
  CHECK(upright.communes[0].centre == geo::XY{100, 100});
}

TEST_CASE("through roads do not count, stated lengths do, lengths that cannot be are those drawn") {
  Diagnostics diagnostics;
  territory::Territory t = unplaced();
  place(t, {{{100, 100}, {200, 100}}, {{1500, 1500}, {1900, 1500}, "primary", 9000}}, diagnostics);
  CHECK(t.communes[0].centre == geo::XY{100, 100});
  territory::Territory stated = unplaced();
  place(stated, {{{100, 100}, {200, 100}}, {{1500, 1500}, {1510, 1500}, "tertiary", 900}}, diagnostics);
  CHECK(stated.communes[0].centre == geo::XY{1500, 1500});
  territory::Territory negative = unplaced();
  place(negative, {{{100, 100}, {200, 100}}, {{1500, 1500}, {1510, 1500}, "service", -900}}, diagnostics);
  CHECK(negative.communes[0].centre == geo::XY{100, 100});
}

TEST_CASE("a brute-force oracle agrees, over the borders of the search squares") {
  std::vector<Street> streets;
  std::uint32_t state = 7;
  const auto next = [&] {
    return static_cast<double>((state = state * 1664525U + 1013904223U) >> 22U) * 3.9;
  };
  for (int i = 0; i < 300; ++i) {
    const geo::XY a{next(), next() / 2};
    streets.push_back({a, {a.x + 40, a.y + 30}});
  }
  territory::Territory t = unplaced();
  Diagnostics diagnostics;
  place(t, streets, diagnostics, 180);
  for (const auto& c : t.communes) {
    double most = -1;
    geo::XY best;
    for (const Street& s : streets) {
      for (const geo::XY end : {s.from, s.to}) {
        const bool inside = geo::contains(c.area, end) && (&c == &t.communes[0] || end.x > 2000);
        double metres = 0;
        for (const Street& other : streets) {
          metres += geo::distance(other.from, end) <= 180 ? 25 : 0;
          metres += geo::distance(other.to, end) <= 180 ? 25 : 0;
        }
        const bool before = end.x < best.x || (end.x == best.x && end.y < best.y);
        if (inside && (metres > most || (metres == most && before))) most = metres, best = end;
      }
    }
    CHECK(c.centre == best);
  }
}

TEST_CASE("a centre that is known stays; what no rule places is an error") {
  Diagnostics diagnostics;
  territory::Territory t = unplaced();
  t.communes[0].centre = {1, 1};
  t.communes[0].centre_rule = CentreRule::seat;
  place(t, {{{100, 100}, {200, 100}}}, diagnostics);
  CHECK(t.communes[0].centre == geo::XY{1, 1});
  CHECK(diagnostics.all().empty());
  report_missing_centres(t, diagnostics);
  REQUIRE(diagnostics.count("centre-unknown") == 1);
  CHECK(diagnostics.all()[0].first_ids == std::vector<std::string>{"01002"});
  CHECK(diagnostics.all()[0].severity == Severity::error);
}

TEST_CASE("cells: the inhabited one nearest to the mean of the people") {
  territory::Territory t = unplaced();
  t.cells = {{"a", {0, 0}, 0, Persons(10)},
             {"empty", {75, 0}, 0, Persons(0)},
             {"b", {100, 0}, 0, Persons(30)},
             {"nobody", {2500, 0}, 1, Persons(0)}};
  Diagnostics diagnostics;
  centres_from_cells(t, diagnostics);
  CHECK(t.communes[0].centre == geo::XY{100, 0});  // the mean is at 75, where nobody lives
  CHECK(t.communes[0].centre_rule == CentreRule::inhabited_cells);
  CHECK(t.communes[1].centre_rule == CentreRule::none);
  CHECK(diagnostics.count("centre-from-cells") == 1);

  territory::Territory seated = unplaced();
  seated.communes[0].centre_rule = CentreRule::seat;
  seated.communes[0].centre = {9, 9};
  seated.cells = {{"a", {0, 0}, 0, Persons(10)}};
  centres_from_cells(seated, diagnostics);
  CHECK(seated.communes[0].centre == geo::XY{9, 9});
}

TEST_CASE("a point of the polygon only for communes that nothing else has placed, and never in silence") {
  territory::Territory t = unplaced();
  t.communes[0].centre = {1, 2};
  t.communes[0].centre_rule = CentreRule::seat;
  Diagnostics diagnostics;
  centres_inside_polygons(t, diagnostics);
  CHECK(t.communes[0].centre == geo::XY{1, 2});
  CHECK(t.communes[1].centre_rule == CentreRule::inside_polygon);
  CHECK(geo::distance(t.communes[1].centre, {3000, 1000}) < 15);
  CHECK(diagnostics.count("centre-inside-polygon") == 1);
  CHECK(diagnostics.has(Severity::warning));
}

}  // namespace
}  // namespace maillage::workflow
