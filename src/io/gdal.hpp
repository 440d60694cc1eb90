#pragma once
// GDAL started once, its words caught, its datasets owned. Only src/io includes this.

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

void start_gdal();

// While it lives, what GDAL would print in this thread is kept here instead.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
  // The first failure, else the first warning, else `otherwise`. Throws Error(limit) instead when GDAL got no memory.
  [[nodiscard]] std::string first(std::string_view otherwise) const;
  void clear();

 private:
  static void CPL_STDCALL remember(CPLErr severity, CPLErrorNum number, const char* text);
  std::vector<std::string> failures_;
  std::vector<std::string> warnings_;
  bool out_of_memory_ = false;
};

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
};
using Dataset = std::unique_ptr<GDALDataset, DatasetCloser>;

struct FeatureDeleter {
  void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};
using Feature = std::unique_ptr<OGRFeature, FeatureDeleter>;

}  // namespace maillage::io
