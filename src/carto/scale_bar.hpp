#pragma once

namespace maillage::carto {

struct ScaleBar {
  double step_metres = 0;
  int steps = 0;
};

// The longest bar of round kilometres that fits `width`; `per_metre` in the same unit of the page.
[[nodiscard]] ScaleBar round_bar(double width, double per_metre);

}  // namespace maillage::carto
