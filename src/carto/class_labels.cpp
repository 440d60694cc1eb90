#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/carto/classify.hpp"

namespace maillage::carto {

namespace {

constexpr int most_decimals = 6;

double at_decimals(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

bool exact(const std::vector<double>& breaks, int decimals) {
  return std::all_of(breaks.begin(), breaks.end(), [&](double b) {
    return std::abs(at_decimals(b, decimals) - b) <= 1e-12 * std::max(1.0, std::abs(b));
  });
}

bool close_enough(const std::vector<double>& breaks, int decimals) {
  double narrowest = std::abs(breaks.front());
  for (std::size_t i = 1; i < breaks.size(); ++i) narrowest = std::min(narrowest, breaks[i] - breaks[i - 1]);
  return 0.5 * std::pow(10.0, -decimals) <= 0.01 * narrowest;
}

}  // namespace

int decimals_needed(const Classes& classes) {
  if (classes.breaks.empty()) return 0;
  for (int decimals = 0; decimals < most_decimals; ++decimals)
    if (exact(classes.breaks, decimals) || close_enough(classes.breaks, decimals)) return decimals;
  return most_decimals;
}

std::vector<std::string> labels(const Classes& classes, text::Language language, int decimals) {
  using text::pick;
  if (classes.breaks.empty()) return {std::string(pick(language, "toutes les valeurs", "all values"))};
  const int shown = decimals < 0 ? decimals_needed(classes) : decimals;
  const auto number = [&](double value) { return text::number(value, shown, language); };
  const bool left = classes.closed == Closed::left;
  std::vector<std::string> out;
  const std::string first = number(classes.breaks.front());
  const std::string last = number(classes.breaks.back());
  out.push_back(left ? fmt::format("{} {}", pick(language, "moins de", "under"), first)
                     : fmt::format("{} {}", first, pick(language, "et moins", "and under")));
  for (std::size_t i = 1; i < classes.breaks.size(); ++i)
    out.push_back(fmt::format("{} {} {}", number(classes.breaks[i - 1]), pick(language, "à", "to"),
                              number(classes.breaks[i])));
  out.push_back(left ? fmt::format("{} {}", last, pick(language, "et plus", "and over"))
                     : fmt::format("{} {}", pick(language, "plus de", "over"), last));
  return out;
}

}  // namespace maillage::carto
