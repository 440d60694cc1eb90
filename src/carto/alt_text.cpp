#include <fmt/format.h>

#include <cmath>

#include "maillage/carto/map.hpp"

namespace maillage::carto {

namespace {

void add_sentence(std::string& out, const std::string& sentence) {
  if (sentence.empty()) return;
  if (!out.empty()) out += out.back() == '.' ? " " : ". ";
  out += sentence;
}

std::string row_text(const MapSpec& spec, std::string_view label, const Tally& tally) {
  const Choropleth& layer = spec.choropleth;
  const bool fr = spec.language == text::Language::fr;
  std::string out = fmt::format("{}{} {} {}", label, fr ? " :" : ":",
                                text::integer(static_cast<std::int64_t>(tally.areas), spec.language),
                                !layer.areas_word.empty() ? layer.areas_word
                                : tally.areas == 1        ? "commune"
                                                          : "communes");
  if (!layer.people_column.empty())
    out += fmt::format(", {} {}", text::integer(std::llround(tally.people), spec.language),
                       !layer.people_word.empty() ? layer.people_word
                       : !fr                      ? "people"
                       : tally.people < 2         ? "habitant"
                                                  : "habitants");
  return out;
}

}  // namespace

std::string alt_text(const MapSpec& spec) {
  const bool fr = spec.language == text::Language::fr;
  std::string out = (fr ? "Carte : " : "Map: ") + spec.title;
  add_sentence(out, spec.subtitle);
  const Choropleth& layer = spec.choropleth;
  const LegendCounts counts = count(layer);
  const std::vector<std::string> names = class_labels(layer, spec.language);
  std::string classes;
  for (std::size_t i = 0; i < names.size(); ++i)
    classes += (classes.empty() ? "" : fr ? " ; " : "; ") + row_text(spec, names[i], counts.classes[i]);
  for (const Sign sign : all_signs) {
    const Tally& tally = counts.signs[static_cast<std::size_t>(sign)];
    if (tally.areas > 0) classes += (fr ? " ; " : "; ") + row_text(spec, label(sign, spec.language), tally);
  }
  const std::string unit = layer.unit.empty() ? layer.areas->at(layer.column).unit : layer.unit;
  add_sentence(out, (layer.legend_title.empty() ? layer.areas->at(layer.column).alias : layer.legend_title) +
                        (unit.empty() ? "" : " (" + unit + ")") + " – " + classes);
  for (const AreaOverlay& overlay : spec.overlays) add_sentence(out, overlay.label);
  for (const PointOverlay& overlay : spec.points)
    for (const PointGroup& group : overlay.groups)
      add_sentence(out, fmt::format("{} ({})", group.label, group.points.size()));
  for (const std::string& note : spec.notes) add_sentence(out, note);
  std::string sources;
  for (const std::string& source : spec.sources) sources += (sources.empty() ? "" : ", ") + source;
  if (!sources.empty()) add_sentence(out, (fr ? "Sources : " : "Sources: ") + sources);
  return out;
}

}  // namespace maillage::carto
