#include "maillage/io/raster.hpp"

#include <cpl_string.h>
#include <fmt/format.h>

#include <array>

#include "file_system.hpp"
#include "gdal.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"

namespace maillage::io {
namespace {

void check(bool done, const std::filesystem::path& path, const GdalMessages& messages) {
  if (done && messages.failures().empty()) return;
  throw_if_interrupted();  // then that is why
  throw Error(
      ErrorCode::io,
      fmt::format("{}: the raster cannot be written: {}", path.string(), messages.first("no reason given")),
      "check that the folder can be written to and has room");
}

// The values as GDAL sees them, without a copy. `raster` must outlive it.
Dataset in_memory(const Raster& raster) {
  GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("MEM");
  if (memory == nullptr) throw Error(ErrorCode::internal, "GDAL was built without rasters in memory");
  Dataset dataset(memory->Create("", static_cast<int>(raster.columns), static_cast<int>(raster.rows), 0,
                                 GDT_Float32, nullptr));
  CPLStringList options;
  // The driver takes an address as text and only reads here.
  options.SetNameValue("DATAPOINTER",
                       fmt::format("{}", static_cast<const void*>(raster.values.data())).c_str());
  if (!dataset || dataset->AddBand(GDT_Float32, options.List()) != CE_None)
    throw Error(ErrorCode::internal, "the raster cannot be handed to GDAL");
  return dataset;
}

void describe(GDALDataset& dataset, const Raster& raster) {
  OGRSpatialReference reference;
  if (!raster.crs.known() || reference.importFromEPSG(raster.crs.epsg) != OGRERR_NONE) {
    throw Error(ErrorCode::internal,
                fmt::format("a raster in the coordinate reference system {}", raster.crs.text()));
  }
  dataset.SetSpatialRef(&reference);
  std::array<double, 6> transform = {raster.west, raster.cell, 0, raster.north, 0, -raster.cell};
  dataset.SetGeoTransform(transform.data());
  dataset.SetMetadataItem("AREA_OR_POINT", "Area");
  for (const auto& [key, value] : raster.metadata) dataset.SetMetadataItem(key.c_str(), value.c_str());
  GDALRasterBand& band = *dataset.GetRasterBand(1);
  band.SetNoDataValue(raster.nodata);
  band.SetDescription(raster.description.c_str());
  band.SetUnitType(raster.unit.c_str());
  band.SetColorInterpretation(GCI_GrayIndex);
}

// Without any value there is nothing to state.
void add_statistics(GDALRasterBand& band) {
  const GdalMessages unheard;
  double low = 0;
  double high = 0;
  double mean = 0;
  double deviation = 0;
  band.ComputeStatistics(0, &low, &high, &mean, &deviation, nullptr, nullptr);
}

int CPL_STDCALL go_on(double, const char*, void*) { return interrupted() ? FALSE : TRUE; }

}  // namespace

void write_cog(const std::filesystem::path& path, const Raster& raster) {
  if (raster.values.size() != raster.columns * raster.rows || raster.values.empty() || !(raster.cell > 0)) {
    throw Error(ErrorCode::internal,
                fmt::format("{}: a raster of {} × {} pixels with {} values", path.string(), raster.columns,
                            raster.rows, raster.values.size()));
  }
  start_gdal();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("COG");
  if (driver == nullptr) throw Error(ErrorCode::internal, "GDAL was built without Cloud-Optimised GeoTIFF");
  const Dataset source = in_memory(raster);
  describe(*source, raster);
  add_statistics(*source->GetRasterBand(1));
  CPLStringList options;
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("LEVEL", "9");
  options.SetNameValue("PREDICTOR", "FLOATING_POINT");
  options.SetNameValue("BLOCKSIZE", "256");
  options.SetNameValue("OVERVIEW_RESAMPLING", "NEAREST");
  options.SetNameValue("OVERVIEWS", "IGNORE_EXISTING");
  options.SetNameValue("NUM_THREADS", "1");
  const GdalMessages messages;
  Dataset written(driver->CreateCopy(path.c_str(), source.get(), FALSE, options.List(), go_on, nullptr));
  check(written != nullptr, path, messages);
  written.reset();
  check(true, path, messages);
  sync_path(path);
}

}  // namespace maillage::io
