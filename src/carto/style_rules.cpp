#include "style_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "maillage/core/error.hpp"

namespace maillage::carto {

namespace {

LayerSymbol coloured(const LayerStyle& style, Colour colour) {
  LayerSymbol out{style.area, style.line, style.marker};
  out.area.fill = colour, out.line.colour = colour, out.marker.fill = colour;
  return out;
}

void check_style(const LayerStyle& style) {
  if (!style.scale) return;
  check(*style.scale);
  if (style.column.empty())
    throw Error(ErrorCode::usage, "a layer style has classes but no column", "name the column they are of");
  const auto* categories = std::get_if<CategoryScale>(&*style.scale);
  if (!style.markers.empty() &&
      (categories == nullptr || categories->categories.size() != style.markers.size()))
    throw Error(ErrorCode::usage, fmt::format("{} markers are not one per category", style.markers.size()),
                "give one marker per category, or none");
}

void add_ranges(std::vector<StyleRule>& rules, const LayerStyle& style, const GraduatedScale& scale) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::vector<std::string> names =
      scale.labels.empty() ? labels(scale.classes, style.language) : scale.labels;
  const std::vector<double>& breaks = scale.classes.breaks;
  for (std::size_t i = scale.classes.count(); i-- > 0;) {
    Condition in;
    in.kind = Condition::Kind::range;
    in.low = i == 0 ? -infinity : breaks[i - 1];
    in.high = i == breaks.size() ? infinity : breaks[i];
    in.closed = scale.classes.closed;
    rules.push_back({names[i], in, coloured(style, scale.colours[i])});
  }
}

void add_categories(std::vector<StyleRule>& rules, const LayerStyle& style, const CategoryScale& scale) {
  for (std::size_t i = 0; i < scale.categories.size(); ++i) {
    const Category& category = scale.categories[i];
    Condition is;
    is.kind = Condition::Kind::equal;
    is.value = category.value;
    LayerSymbol symbol = coloured(style, category.colour);
    if (!style.markers.empty()) symbol.marker = style.markers[i];
    rules.push_back({category.label.empty() ? category.value : category.label, is, symbol});
  }
}

LayerSymbol sign_symbol(const LayerStyle& style, Sign sign) {
  const AreaStyle drawn = carto::style(sign);
  LayerSymbol out = coloured(style, *drawn.fill);
  const std::optional<Line> outline = style.area.outline;
  out.area = drawn;
  out.area.outline =
      sign == Sign::zero ? std::optional<Line>(Line{{196, 196, 196}, 0.35, Dash::solid, 1}) : outline;
  return out;
}

void add_signs(std::vector<StyleRule>& rules, const LayerStyle& style) {
  for (StyleRule& rule : rules) {
    rule.condition.unless_zero = style.zero_apart;
    rule.condition.unless_status = !style.status_column.empty();
  }
  const bool states = !style.status_column.empty();
  for (const Sign sign : all_signs) {
    Condition condition;
    condition.kind = Condition::Kind::status;
    condition.value = name(sign);
    const bool of_value = (sign == Sign::zero && style.zero_apart) || sign == Sign::not_available;
    if (of_value) {
      condition.kind = sign == Sign::zero ? Condition::Kind::equal : Condition::Kind::missing;
      condition.value = "0", condition.numeric = true;
      condition.unless_status = states;
      if (states) condition.or_status = name(sign);
    } else if (!states || std::find(style.signs.begin(), style.signs.end(), sign) == style.signs.end()) {
      continue;
    }
    const bool named = sign == Sign::not_available && !style.missing_label.empty();
    rules.push_back({named ? style.missing_label : std::string(label(sign, style.language)), condition,
                     sign_symbol(style, sign)});
  }
}

}  // namespace

bool rule_based(const LayerStyle& style) {
  return style.scale && (style.missing_shown || style.zero_apart || !style.status_column.empty());
}

std::vector<StyleRule> style_rules(const LayerStyle& style) {
  check_style(style);
  std::vector<StyleRule> rules;
  if (!style.scale) {
    rules.push_back({{}, {}, {style.area, style.line, style.marker}});
    return rules;
  }
  if (const auto* graduated = std::get_if<GraduatedScale>(&*style.scale))
    add_ranges(rules, style, *graduated);
  if (const auto* categories = std::get_if<CategoryScale>(&*style.scale))
    add_categories(rules, style, *categories);
  if (rule_based(style)) add_signs(rules, style);
  return rules;
}

}  // namespace maillage::carto
