#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <numbers>

#include "canvas.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/memory_limit.hpp"
#include "png_chunks.hpp"

namespace maillage::carto {

namespace {

struct SurfaceDeleter {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
struct ContextDeleter {
  void operator()(cairo_t* c) const { cairo_destroy(c); }
};
using Context = std::unique_ptr<cairo_t, ContextDeleter>;

cairo_status_t append_bytes(void* target, const unsigned char* data, unsigned length) {
  try {
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  } catch (const std::bad_alloc&) {  // nothing may be thrown through Cairo
    return CAIRO_STATUS_NO_MEMORY;
  }
}

void check(cairo_status_t status, std::string_view what) {
  if (status == CAIRO_STATUS_NO_MEMORY) throw not_enough_memory("drawing a map");
  if (status != CAIRO_STATUS_SUCCESS)
    throw Error(ErrorCode::internal,
                fmt::format("Cairo failed on {}: {}", what, cairo_status_to_string(status)));
}

class CairoCanvas : public Canvas {
 public:
  explicit CairoCanvas(const TextShaper& shaper) : shaper_(shaper) {}

  void begin_group(const std::string& /*id*/) override {}
  void end_group() override {}
  void begin_clip(double x, double y, double width, double height) override {
    cairo_save(cr());
    cairo_rectangle(cr(), x, y, width, height);
    cairo_clip(cr());
  }
  void end_clip() override { cairo_restore(cr()); }

  void draw(const Path& path, const AreaStyle& style) override {
    if (path.empty()) return;
    paint(style, [&] { trace(path); });
  }
  void draw_circle(PagePoint centre, double radius, const AreaStyle& style) override {
    paint(style, [&] {
      cairo_new_path(cr());
      cairo_arc(cr(), centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
      cairo_close_path(cr());
    });
  }
  void stroke(const Path& path, const Line& line) override {
    if (path.empty() || line.width <= 0) return;
    trace(path);
    stroke_current(line);
  }
  void text(PagePoint at, const std::string& text, const TextStyle& style) override;

 protected:
  void open(Surface surface, double scale) {
    surface_ = std::move(surface);
    check(cairo_surface_status(surface_.get()), "opening a page");
    context_.reset(cairo_create(surface_.get()));
    cairo_scale(cr(), scale, scale);
    cairo_set_line_join(cr(), CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr(), CAIRO_LINE_CAP_BUTT);
    cairo_set_fill_rule(cr(), CAIRO_FILL_RULE_WINDING);
  }
  [[nodiscard]] cairo_t* cr() const { return context_.get(); }
  [[nodiscard]] cairo_surface_t* surface() const { return surface_.get(); }
  void close_context() {
    check(cairo_status(cr()), "drawing");
    context_.reset();
  }

 private:
  void colour(Colour c, double opacity) {
    cairo_set_source_rgba(cr(), c.red / 255.0, c.green / 255.0, c.blue / 255.0, opacity);
  }
  void trace(const Path& path) {
    cairo_new_path(cr());
    for (const SubPath& sub : path) {
      for (std::size_t i = 0; i < sub.points.size(); ++i)
        (i == 0 ? cairo_move_to : cairo_line_to)(cr(), sub.points[i].x, sub.points[i].y);
      if (sub.closed) cairo_close_path(cr());
    }
  }
  void stroke_current(const Line& line) {
    colour(line.colour, line.opacity);
    cairo_set_line_width(cr(), line.width);
    const std::vector<double> pattern = dashes(line);
    cairo_set_dash(cr(), pattern.data(), static_cast<int>(pattern.size()), 0);
    cairo_set_line_cap(cr(), line.dash == Dash::dotted ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_stroke(cr());
    cairo_set_dash(cr(), nullptr, 0, 0);
  }
  template <class Trace>
  void paint(const AreaStyle& style, Trace trace_shape) {
    if (style.fill) trace_shape(), colour(*style.fill, style.opacity), cairo_fill(cr());
    if (style.hatch != Hatch::none) trace_shape(), hatch(style);
    if (style.outline && style.outline->width > 0) trace_shape(), stroke_current(*style.outline);
  }
  void hatch(const AreaStyle& style);
  void hatch_lines(double x0, double y0, double x1, double y1, bool rising);

  const TextShaper& shaper_;
  Surface surface_;
  Context context_;
};

// Lines at 45° on a grid fixed to the page, so that neighbouring areas are hatched as one.
void CairoCanvas::hatch_lines(double x0, double y0, double x1, double y1, bool rising) {
  const double step = hatch_spacing * std::numbers::sqrt2;
  const double sign = rising ? 1 : -1;
  const double low = std::min(y0 + sign * x0, y0 + sign * x1),
               high = std::max(y1 + sign * x1, y1 + sign * x0);
  for (double c = std::floor(low / step) * step; c <= high; c += step) {
    cairo_move_to(cr(), x0, c - sign * x0);
    cairo_line_to(cr(), x1, c - sign * x1);
  }
}

void CairoCanvas::hatch(const AreaStyle& style) {
  cairo_save(cr());
  cairo_clip(cr());
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  cairo_clip_extents(cr(), &x0, &y0, &x1, &y1);
  colour(style.hatch_colour, 1);
  cairo_new_path(cr());
  if (style.hatch == Hatch::dots) {
    for (double y = std::floor(y0 / hatch_spacing) * hatch_spacing; y <= y1 + 1; y += hatch_spacing)
      for (double x = std::floor(x0 / hatch_spacing) * hatch_spacing; x <= x1 + 1; x += hatch_spacing) {
        cairo_new_sub_path(cr());
        cairo_arc(cr(), x, y, 0.55, 0, 2 * std::numbers::pi);
      }
    cairo_fill(cr());
  } else {
    hatch_lines(x0, y0, x1, y1, true);
    if (style.hatch == Hatch::crossed) hatch_lines(x0, y0, x1, y1, false);
    cairo_set_line_width(cr(), 0.5);
    cairo_stroke(cr());
  }
  cairo_restore(cr());
}

void CairoCanvas::text(PagePoint at, const std::string& text, const TextStyle& style) {
  if (text.empty()) return;
  const auto layout = shaper_.layout(text, style);
  PangoRectangle box;
  pango_layout_get_extents(layout.get(), nullptr, &box);
  const double width = static_cast<double>(box.width) / PANGO_SCALE;
  const double shift = style.align == Align::left ? 0 : style.align == Align::centre ? width / 2 : width;
  PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), 0);
  cairo_new_path(cr());
  if (style.halo > 0) {
    cairo_move_to(cr(), at.x - shift, at.y);
    pango_cairo_layout_line_path(cr(), line);
    stroke_current({{255, 255, 255}, 2 * style.halo, Dash::solid, 0.85});
    cairo_new_path(cr());
  }
  colour(style.colour, 1);
  cairo_move_to(cr(), at.x - shift, at.y);
  pango_cairo_show_layout_line(cr(), line);
  cairo_new_path(cr());
}

class PngCanvas final : public CairoCanvas {
 public:
  PngCanvas(PageSize page, double scale, const TextShaper& shaper, Description description)
      : CairoCanvas(shaper), scale_(scale), description_(std::move(description)) {
    open(Surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                            static_cast<int>(std::lround(page.width * scale)),
                                            static_cast<int>(std::lround(page.height * scale)))),
         scale);
    cairo_set_source_rgb(cr(), 1, 1, 1);
    cairo_paint(cr());
  }
  std::string finish() override {
    close_context();
    std::string bytes;
    check(cairo_surface_write_to_png_stream(surface(), append_bytes, &bytes), "writing PNG");
    return with_description(bytes, scale_ * 72, description_);
  }

