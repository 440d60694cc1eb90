#include "maillage/carto/render.hpp"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

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

// Pango looks fonts up in threads of its own, which may outlive what asked for them; fontconfig must not go under them.
void await_font_threads() {
  namespace fs = std::filesystem;
  const auto running = [] {
    std::error_code gone;  // threads end while they are listed
    for (fs::directory_iterator task("/proc/self/task", gone), end; !gone && task != end;
         task.increment(gone)) {
      std::ifstream comm(task->path() / "comm");
      std::string name;
      std::getline(comm, name);
      if (name.starts_with("[pango]")) return true;
    }
    return false;
  };
  // A thread has its name only once it runs: quiet for a while, then, not at one moment.
  constexpr int quiet_looks = 30, most_looks = 2000;
  for (int look = 0, quiet = 0; quiet < quiet_looks && look < most_looks; ++look) {
    quiet = running() ? 0 : quiet + 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
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
  await_font_threads();
  pango_cairo_font_map_set_default(nullptr);
  cairo_debug_reset_static_data();
  FcFini();
}

}  // namespace maillage::carto
