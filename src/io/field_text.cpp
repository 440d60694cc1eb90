#include "field_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace maillage::io {
namespace {

std::string iso_date(const OGRFeature& feature, int field, OGRFieldType type) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTDate) return date;
  const double exact = std::round(static_cast<double>(second) * 1000) / 1000;
  const bool whole = exact == std::floor(exact);
  std::string time = fmt::format("{:02}:{:02}:{:0{}.{}f}", hour, minute, exact, whole ? 2 : 6, whole ? 0 : 3);
  if (type == OFTTime) return time;
  // GDAL: 0 unknown, 1 local, 100 UTC, otherwise quarters of an hour from 100.
  constexpr int utc = 100;
  if (zone == utc) time += 'Z';
  if (zone > 1 && zone != utc) {
    const int minutes = std::abs(zone - utc) * 15;
    time += fmt::format("{}{:02}:{:02}", zone > utc ? '+' : '-', minutes / 60, minutes % 60);
  }
  return date + "T" + time;
}

}  // namespace

std::string field_text(const OGRFeature& feature, int field, OGRFieldType type) {
  if (type == OFTString) return feature.GetFieldAsString(field);
  if (type == OFTDate || type == OFTTime || type == OFTDateTime) return iso_date(feature, field, type);
  char* json = feature.GetFieldAsSerializedJSon(field);
  std::string text = json != nullptr ? json : "";
  CPLFree(json);
  return text;
}

}  // namespace maillage::io
