#include "raster_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maillage/core/version.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/maps.hpp"

namespace maillage::workflow {
namespace {

using text::Language;
using text::pick;

std::string licences(const Loaded& loaded) {
  std::vector<std::string> met;
  for (const InputRecord& input : loaded.inputs) {
    if (!input.licence.empty() && std::find(met.begin(), met.end(), input.licence) == met.end())
      met.push_back(input.licence);
  }
  return fmt::format("{}", fmt::join(met, " ; "));
}

std::string special_values(const study::Travel& travel, Language lang) {
  std::string words = fmt::format(
      fmt::runtime(pick(lang, "{} : hors du territoire", "{}: outside the study area")), outside_area);
  if (travel.model == "road") {
    words += pick(lang, " ; NaN : centre du pixel trop loin de toute route",
                  "; NaN: centre of the pixel too far from any road");
  }
  return words + fmt::format(fmt::runtime(pick(lang, " ; plus de {0} : aucun lieu à {0} min ou moins",
                                               "; above {0}: no place within {0} min")),
                             text::shortest(minutes(travel.limit)));
}

}  // namespace

std::string raster_file(std::string_view kind) { return fmt::format("time_{}.tif", kind); }

io::Raster raster_to_write(const Loaded& loaded, const Results& results, const TimeRaster& raster,
                           Language lang) {
  const RasterGrid& grid = results.rasters->grid;
  io::Raster made;
  made.crs = grid.crs;
  made.west = grid.west;
  made.north = grid.north;
  made.cell = grid.cell;
  made.columns = grid.columns;
  made.rows = grid.rows;
  made.values = raster.minutes;
  made.nodata = outside_area;
  made.description = nearest_title(raster.kind, lang);
  made.unit = "min";
  const std::string sources = fmt::format("{}", fmt::join(source_lines(loaded), " ; "));
  made.metadata = {
      {"TIFFTAG_IMAGEDESCRIPTION", fmt::format("{} – {}", loaded.study.title, made.description)},
      {"TIFFTAG_SOFTWARE", fmt::format("maillage {}", version())},
      {"TIFFTAG_COPYRIGHT", fmt::format("{} ; {}", sources, licences(loaded))},
      {"STUDY", loaded.study.title},
      {"DATE", loaded.study.printed_date()},
      {"TRAVEL", travel_sentence(loaded.study.travel, lang)},
      {"VALUES", special_values(loaded.study.travel, lang)},
      {"SOURCES", sources},
      {"LICENCES", licences(loaded)},
  };
  std::erase_if(made.metadata, [](const auto& item) { return item.second.empty(); });
  return made;
}

}  // namespace maillage::workflow
