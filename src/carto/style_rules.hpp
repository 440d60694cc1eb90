#pragma once
// What QML and SLD have in common: the symbols of a layer and when each applies.

#include <string>
#include <vector>

#include "maillage/carto/qgis_style.hpp"

namespace maillage::carto {

struct LayerSymbol {
  AreaStyle area;
  Line line;
  Marker marker;
};

// When a rule applies; all parts that are there must hold.
struct Condition {
  enum class Kind { always, range, equal, missing, status } kind = Kind::always;
  double low = 0, high = 0;  // range; ±∞ when open
  Closed closed = Closed::left;
  std::string value = {};      // equal: to this value of the column; status: of the status column
  bool numeric = false;        // equal: `value` is a number
  bool unless_zero = false;    // and the value is not 0
  std::string or_status = {};  // or else the status column holds this
  bool unless_status = false;  // and the status column is empty
};

struct StyleRule {
  std::string label;
  Condition condition;
  LayerSymbol symbol;
};

// Throws Error(usage) as qml() does. Ranges from the highest class to the lowest, as in legends.
[[nodiscard]] std::vector<StyleRule> style_rules(const LayerStyle& style);
[[nodiscard]] bool rule_based(const LayerStyle& style);

}  // namespace maillage::carto
