#include <cmath>

#include "maillage/carto/palette.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/maps.hpp"

namespace maillage::workflow {
namespace {

// Legal breaks for an index that may use them, so that years compare (METHODS § 10).
const std::vector<double> legal_breaks = {1.5, 2.5, 4.0, 5.5};

std::vector<double> finite_values(const table::Table& communes, const std::string& column) {
  std::vector<double> values;
  const table::Column& c = communes.at(column);
  for (std::size_t row = 0; row < communes.rows(); ++row) values.push_back(c.number(row));
  return values;
}

std::vector<double> people(const table::Table& communes) {
  std::vector<double> values = finite_values(communes, "usable_population");
  for (double& v : values) v = std::isfinite(v) ? v : 0;
  return values;
}

}  // namespace

carto::GraduatedScale access_scale(const Results& results, const table::Table& communes) {
  if (results.legal_breaks)
    return carto::graduated(carto::fixed(legal_breaks, carto::Closed::right), "rouge-bleu", false, 2.5);
  // Ranks only: fifths of the people, so that no class can be taken for a legal one.
  std::vector<double> values = finite_values(communes, "apl_index");
  for (double& v : values) {
    if (v == 0) v = std::nan("");  // zero has a sign of its own
  }
  const carto::Classes classes = carto::classify(values, carto::Method::quantiles, 5, people(communes));
  return carto::graduated(carto::rounded(classes, 2), "vert-bleu");
}

carto::GraduatedScale time_scale(const study::Study& study) {
  return carto::graduated(carto::fixed(study.threshold_minutes, carto::Closed::right), "ocre");
}

carto::CategoryScale class_scale(text::Language lang) {
  carto::CategoryScale scale;
  const carto::Colour colours[] = {{178, 34, 52}, {244, 178, 110}, {226, 232, 236}};
  for (const zoning::AccessClass c :
       {zoning::AccessClass::priority, zoning::AccessClass::intermediate, zoning::AccessClass::outside}) {
    scale.categories.push_back({std::string(zoning::name(c)), std::string(zoning::label(c, lang)),
                                colours[static_cast<std::size_t>(c)]});
  }
  return scale;
}

carto::Marker health_house_marker(territory::SiteState state) {
  using enum territory::SiteState;
  const carto::Colour blue{16, 78, 139};
  carto::Marker marker;
  marker.size = 6.5;
  marker.outline = {{255, 255, 255}, 0.7, carto::Dash::solid, 1};
  switch (state) {
    case open:
      marker.fill = blue;
      break;
    case under_construction:
      marker.shape = carto::Shape::triangle;
      marker.size = 8;
      marker.fill = blue;
      break;
    case planned:
      marker.outline = {blue, 1.4, carto::Dash::solid, 1};
      break;
    case closed:
      marker.shape = carto::Shape::cross;
      marker.outline = {{90, 90, 90}, 1.2, carto::Dash::solid, 1};
      break;
  }
  return marker;
}

}  // namespace maillage::workflow
