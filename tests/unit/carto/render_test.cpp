#include "maillage/carto/render.hpp"

#include <cairo.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "maillage/core/error.hpp"
#include "sample_map.hpp"

using namespace maillage;
using namespace maillage::carto;

namespace {

// What programs do at the end of main, so that leak checkers see maillage's leaks only.
class FontRelease : public Catch::EventListenerBase {
 public:
  using Catch::EventListenerBase::EventListenerBase;
  void testRunEnded(const Catch::TestRunStats& /*stats*/) override { release_fonts(); }
};
CATCH_REGISTER_LISTENER(FontRelease)

struct Reader {
  const std::string& bytes;
  std::size_t at = 0;
};

cairo_status_t read_bytes(void* source, unsigned char* data, unsigned length) {
  auto& reader = *static_cast<Reader*>(source);
  if (reader.at + length > reader.bytes.size()) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, reader.bytes.data() + reader.at, length);
  reader.at += length;
  return CAIRO_STATUS_SUCCESS;
}

class Picture {
 public:
  explicit Picture(const std::string& png) {
    Reader reader{png};
    surface_ = cairo_image_surface_create_from_png_stream(read_bytes, &reader);
    REQUIRE(cairo_surface_status(surface_) == CAIRO_STATUS_SUCCESS);
  }
  ~Picture() { cairo_surface_destroy(surface_); }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
  [[nodiscard]] int width() const { return cairo_image_surface_get_width(surface_); }
  [[nodiscard]] int height() const { return cairo_image_surface_get_height(surface_); }
  [[nodiscard]] Colour at(int x, int y) const {
    const unsigned char* p =
        cairo_image_surface_get_data(surface_) + y * cairo_image_surface_get_stride(surface_) + 4 * x;
    return {p[2], p[1], p[0]};
  }

 private:
  cairo_surface_t* surface_;
};

MapSpec full_map() {
  MapSpec spec = sample_map();
  spec.notes = {"Aide à la décision, ne vaut pas proposition d'arrêté."};
  spec.neighbours = {square(690000, 6590000, 10000), square(690000, 6600000, 10000)};
  spec.lines = {
      {"route", {{{700000, 6605000}, {740000, 6612000}}, {{740000, 6612000}, {700000, 6605000}}}, {}}};
  AreaOverlay cpts;
  cpts.label = "CPTS";
  cpts.areas = {square(700000, 6600000, 20000)};
  cpts.style = {Colour{200, 40, 40}, 0.2, Hatch::crossed, {}, Line{{90, 30, 120}, 1.4, Dash::dash_dot, 1}};
  cpts.counted = true;
  spec.overlays = {cpts};
  spec.circles = {{"Médecins", "effectif", {{{715000, 6615000}, 9}, {{735000, 6625000}, 3}}, 14, {}}};
  PointOverlay houses;
  houses.title = "Maisons de santé";
  for (const Shape shape :
       {Shape::circle, Shape::square, Shape::triangle, Shape::diamond, Shape::cross, Shape::star})
    houses.groups.push_back(
        {"forme", Marker{shape, 7, Colour{20, 90, 160}, {}}, {{731000, 6604000}, {0, 0}}});
  spec.points = {houses};
  spec.towns = {{{712000, 6604000}, "Sainte-Œuvre & Cie", 10}, {{728000, 6618000}, "Bas", 2}};
  return spec;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("maillage-carto-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("drawn again, the bytes are the same") {
  const MapSpec spec = full_map();
  for (const Format format : {Format::png, Format::svg, Format::pdf}) {
    const std::string once = render(spec, format);
    CHECK(once.size() > 5000);
    CHECK(once == render(spec, format));
  }
}

TEST_CASE("threads draw at once, each the same bytes as alone") {
  const MapSpec spec = full_map();
  const std::string svg = render(spec, Format::svg), pdf = render(spec, Format::pdf);
  std::vector<std::string> drawn(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < drawn.size(); ++i)
      threads.emplace_back([&, i] { drawn[i] = render(spec, i % 2 == 0 ? Format::svg : Format::pdf); });
  }
  for (std::size_t i = 0; i < drawn.size(); ++i) CHECK(drawn[i] == (i % 2 == 0 ? svg : pdf));
}

TEST_CASE("the PNG decodes, has its size, and the class colours stand where the areas are") {
  MapSpec spec = sample_map();
  const Picture picture(render(spec, Format::png));
  CHECK(picture.width() == 2339);
  CHECK(picture.height() == 1654);
  const Frame f = frame(spec);
  const double scale = png_scale(spec.page);
  const auto& colours = std::get<GraduatedScale>(spec.choropleth.scale).colours;
  const auto colour_at = [&](double column, double row) {
    const geo::XY p = f.on_page({700000 + 10000 * column, 6600000 + 10000 * row});
    return picture.at(static_cast<int>(p.x * scale), static_cast<int>(p.y * scale));
  };
  CHECK(colour_at(1.5, 0.5) == colours[0]);               // 1
  CHECK(colour_at(3.5, 0.5) == colours[1]);               // 3
  CHECK(colour_at(1.5, 1.5) == colours[2]);               // 5
  CHECK(colour_at(0.5, 0.5) == *style(Sign::zero).fill);  // 0
  CHECK(colour_at(-0.5, 0.5) == Colour{255, 255, 255});   // nothing there
}

