#include "open_layer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <system_error>

#include "foreign_file.hpp"
#include "maillage/core/suggest.hpp"

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 9> allowed = {"GPKG", "ESRI Shapefile", "GeoJSON", "FlatGeobuf", "GML",
                                                "KML",  "MapInfo File",   "SQLite",  nullptr};
constexpr const char* formats =
    "maillage reads GeoPackage, Shapefile, GeoJSON, FlatGeobuf, GML, KML, MapInfo and SQLite layers";

std::string gdal_name(const fs::path& path) {
  const fs::path absolute = fs::absolute(path);
  return path.extension() == ".zip" ? "/vsizip/" + absolute.string() : absolute.string();
}

std::string first_bytes(const fs::path& path) {
  std::string bytes(64, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

std::string driver_of(const fs::path& path, const std::string& name, const GdalMessages& messages) {
  GDALDriverH driver = GDALIdentifyDriverEx(name.c_str(), GDAL_OF_VECTOR, allowed.data(), nullptr);
  if (driver != nullptr) return GDALGetDriverShortName(driver);
  const std::string extension = path.extension().string();
  if (extension == ".csv" || extension == ".txt" || extension == ".tsv") {
    throw Error(ErrorCode::input,
                fmt::format("{}: this is delimited text, not a vector layer", path.string()),
                "give it where a table is asked for, or convert it to a GeoPackage");
  }
  refuse_folder(path);
  const std::string start = first_bytes(path);
  if (start.empty())
    throw Error(ErrorCode::input, path.string() + ": the file is empty", "export or copy it again");
  if (const std::string_view kind = foreign_kind(start);
      !kind.empty() && kind.find("SQLite") == std::string_view::npos) {
    throw Error(ErrorCode::input,
                fmt::format("{}: this is {}{}, not a vector layer", path.string(), kind,
                            extension == ".zip" ? " that is cut or holds no layer" : ""),
                std::string(foreign_hint(kind)));
  }
  GDALDriverH other = GDALIdentifyDriverEx(name.c_str(), 0, nullptr, nullptr);
  throw Error(ErrorCode::input,
              other != nullptr
                  ? fmt::format("{}: the format {} is not read", path.string(), GDALGetDriverShortName(other))
                  : fmt::format("{}: not a vector file{}", path.string(),
                                messages.failures().empty() ? "" : " (" + messages.failures().front() + ")"),
              formats);
}

std::vector<const char*> open_options(const std::string& driver, bool own_decoding) {
  std::vector<const char*> options;
  if (driver == "ESRI Shapefile" && own_decoding) options = {"ENCODING="};
  // No file written beside the input, nothing fetched.
  if (driver == "GML") options = {"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"};
  options.push_back(nullptr);
  return options;
}

// What QGIS keeps in a GeoPackage beside the layers.
bool is_furniture(std::string_view name) { return name == "layer_styles" || name == "qgis_projects"; }

std::vector<std::string> layer_names(GDALDataset& dataset) {
  std::vector<std::string> names;
  for (int i = 0; i < dataset.GetLayerCount(); ++i) {
    const char* name = dataset.GetLayer(i)->GetName();
    if (!is_furniture(name)) names.emplace_back(name);
  }
  return names;
}

OGRLayer* pick_layer(OpenLayer& open, const LayerRequest& request) {
  const std::string path = request.path.string();
  if (open.layers.empty()) throw Error(ErrorCode::input, path + ": the file holds no layer");
  if (request.layer.empty()) {
    if (open.layers.size() == 1) return open.dataset->GetLayerByName(open.layers.front().c_str());
    throw Error(ErrorCode::input, fmt::format("{}: the file holds {} layers", path, open.layers.size()),
                fmt::format("state one with the key layer: {}", fmt::join(open.layers, ", ")));
  }
  if (std::find(open.layers.begin(), open.layers.end(), request.layer) == open.layers.end()) {
    const std::string nearest = nearest_word(request.layer, open.layers);
    throw Error(ErrorCode::input, fmt::format("{}: there is no layer « {} »", path, request.layer),
                fmt::format("{}layers: {}", nearest.empty() ? "" : "is it " + nearest + "? ",
                            fmt::join(open.layers, ", ")));
  }
  return open.dataset->GetLayerByName(request.layer.c_str());
}

}  // namespace

std::string OpenLayer::feature_place(const OGRFeature& feature) const {
  return fmt::format("{}, feature {}", place, feature.GetFID());
}

OpenLayer open_layer(const LayerRequest& request, GdalMessages& messages) {
  const std::string path = request.path.string();
  require_local(request.path);
  start_gdal();
  OpenLayer open;
  const std::string name = gdal_name(request.path);
  open.driver = driver_of(request.path, name, messages);
  const std::vector<const char*> options = open_options(open.driver, !request.encoding.empty());
  const std::array<const char*, 2> only = {open.driver.c_str(), nullptr};
  open.dataset.reset(GDALDataset::Open(name.c_str(),
                                       GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, only.data(),
                                       options.data(), nullptr));
  if (!open.dataset || !messages.failures().empty()) {
    throw Error(
        ErrorCode::io,
        fmt::format("{}: cannot be read as {}: {}", path, open.driver, messages.first("no reason given")),
        "the file may be damaged or cut: copy or download it again");
  }
  open.layers = layer_names(*open.dataset);
  open.layer = pick_layer(open, request);
  if (open.layer == nullptr) {
    throw Error(ErrorCode::io,
                fmt::format("{}: a layer cannot be opened: {}", path, messages.first("no reason given")));
  }
  open.place = fmt::format("{}, layer {}", path, open.layer->GetName());
  return open;
}

StatedCrs stated_crs(const OGRLayer& layer) {
  // GetSpatialRef() is const in fact and by its documentation, but not for every driver's signature.
  const OGRSpatialReference* reference = const_cast<OGRLayer&>(layer).GetSpatialRef();
  StatedCrs stated;
  if (reference == nullptr) return stated;
  if (const char* name = reference->GetName(); name != nullptr) stated.name = name;
  char* wkt = nullptr;
  const std::array<const char*, 2> options = {"FORMAT=WKT2_2018", nullptr};
  if (reference->exportToWkt(&wkt, options.data()) == OGRERR_NONE) stated.crs = geo::identify_wkt(wkt);
  CPLFree(wkt);
  const bool north_first =
      reference->EPSGTreatsAsLatLong() != 0 || reference->EPSGTreatsAsNorthingEasting() != 0;
  const std::vector<int>& mapping = reference->GetDataAxisToSRSAxisMapping();
  stated.swap_axes = north_first && mapping.size() >= 2 && mapping[0] == 1 && mapping[1] == 2;
  return stated;
}

}  // namespace maillage::io
