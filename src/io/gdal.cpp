#include "gdal.hpp"

#include <mutex>

namespace maillage::io {

void start_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");  // no .aux.xml files beside what is read
    GDALAllRegister();
  });
}

void CPL_STDCALL GdalMessages::remember(CPLErr severity, CPLErrorNum, const char* text) {
  auto* self = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
  if (severity == CE_Failure || severity == CE_Fatal) self->failures_.emplace_back(text);
  if (severity == CE_Warning) self->warnings_.emplace_back(text);
}

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(remember, this); }

GdalMessages::~GdalMessages() {
  CPLPopErrorHandler();
  CPLErrorReset();
}

std::string GdalMessages::first(std::string_view otherwise) const {
  if (!failures_.empty()) return failures_.front();
  if (!warnings_.empty()) return warnings_.front();
  return std::string(otherwise);
}

void GdalMessages::clear() {
  failures_.clear();
  warnings_.clear();
}

}  // namespace maillage::io
