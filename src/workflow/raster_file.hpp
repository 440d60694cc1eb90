#pragma once
// Rasters of a run as files: their names and the words they carry.

#include <string>
#include <string_view>

#include "maillage/io/raster.hpp"
#include "maillage/workflow/results.hpp"

namespace maillage::workflow {

// "time_gp.tif".
[[nodiscard]] std::string raster_file(std::string_view kind);
// The raster with description, unit, sources and the meaning of its special values.
[[nodiscard]] io::Raster raster_to_write(const Loaded& loaded, const Results& results,
                                         const TimeRaster& raster, text::Language lang);

}  // namespace maillage::workflow
