#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

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

// Zeros are no part of the ranks: they have a class of their own.
std::vector<double> positive(std::vector<double> values) {
  for (double& v : values) v = v > 0 ? v : std::nan("");
  return values;
}

// Ranks only: fifths of the people, so that no class can be taken for a legal one; fifths of the communes where nobody
// is known to live. One class when nobody has any access: only that of zero is then found on the map.
carto::Classes ranks(const std::vector<double>& values, std::vector<double> people) {
  const std::vector<double> ranked = positive(values);
  double weight = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) weight += std::isfinite(ranked[i]) ? people[i] : 0;
  if (weight == 0) people.clear();
  const bool any = std::any_of(ranked.begin(), ranked.end(), [](double v) { return std::isfinite(v); });
  if (!any) return {};
  return carto::rounded(carto::classify(ranked, carto::Method::quantiles, 5, people), 2);
}

// "1 – les moins bien servis" … one per class of a cut by ranks.
std::vector<std::string> rank_labels(std::size_t count, text::Language lang) {
  std::vector<std::string> labels;
  if (count == 1) return {std::string(text::pick(lang, "médecin à portée", "physician within reach"))};
  for (std::size_t k = 1; k <= count; ++k) labels.push_back(std::to_string(k));
  labels.front() += text::pick(lang, " – moins bien servis", " – worst served");
  labels.back() += text::pick(lang, " – mieux servis", " – best served");
  return labels;
}

// "No physician within reach" is the worst class, not a lack of data: darkest, below the others.
carto::GraduatedScale with_zero_class(carto::GraduatedScale scale, double limit, text::Language lang) {
  const bool right = scale.classes.closed == carto::Closed::right;
  // The smallest positive number: only an exact zero is below it, whichever side is closed.
  scale.classes.breaks.insert(scale.classes.breaks.begin(), right ? 0.0 : std::numeric_limits<double>::min());
  scale.labels.insert(
      scale.labels.begin(),
      fmt::format(fmt::runtime(text::pick(lang, "aucun à {} min ou moins", "none within {} min")),
                  text::shortest(limit)));
  scale.colours.insert(scale.colours.begin(), carto::Colour{92, 10, 30});
  return scale;
}

}  // namespace

carto::GraduatedScale access_scale(const Results& results, const table::Table& communes,
                                   text::Language lang) {
  std::vector<double> values = finite_values(communes, "apl_index");
  carto::Classes classes = carto::fixed(legal_breaks, carto::Closed::right);
  if (!results.legal_breaks) {
    classes = ranks(values, people(communes));
  }
  carto::GraduatedScale scale = carto::graduated(classes, "rouge-bleu", false,
                                                 results.legal_breaks ? std::optional(2.5) : std::nullopt);
  scale.labels = results.legal_breaks ? carto::labels(classes, lang) : rank_labels(classes.count(), lang);
  const bool zeros = std::find(values.begin(), values.end(), 0.0) != values.end();
  return zeros ? with_zero_class(std::move(scale), results.profile.decay.value.limit, lang) : scale;
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

carto::Line commune_borders(std::size_t communes) {
  constexpr std::size_t many = 1500;
  if (communes > many) return {{255, 255, 255}, 0.2, carto::Dash::solid, 0.4};
  return carto::Choropleth{}.borders;
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

carto::Marker site_marker(territory::SiteKind kind) {
  using enum territory::SiteKind;
  const auto made = [](carto::Shape shape, double size, carto::Colour colour) {
    return carto::Marker{shape, size, colour, {{255, 255, 255}, 0.6, carto::Dash::solid, 1}};
  };
  switch (kind) {
    case health_house:
      return made(carto::Shape::circle, 7, {16, 78, 139});
    case health_centre:
      return made(carto::Shape::square, 6, {16, 110, 120});
    case hospital:
      return made(carto::Shape::cross, 9, {178, 34, 52});
    case pharmacy:
      return made(carto::Shape::diamond, 5, {46, 125, 50});
    case nursing_home:
      return made(carto::Shape::triangle, 5, {122, 88, 160});
    case on_call_house:
      return made(carto::Shape::star, 8, {204, 102, 0});
    case cpts_office:
      return made(carto::Shape::square, 5, {90, 90, 90});
    case other:
      break;
  }
  return made(carto::Shape::circle, 4, {150, 150, 150});
}

}  // namespace maillage::workflow
