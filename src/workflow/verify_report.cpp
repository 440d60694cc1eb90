#include <fmt/format.h>

#include "maillage/core/version.hpp"
#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

std::string_view word(FindingKind kind) {
  switch (kind) {
    case FindingKind::difference:
      return "difference";
    case FindingKind::not_checked:
      return "not-checked";
    case FindingKind::note:
      break;
  }
  return "note";
}

Json finding_json(const Finding& finding) {
  Json json = {{"kind", word(finding.kind)}, {"check", finding.check}, {"message", finding.message}};
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  add("file", finding.file);
  add("layer", finding.layer);
  if (finding.row > 0) json["row"] = finding.row;
  add("id", finding.id);
  add("column", finding.column);
  add("recorded", finding.recorded);
  add("found", finding.found);
  return json;
}

std::string counted(const std::map<std::string, std::size_t>& looked_at) {
  std::string all;
  for (const char* what : {"files", "layers", "rows", "tables", "sums", "parameters", "inputs"}) {
    const auto found = looked_at.find(what);
    if (found != looked_at.end()) all += fmt::format("{}{} {}", all.empty() ? "" : ", ", found->second, what);
  }
  return all;
}

}  // namespace

std::string VerifyReport::text() const {
  std::string out;
  for (const Finding& finding : findings)
    out += fmt::format("{:<12}{}\n", word(finding.kind), finding.message);
  out += fmt::format("looked at   {}{}\n", counted(looked_at), recomputed ? ", computed again" : "");
  out += fmt::format("{} is {}", folder.string(), right ? "right" : "not right");
  if (differences > 0)
    out += fmt::format(": {} {}", differences, differences == 1 ? "difference" : "differences");
  if (not_checked > 0) out += fmt::format("{} {} not checked", differences > 0 ? "," : ":", not_checked);
  return out + "\n";
}

std::string VerifyReport::json() const {
  Json list = Json::array();
  for (const Finding& finding : findings) list.push_back(finding_json(finding));
  const Json json = {{"schema", "maillage/verify/1"},
                     {"maillage", version()},
                     {"written_by", written_by},
                     {"right", right},
                     {"recomputed", recomputed},
                     {"differences", differences},
                     {"not_checked", not_checked},
                     {"looked_at", looked_at},
                     {"findings", list}};
  // A cell may hold any bytes: what is no UTF-8 is shown as U+FFFD.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace maillage::workflow
