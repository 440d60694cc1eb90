#pragma once
// Small charts drawn as inline SVG: bars and a Lorenz curve. 360 units wide, so that letters stay readable at the width
// of a phone. Values stand beside the bars as text: nothing is told by colour or length alone. Bars start at 0.

#include <optional>
#include <string>
#include <vector>

#include "maillage/text/language.hpp"

namespace maillage::report {

struct Bar {
  std::string label;
  double value = 0;    // >= 0; NaN draws no bar
  std::string text;    // the value as people read it
  bool apart = false;  // in another colour: what is beyond the limit
};

struct BarChart {
  std::string id;  // unique in the page
  std::string title;
  std::string note = {};  // what is shown, of whom, from what: under the title
  std::vector<Bar> bars;
  double most = 0;            // value of a full bar; 0: the largest
  bool labels_above = false;  // for names: the label takes the width of the chart, the bar the line below
  // A line across the bars, with its words.
  std::optional<double> mark = {};
  std::string mark_text = {};
};

struct CurvePoint {
  double people = 0;  // 0 … 1
  double access = 0;  // 0 … 1
};

// Share of access held by the worst-served share of people, with the line of equality.
struct LorenzChart {
  std::string id;
  std::string title;
  std::string note = {};
  std::vector<CurvePoint> points;  // from (0, 0) to (1, 1)
  std::string description;         // the curve in words
};

// The chart as <svg role="img"> with <title> and <desc>: the desc says every bar.
[[nodiscard]] std::string draw(const BarChart& chart, text::Language lang);
[[nodiscard]] std::string draw(const LorenzChart& chart, text::Language lang);

}  // namespace maillage::report
