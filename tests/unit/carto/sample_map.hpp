#pragma once
// A chequered territory of 4 × 3 square communes of 10 km, for tests.

#include <cmath>
#include <limits>
#include <memory>

#include "maillage/carto/map.hpp"
#include "maillage/carto/palette.hpp"

namespace maillage::carto {

inline geo::MultiPolygon square(double x, double y, double side) {
  return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}};
}

// apl: 0 1 2 … 11, the last missing; people: 100, 200, …; status: row 10 is secret.
inline std::shared_ptr<table::Table> sample_table() {
  auto out = std::make_shared<table::Table>("communes", "Communes");
  table::Column apl{"apl", "Accessibilité", "consultations par an et par habitant", "", table::Reals{}, {}};
  table::Column people{"people", "Population", "habitants", "", table::Integers{}, {}};
  table::Column status{"status", "", "", "", table::Texts{}, {}};
  table::Column zone{"zone", "Zonage", "", "", table::Texts{}, {}};
  table::GeometryColumn geometry{table::GeometryKind::polygon, geo::lambert93, {}};
  for (int i = 0; i < 12; ++i) {
    std::get<table::Reals>(apl.values).push_back(i);
    std::get<table::Integers>(people.values).push_back(100 * (i + 1));
    std::get<table::Texts>(status.values).push_back(i == 10 ? "secret" : "");
    std::get<table::Texts>(zone.values).push_back(i % 3 == 0 ? "ZIP" : i % 3 == 1 ? "ZAC" : "HZ");
    geometry.rows.emplace_back(square(700000 + 10000.0 * (i % 4), 6600000 + 10000.0 * (i / 4), 10000));
  }
  apl.set_missing(11);
  for (auto& column : {apl, people, status, zone}) out->add(column);
  out->set_geometry(geometry);
  return out;
}

inline MapSpec sample_map() {
  MapSpec spec;
  spec.title = "Accessibilité aux médecins généralistes";
  spec.subtitle = "Indice de type APL (effectifs), par commune";
  spec.choropleth.areas = sample_table();
  spec.choropleth.column = "apl";
  spec.choropleth.people_column = "people";
  spec.choropleth.status_column = "status";
  spec.choropleth.zero_apart = true;
  spec.choropleth.scale = graduated(fixed({2.5, 4}, Closed::right), "rouge-bleu");
  spec.sources = {"territoire fictif"};
  spec.author = "maillage";
  spec.date = "2026-11-22";
  return spec;
}

}  // namespace maillage::carto
