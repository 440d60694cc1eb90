#include "maillage/carto/render.hpp"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "canvas.hpp"
#include "draw_map.hpp"
#include "layout.hpp"
#include "maillage/core/error.hpp"

namespace maillage::carto {

namespace {

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::path beside = path;
  beside += ".tmp";
  {
    std::ofstream file(beside, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
      const std::string reason = std::strerror(errno);
      std::error_code ignored;
      std::filesystem::remove(beside, ignored);
      throw Error(ErrorCode::io, fmt::format("{}: the map cannot be written: {}", path.string(), reason),
                  "check that the folder exists, can be written to and has room");
    }
  }
  std::error_code problem;
  std::filesystem::rename(beside, path, problem);
  if (!problem) return;
  std::error_code ignored;
  std::filesystem::remove(beside, ignored);
  throw Error(ErrorCode::io, fmt::format("cannot put the map at {}: {}", path.string(), problem.message()),
              "check that the path is a file in a writable folder");
}

}  // namespace

Format parse_format(std::string_view name) {
  if (name == "png") return Format::png;
  if (name == "svg") return Format::svg;
  if (name == "pdf") return Format::pdf;
  throw Error(ErrorCode::usage, fmt::format("« {} » is not a map format", name), "use png, svg or pdf");
}

double png_scale(Page page) { return (page == Page::a3 ? 150 : 200) / 72.0; }

Frame frame(const MapSpec& spec) {
  check(spec);
  return lay_out(spec, TextShaper()).frame;
}

std::string render(const MapSpec& spec, Format format) {
  check(spec);
  const TextShaper shaper;
  const Layout layout = lay_out(spec, shaper);
  const Description description{spec.title, alt_text(spec), spec.author, spec.date};
  std::unique_ptr<Canvas> canvas;
  switch (format) {
    case Format::png:
      canvas = make_png_canvas(layout.page, png_scale(spec.page), shaper, description);
      break;
    case Format::pdf:
      canvas = make_pdf_canvas(layout.page, shaper, description);
      break;
    case Format::svg:
      canvas = make_svg_canvas(layout.page, shaper, description,
                               spec.language == text::Language::fr ? "fr" : "en");
      break;
  }
  draw_map(*canvas, spec, layout, shaper);
  return canvas->finish();
}

void render(const MapSpec& spec, const std::filesystem::path& path, Format format) {
  write_file(path, render(spec, format));
}

void release_fonts() {
  pango_cairo_font_map_set_default(nullptr);
  cairo_debug_reset_static_data();
  FcFini();
}

}  // namespace maillage::carto
