#pragma once
// Where a map is drawn: Cairo for PNG and PDF, plain XML for SVG. Coordinates in points from the top left.

#include <memory>
#include <string>

#include "maillage/carto/render.hpp"
#include "screen_path.hpp"
#include "text_shaper.hpp"

namespace maillage::carto {

struct Description {
  std::string title;
  std::string subject;  // alt text
  std::string author;
  std::string date;  // ISO, or empty
};

class Canvas {
 public:
  virtual ~Canvas() = default;
  // Groups are named parts of an SVG; elsewhere nothing.
  virtual void begin_group(const std::string& id) = 0;
  virtual void end_group() = 0;
  virtual void begin_clip(double x, double y, double width, double height) = 0;
  virtual void end_clip() = 0;
  // Non-zero rule.
  virtual void draw(const Path& path, const AreaStyle& style) = 0;
  virtual void draw_circle(PagePoint centre, double radius, const AreaStyle& style) = 0;
  virtual void stroke(const Path& path, const Line& line) = 0;
  // `at` is on the baseline: its left end, middle or right end, after style.align.
  virtual void text(PagePoint at, const std::string& text, const TextStyle& style) = 0;
  // The bytes of the file; nothing may be drawn afterwards.
  [[nodiscard]] virtual std::string finish() = 0;
};

struct PageSize {
  double width = 0;
  double height = 0;
};

[[nodiscard]] std::unique_ptr<Canvas> make_png_canvas(PageSize page, double scale, const TextShaper& shaper,
                                                      const Description& description);
[[nodiscard]] std::unique_ptr<Canvas> make_pdf_canvas(PageSize page, const TextShaper& shaper,
                                                      const Description& description);
[[nodiscard]] std::unique_ptr<Canvas> make_svg_canvas(PageSize page, const TextShaper& shaper,
                                                      const Description& description,
                                                      const std::string& language);

[[nodiscard]] std::vector<double> dashes(const Line& line);
// Space between hatch lines or dots, in points.
inline constexpr double hatch_spacing = 3.0;

}  // namespace maillage::carto
