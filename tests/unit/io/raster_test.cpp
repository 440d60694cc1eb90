#include "maillage/io/raster.hpp"

#include <gdal_priv.h>

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "io_fixtures.hpp"
#include "maillage/core/hash.hpp"

using namespace maillage;
using fixtures::error_of;
using fixtures::Folder;

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

// 600 × 500 pixels of 250 m: large enough for overviews; corners nodata, a NaN, a slope otherwise.
io::Raster slope() {
  io::Raster raster;
  raster.crs = geo::lambert93;
  raster.west = 700000, raster.north = 6600000, raster.cell = 250;
  raster.columns = 600, raster.rows = 500;
  for (std::size_t i = 0; i < raster.columns * raster.rows; ++i)
    raster.values.push_back(static_cast<float>(i % 600) / 10);
  raster.values.front() = raster.values.back() = raster.nodata;
  raster.values[1] = none;
  raster.description = "Temps d’accès";
  raster.unit = "min";
  raster.metadata = {{"SOURCES", "essai"}, {"TIFFTAG_COPYRIGHT", "CC0-1.0"}};
  return raster;
}

struct Closed {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};

std::string text(const char* value) { return value == nullptr ? "" : value; }

}  // namespace

TEST_CASE("a raster reads back as it was, as a Cloud-Optimised GeoTIFF", "[raster]") {
  const Folder folder;
  const io::Raster raster = slope();
  io::write_cog(folder / "time.tif", raster);
  const std::unique_ptr<GDALDataset, Closed> read(
      GDALDataset::Open((folder / "time.tif").c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
  REQUIRE(read);
  CHECK(text(read->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE")) == "COG");
  CHECK(text(read->GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE")) == "DEFLATE");
  CHECK(text(read->GetMetadataItem("SOURCES")) == "essai");
  CHECK(text(read->GetMetadataItem("TIFFTAG_COPYRIGHT")) == "CC0-1.0");
  CHECK(text(read->GetMetadataItem("TIFFTAG_DATETIME")).empty());
  double transform[6] = {};
  REQUIRE(read->GetGeoTransform(transform) == CE_None);
  CHECK((transform[0] == 700000 && transform[1] == 250 && transform[3] == 6600000 && transform[5] == -250));
  CHECK(text(read->GetSpatialRef()->GetAuthorityCode(nullptr)) == "2154");
  REQUIRE(read->GetRasterCount() == 1);
  GDALRasterBand& band = *read->GetRasterBand(1);
  CHECK(band.GetRasterDataType() == GDT_Float32);
  CHECK(band.GetColorInterpretation() == GCI_GrayIndex);
  CHECK(text(band.GetDescription()) == "Temps d’accès");
  CHECK(text(band.GetUnitType()) == "min");
  CHECK(band.GetNoDataValue() == -9999);
  CHECK(band.GetOverviewCount() >= 1);
  double low = 0;
  double high = 0;
  REQUIRE(band.GetStatistics(0, 0, &low, &high, nullptr, nullptr) == CE_None);
  CHECK(low == 0);
  CHECK(static_cast<float>(high) == 59.9F);
  std::vector<float> values(raster.values.size());
  REQUIRE(band.RasterIO(GF_Read, 0, 0, 600, 500, values.data(), 600, 500, GDT_Float32, 0, 0) == CE_None);
  CHECK(std::isnan(values[1]));
  values[1] = 0;
  auto expected = raster.values;
  expected[1] = 0;
  CHECK(values == expected);
}

TEST_CASE("equal rasters give equal bytes and nothing beside", "[raster]") {
  const Folder folder;
  io::write_cog(folder / "a.tif", slope());
  io::write_cog(folder / "b.tif", slope());
  io::write_cog(folder / "b.tif", slope());
  CHECK(sha256_file(folder / "a.tif") == sha256_file(folder / "b.tif"));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("a raster without any value is written too", "[raster]") {
  const Folder folder;
  io::Raster raster = slope();
  raster.columns = raster.rows = 2;
  raster.values = {raster.nodata, none, none, raster.nodata};
  io::write_cog(folder / "empty.tif", raster);
  CHECK(std::filesystem::file_size(folder / "empty.tif") > 0);
}

TEST_CASE("what cannot be a raster, or cannot be written, is said", "[raster]") {
  const Folder folder;
  io::Raster raster = slope();
  raster.values.pop_back();
  CHECK(error_of([&] { io::write_cog(folder / "a.tif", raster); }).code() == ErrorCode::internal);
  raster = slope();
  raster.crs = {};
  CHECK(error_of([&] { io::write_cog(folder / "a.tif", raster); }).code() == ErrorCode::internal);
  const Error error = error_of([&] { io::write_cog(folder / "absent/a.tif", slope()); });
  CHECK(error.code() == ErrorCode::io);
  CHECK(error.message().find("absent/a.tif") != std::string::npos);
}
