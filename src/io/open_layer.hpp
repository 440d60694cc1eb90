#pragma once
// One layer of one file, opened for reading, with the checks all readers share.

#include <string>
#include <vector>

#include "gdal.hpp"
#include "maillage/io/layer.hpp"

namespace maillage::io {

struct OpenLayer {
  Dataset dataset;
  OGRLayer* layer = nullptr;  // owned by the dataset
  std::string driver;
  std::vector<std::string> layers;
  std::string place;  // for messages: "communes.gpkg, layer communes"

  [[nodiscard]] std::string feature_place(const OGRFeature& feature) const;
};

// Throws as LayerRequest's readers say. `messages` must live in the caller for as long as the layer is read.
[[nodiscard]] OpenLayer open_layer(const LayerRequest& request, GdalMessages& messages);

struct StatedCrs {
  geo::Crs crs;            // unknown when nothing is stated or nothing matches
  std::string name;        // as the file calls it
  bool swap_axes = false;  // the coordinates come northing/latitude first
};
[[nodiscard]] StatedCrs stated_crs(const OGRLayer& layer);

}  // namespace maillage::io
