#pragma once
// Where everything goes on the page.

#include <string>
#include <vector>

#include "canvas.hpp"
#include "legend.hpp"

namespace maillage::carto {

struct TextBlock {
  std::vector<std::string> lines;
  TextStyle style;
  [[nodiscard]] double height() const {
    return static_cast<double>(lines.size()) * style.size * line_spacing;
  }
};

struct Layout {
  PageSize page;
  double unit = 1;  // 1 on A4; letters and gaps grow with the page
  double margin = 0;
  TextBlock title, subtitle, footer;
  Frame frame;
  Legend legend;
  double footer_top = 0;
  [[nodiscard]] ToPage to_page() const {
    return {frame.points_per_metre, frame.origin, {frame.map_left, frame.map_top}};
  }
};

[[nodiscard]] Layout lay_out(const MapSpec& spec, const TextShaper& shaper);

}  // namespace maillage::carto