TEST_CASE("the legend never lies under the map, and everything is on the page") {
  for (const Page page : {Page::a4, Page::a3, Page::screen})
    for (const Orientation orientation :
         {Orientation::landscape, Orientation::portrait, Orientation::automatic}) {
      MapSpec spec = full_map();
      spec.page = page, spec.orientation = orientation;
      spec.title += " " + spec.title + " " + spec.title + " " + spec.title;  // wraps
      const Frame f = frame(spec);
      CHECK(f.map_left + f.map_width < f.legend_left);
      CHECK(f.legend_left + f.legend_width < f.page_width);
      CHECK(f.legend_height <= f.map_height);
      CHECK(f.map_top + f.map_height < f.page_height);
      const geo::XY low = f.on_page({700000, 6600000}), high = f.on_page({740000, 6630000});
      CHECK(low.x >= f.map_left - 0.01);
      CHECK(high.x <= f.map_left + f.map_width + 0.01);
      CHECK(high.y >= f.map_top - 0.01);
      CHECK(low.y <= f.map_top + f.map_height + 0.01);
    }
}

TEST_CASE("the SVG has title, description, real text, balanced groups and no gaps between classes") {
  const std::string svg = render(full_map(), Format::svg);
  CHECK(svg.find("<title id=\"title\">Accessibilité aux médecins généralistes</title>") != std::string::npos);
  CHECK(svg.find("<desc id=\"desc\">Carte : ") != std::string::npos);
  CHECK(svg.find(">Sainte-Œuvre &amp; Cie</text>") != std::string::npos);
  CHECK(svg.find(">CPTS (1)</text>") != std::string::npos);
  CHECK(svg.find(">forme (1)</text>") != std::string::npos);  // the point outside the frame does not count
  CHECK(occurrences(svg, "<g ") == occurrences(svg, "</g>"));
  CHECK(occurrences(svg, "<text ") == occurrences(svg, "</text>"));
  CHECK(svg.find("nan") == std::string::npos);
  CHECK(svg.size() < 60000);
  // Two runs of the legend's counts: 2, 2 and 5 communes.
  CHECK(svg.find(">moins de") == std::string::npos);
  CHECK(svg.find(">2,5 et moins</text>") != std::string::npos);
}

TEST_CASE("the text of the PDF can be searched") {
#ifndef MAILLAGE_PDFTOTEXT
  SKIP("pdftotext was not found when this test was built");
#else
  const Folder folder;
  const auto pdf = folder.path / "map.pdf", txt = folder.path / "map.txt";
  render(full_map(), pdf, Format::pdf);
  REQUIRE(std::system((MAILLAGE_PDFTOTEXT " " + pdf.string() + " " + txt.string()).c_str()) == 0);
  std::ifstream file(txt);
  const std::string words{std::istreambuf_iterator<char>(file), {}};
  CHECK(words.find("Accessibilité aux médecins généralistes") != std::string::npos);
  CHECK(words.find("Sainte-Œuvre & Cie") != std::string::npos);
  CHECK(words.find("22 novembre 2026") != std::string::npos);
#endif
}

TEST_CASE("files appear whole or not at all") {
  const Folder folder;
  const auto path = folder.path / "map.png";
  render(sample_map(), path, Format::png);
  CHECK(std::filesystem::file_size(path) == render(sample_map(), Format::png).size());
  CHECK(!std::filesystem::exists(folder.path / "map.png.tmp"));
  const auto fails = [](const std::filesystem::path& where) {
    try {
      render(sample_map(), where, Format::svg);
    } catch (const Error& e) {
      return e.code() == ErrorCode::io;
    }
    return false;
  };
  CHECK(fails(folder.path / "no such folder" / "map.svg"));
  std::filesystem::create_directories(folder.path / "taken" / "full");
  CHECK(fails(folder.path / "taken"));
  CHECK(!std::filesystem::exists(folder.path / "taken.tmp"));
  CHECK_THROWS_AS(parse_format("gif"), Error);
}

TEST_CASE("a legend that cannot fit is refused") {
  MapSpec spec = sample_map();
  spec.notes.assign(120, "Une note de plus, assez longue pour prendre sa ligne entière et davantage.");
  CHECK_THROWS_AS(render(spec, Format::png), Error);
}
