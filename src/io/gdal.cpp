#include "gdal.hpp"

#include <mutex>

#include "maillage/core/memory_limit.hpp"

namespace maillage::io {
namespace {

bool lacks_memory(CPLErrorNum number) { return number == CPLE_OutOfMemory; }

// GDAL repeats whole SQL statements; what went wrong stands at the end.
std::string shortened(std::string_view text) {
  constexpr std::size_t head = 60;
  constexpr std::size_t tail = 140;
  if (text.size() <= head + tail) return std::string(text);
  const auto whole_character = [&](std::size_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    return at;
  };
  return std::string(text.substr(0, whole_character(head))) + " … " +
         std::string(text.substr(whole_character(text.size() - tail)));
}

// CPLMalloc ends the process after this returns.
void leave_if_lost(CPLErr severity, CPLErrorNum number) {
  if (severity == CE_Fatal && lacks_memory(number)) exit_without_memory();
}

void CPL_STDCALL outside_messages(CPLErr severity, CPLErrorNum number, const char* text) {
  leave_if_lost(severity, number);
  CPLDefaultErrorHandler(severity, number, text);
}

}  // namespace

void start_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");  // no .aux.xml files beside what is read
    CPLSetErrorHandler(outside_messages);
    GDALAllRegister();
  });
}

void CPL_STDCALL GdalMessages::remember(CPLErr severity, CPLErrorNum number, const char* text) {
  leave_if_lost(severity, number);
  auto* self = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
  const std::string said = shortened(text);
  if (severity == CE_Failure && lacks_memory(number)) self->out_of_memory_ = true;
  if (severity == CE_Failure || severity == CE_Fatal) self->failures_.push_back(said);
  if (severity == CE_Warning) self->warnings_.push_back(said);
}

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(remember, this); }

GdalMessages::~GdalMessages() {
  CPLPopErrorHandler();
  CPLErrorReset();
}

std::string GdalMessages::first(std::string_view otherwise) const {
  if (out_of_memory_) throw not_enough_memory();
  if (!failures_.empty()) return failures_.front();
  if (!warnings_.empty()) return warnings_.front();
  return std::string(otherwise);
}

void GdalMessages::clear() {
  failures_.clear();
  warnings_.clear();
}

}  // namespace maillage::io