 private:
  double scale_;
  Description description_;
};

class PdfCanvas final : public CairoCanvas {
 public:
  PdfCanvas(PageSize page, const TextShaper& shaper, const Description& description) : CairoCanvas(shaper) {
    Surface pdf(cairo_pdf_surface_create_for_stream(append_bytes, &bytes_, page.width, page.height));
    // Without a date Cairo writes that of the clock. A year or a month stands for its first day.
    const std::string_view rest = "2000-01-01T00:00:00Z";
    const std::size_t given = description.date.size();
    const bool dated = given == 4 || given == 7 || given == 10;
    const std::string date = dated ? description.date + std::string(rest.substr(given)) : std::string(rest);
    const auto set = [&](cairo_pdf_metadata_t field, const std::string& value) {
      cairo_pdf_surface_set_metadata(pdf.get(), field, value.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, description.title);
    set(CAIRO_PDF_METADATA_SUBJECT, description.subject);
    set(CAIRO_PDF_METADATA_AUTHOR, description.author);
    set(CAIRO_PDF_METADATA_CREATOR, "maillage");
    set(CAIRO_PDF_METADATA_CREATE_DATE, date);
    set(CAIRO_PDF_METADATA_MOD_DATE, date);
    open(std::move(pdf), 1);
  }
  std::string finish() override {
    cairo_show_page(cr());
    close_context();
    cairo_surface_finish(surface());
    check(cairo_surface_status(surface()), "writing PDF");
    return std::move(bytes_);
  }
  ~PdfCanvas() override {
    if (surface() != nullptr) cairo_surface_finish(surface());  // before bytes_ goes
  }

 private:
  std::string bytes_;
};

}  // namespace

std::vector<double> dashes(const Line& line) {
  const double w = std::max(line.width, 0.5);
  switch (line.dash) {
    case Dash::solid:
      return {};
    case Dash::dashed:
      return {4 * w, 2.5 * w};
    case Dash::dotted:
      return {0.01, 2.4 * w};
    case Dash::dash_dot:
      return {6 * w, 2.2 * w, 1.2 * w, 2.2 * w};
  }
  return {};
}

std::unique_ptr<Canvas> make_png_canvas(PageSize page, double scale, const TextShaper& shaper,
                                        const Description& description) {
  return std::make_unique<PngCanvas>(page, scale, shaper, description);
}

std::unique_ptr<Canvas> make_pdf_canvas(PageSize page, const TextShaper& shaper,
                                        const Description& description) {
  return std::make_unique<PdfCanvas>(page, shaper, description);
}

}  // namespace maillage::carto
