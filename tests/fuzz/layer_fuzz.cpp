// Vector layers through GDAL: GeoJSON, GeoPackage, GML, KML, MapInfo; then repair and reprojection. GDAL itself is the
// system's: it is run, not measured.

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/io/layer.hpp"
#include "maillage/io/polygon_cleaning.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static constexpr const char* names[] = {"x.geojson", "x.gpkg", "x.gml", "x.kml", "x.mif", "x.zip"};
  const std::string_view bytes = maillage::fuzz::text_of(data, size);
  const maillage::fuzz::NamedFile file(names[data[0] % std::size(names)], bytes.substr(1));
  maillage::io::LayerRequest request;
  request.path = file.path();
  request.id_column = "code";
  if (data[0] >= 128) request.encoding = "ISO-8859-1";
  maillage::Diagnostics diagnostics;
  try {
    maillage::table::Table read = maillage::io::read_layer(request, diagnostics);
    read = maillage::io::transform(std::move(read), maillage::geo::lambert93);
    (void)maillage::io::clean_polygons(std::move(read), {.id_column = "code"}, diagnostics);
  } catch (const maillage::Error&) {
  }
  return 0;
}
