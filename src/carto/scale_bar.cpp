#include "scale_bar.hpp"

#include <fmt/format.h>

#include <cmath>

#include "legend.hpp"
#include "north.hpp"

namespace maillage::carto {

namespace {

std::string distance(double metres, double unit_metres, text::Language language) {
  const double value = metres / unit_metres;
  const int decimals = value == std::floor(value) ? 0 : std::floor(value * 10) == value * 10 ? 1 : 2;
  return text::number(value, decimals, language);
}

void draw_north(Canvas& canvas, PagePoint centre, double size, double angle, const TextStyle& letter) {
  const double s = std::sin(angle), c = std::cos(angle);
  const auto turn = [&](double x, double y) {
    return PagePoint{centre.x + (x * c - y * s) * size, centre.y + (x * s + y * c) * size};
  };
  const Line edge{{30, 30, 34}, 0.6, Dash::solid, 1};
  const Colour dark{30, 30, 34}, light{255, 255, 255};
  canvas.draw({{{turn(0, -1), turn(0, 0.62), turn(-0.52, 1)}, true}}, {.fill = dark, .outline = edge});
  canvas.draw({{{turn(0, -1), turn(0.52, 1), turn(0, 0.62)}, true}}, {.fill = light, .outline = edge});
  const PagePoint tip = turn(0, -1.5);
  canvas.text({tip.x, tip.y + letter.size * cap_height / 2}, "N", letter);
}

}  // namespace

ScaleBar round_bar(double width, double per_metre) {
  const double most = width / per_metre;
  const double power = std::pow(10.0, std::floor(std::log10(most)));
  const double lead = most / power;
  if (lead >= 5) return {power, 5};
  if (lead >= 4) return {2 * power, 2};
  if (lead >= 2) return {power, 2};
  return {power / 2, 2};
}

LegendBlock scale_block(const MapSpec& spec, const TextShaper& shaper, const LegendStyle& style,
                        double points_per_metre) {
  const double u = style.unit;
  const double left = 34 * u;
  const ScaleBar bar = round_bar(style.width - left - 34 * u, points_per_metre);
  const bool kilometres = bar.step_metres * bar.steps >= 1000;
  const std::string word = kilometres ? "km" : "m";
  const double angle = north_angle(spec);
  const text::Language language = spec.language;
  TextStyle letter = style.heading, figure = style.small;
  letter.align = Align::centre, figure.align = Align::centre;
  const double half_last =
      shaper.width(distance(bar.step_metres * bar.steps, kilometres ? 1000 : 1, language), figure) / 2;
  return {48 * u, [=](Canvas& canvas, double x, double y) {
            draw_north(canvas, {x + 11 * u, y + 32 * u}, 12 * u, angle, letter);
            const double top = y + 36 * u, step = bar.step_metres * points_per_metre;
            const Line edge{{30, 30, 34}, 0.6, Dash::solid, 1};
            TextStyle unit_text = style.small;
            for (int i = 0; i <= bar.steps; ++i) {
              const double at = x + left + i * step;
              if (i < bar.steps)
                canvas.draw(
                    rectangle(at, top, step, 4 * u),
                    {.fill = i % 2 == 0 ? Colour{30, 30, 34} : Colour{255, 255, 255}, .outline = edge});
              canvas.text({at, top - 3.5 * u}, distance(i * bar.step_metres, kilometres ? 1000 : 1, language),
                          figure);
              if (i == bar.steps) canvas.text({at + half_last + 2.5 * u, top - 3.5 * u}, word, unit_text);
            }
          }};
}

}  // namespace maillage::carto
