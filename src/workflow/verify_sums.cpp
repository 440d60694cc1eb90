#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "verify_steps.hpp"

namespace maillage::workflow {
namespace {

// Columns of communes that add up, with the column of a mesh they add up to.
bool adds_up(const std::string& column) {
  return column == "population" || column == "usable_population" || column == "gp_heads" ||
         (column.starts_with("people_") && !column.starts_with("people_class_"));
}

// "2A1, 2A2" → the groups a commune is part of.
std::vector<std::string> groups_in(const std::string& cell) {
  std::vector<std::string> groups;
  for (std::size_t begin = 0; begin < cell.size();) {
    const std::size_t end = std::min(cell.find(", ", begin), cell.size());
    groups.push_back(cell.substr(begin, end - begin));
    begin = end + 2;
  }
  return groups;
}

struct Sum {
  double value = 0;
  // What rounding may have taken: whole people are rounded in each term and in the sum, shares and counts are not.
  double tolerance = 0;
};
using Sums = std::map<std::string, Sum>;  // by column

// The communes of a workspace, added up by the groups they are in.
class CommuneSums {
 public:
  explicit CommuneSums(const store::WorkspaceReader& workspace) : workspace_(workspace) {
    for (const std::string& column : workspace.columns("communes")) {
      names_.push_back(column);
      if (adds_up(column)) columns_.push_back(names_.size() - 1);
    }
  }

  [[nodiscard]] bool has(const std::string& column) const {
    return std::find(names_.begin(), names_.end(), column) != names_.end();
  }

  // Key "" for all communes. By the groups in a column; class people as people_class_CLASS.
  [[nodiscard]] std::map<std::string, Sums> by(const std::string& group_column) const {
    std::map<std::string, Sums> sums;
    std::vector<std::string> asked = {group_column.empty() ? names_.front() : group_column,
                                      has("access_class") ? "access_class" : names_.front(), "population"};
    for (const std::size_t c : columns_) asked.push_back(names_[c]);
    workspace_.visit("communes", asked, [&](const store::CellRow& row) {
      std::vector<std::string> groups = {""};
      if (!group_column.empty()) groups = groups_in(row.text(0));
      for (const std::string& group : groups) {
        Sums& of = sums[group];
        ++of["communes"].value;
        if (has("access_class")) {
          ++of["communes_class_" + row.text(1)].value;
          add(of["people_class_" + row.text(1)], row, 2);
        }
        for (std::size_t c = 3; c < asked.size(); ++c) add(of[asked[c]], row, c);
      }
    });
    return sums;
  }

 private:
  static void add(Sum& sum, const store::CellRow& row, std::size_t column) {
    using Kind = store::CellRow::Kind;
    constexpr double dust = 1e-9;  // of adding decimals in another order
    const Kind kind = row.kind(column);
    if (kind == Kind::null) return;
    sum.value += row.number(column);
    if (sum.tolerance == 0) sum.tolerance = kind == Kind::integer ? 0.5 : dust;
    sum.tolerance += kind == Kind::integer ? 0.5 : dust * std::abs(row.number(column));
  }

  const store::WorkspaceReader& workspace_;
  std::vector<std::string> names_;
  std::vector<std::size_t> columns_;
};

class SumCheck {
 public:
  SumCheck(const store::WorkspaceReader& workspace, Findings& findings)
      : workspace_(workspace), findings_(findings), communes_(workspace) {}

  void meshes() {
    for (const auto& [layer, column] : {std::pair<std::string, std::string>{"departments", "department"},
                                        {"living_areas", "living_area"},
                                        {"epci", "epci"},
                                        {"cpts", "cpts"},
                                        {"under_served_zones", "under_served_zone"}}) {
      if (!workspace_.has_table(layer) || !communes_.has(column)) continue;
      mesh(layer, communes_.by(column));
    }
  }

  // A commune of a zone is of the first class; a class that is not available has its mark, and no other has.
  void classes_of_communes() {
    for (const char* column : {"access_class", "access_status", "under_served_zone"}) {
      if (!communes_.has(column)) return;
    }
    workspace_.visit(
        "communes", {"code", "access_class", "access_status", "under_served_zone"},
        [&](const store::CellRow& row) {
          findings_.looked_at("sums");
          const bool in_zone = !row.text(3).empty();
          const bool unknown = row.text(1) == "unknown";
          if ((!in_zone || row.text(1) == "priority") && unknown == !row.text(2).empty()) return;
          findings_.add(
              {.check = "sums",
               .message = fmt::format("{}, layer communes, {}: class « {} », status « {} » and zone « {} » "
                                      "do not go together",
                                      workspace_name, row.text(0), row.text(1), row.text(2), row.text(3)),
               .file = std::string(workspace_name),
               .layer = "communes",
               .row = row.fid(),
               .id = row.text(0),
               .column = "access_class",
               .found = row.text(1)});
        });
  }

  void summary(const Json& json) {
    const std::map<std::string, Sums> all = communes_.by("");
    if (all.empty()) return;
    const Sums& sums = all.begin()->second;
    const auto stated = [&](const Json& value, const std::string& key, const std::string& column) {
      const auto found = sums.find(column);
      if (!value.is_number() || found == sums.end()) return;
      compare({.file = "summary.json", .column = key}, fmt::format("summary.json, {}", key),
              value.get<double>(), found->second);
    };
    const Json accounting = json.value("accounting", Json::object());
    stated(accounting.value("communes", Json()), "accounting.communes", "communes");
    stated(accounting.value("people", Json()), "accounting.people", "population");
    stated(accounting.value("people_in_results", Json()), "accounting.people_in_results",
           "usable_population");
    people_accounted_for(accounting);
    if (json.contains("supply"))
      stated(json["supply"].value("physicians", Json()), "supply.physicians", "gp_heads");
    for (const Json& kind : json.value("reach", Json::array())) {
      for (const Json& within : kind.at("people_within")) {
        const std::string column = fmt::format("people_{}min_{}", within.at("minutes").get<double>(),
                                               kind.at("kind").get<std::string>());
        stated(within.at("people"), "reach." + column, column);
      }
    }
    if (json.contains("access_classes")) classes(json["access_classes"], stated);
  }

 private:
  void mesh(const std::string& layer, const std::map<std::string, Sums>& sums) {
    const std::vector<std::string> columns = workspace_.columns(layer);
    const auto id = std::find(columns.begin(), columns.end(), "id");
    if (id == columns.end()) return;
    workspace_.visit(layer, columns, [&](const store::CellRow& row) {
      const std::string group = row.text(static_cast<std::size_t>(id - columns.begin()));
      const auto of = sums.find(group);
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::string& name = columns[c];
        if (!adds_up(name) && name != "communes" && !name.starts_with("people_class_")) continue;
        Sum sum;
        if (of != sums.end() && of->second.contains(name)) sum = of->second.at(name);
        compare({.file = std::string(workspace_name),
                 .layer = layer,
                 .row = row.fid(),
                 .id = group,
                 .column = name},
                fmt::format("{}, layer {}, {}, column {}", workspace_name, layer, group, name), row.number(c),
                sum);
      }
    });
  }

  template <class Stated>
  void classes(const Json& json, const Stated& stated) {
    for (const Json& one : json.at("classes")) {
      const auto name = one.at("class").get<std::string>();
      stated(one.at("people"), "access_classes.people_class_" + name, "people_class_" + name);
      stated(one.at("communes"), "access_classes.communes_class_" + name, "communes_class_" + name);
    }
    std::map<std::string, double> zones;
    if (workspace_.has_table("under_served_zones")) {
      workspace_.visit("under_served_zones", {"id", "population"},
                       [&](const store::CellRow& row) { zones[row.text(0)] = row.number(1); });
    }
    for (const Json& zone : json.at("under_served_zones")) {
      const auto id = zone.at("id").get<std::string>();
      const auto found = zones.find(id);
      compare({.file = "summary.json", .id = id, .column = "access_classes.under_served_zones"},
              fmt::format("summary.json, zone {}", id), zone.at("people").get<double>(),
              {found == zones.end() ? NAN : found->second, 0});
    }
  }

  // Everybody is either in the results or in the diagnostics.
  void people_accounted_for(const Json& accounting) {
    if (!accounting.contains("people_in_results") || !accounting.contains("people_listed_in_diagnostics"))
      return;
    const double parts = accounting["people_in_results"].get<double>() +
                         accounting["people_listed_in_diagnostics"].get<double>();
    compare({.file = "summary.json", .column = "accounting.people"},
            "summary.json, people in the results and in the diagnostics", parts,
            {accounting.value("people", 0.0), 1.5});
  }

  void compare(Finding finding, const std::string& what, double stated, const Sum& sum) {
    findings_.looked_at("sums");
    if (std::abs(stated - sum.value) <= sum.tolerance) return;
    finding.check = "sums";
    finding.recorded = fmt::format("{}", sum.value);
    finding.found = fmt::format("{}", stated);
    finding.message = fmt::format("{}: {}, and its parts add up to {}", what, stated, sum.value);
    findings_.add(std::move(finding));
  }

  const store::WorkspaceReader& workspace_;
  Findings& findings_;
  CommuneSums communes_;
};

}  // namespace

void check_sums(const Json& summary, const store::WorkspaceReader& workspace, Findings& findings) {
  if (!workspace.has_table("communes")) return;
  SumCheck check(workspace, findings);
  check.meshes();
  check.classes_of_communes();
  try {
    check.summary(summary);
  } catch (const Json::exception& e) {
    findings.add({.check = "sums",
                  .message = fmt::format("summary.json: not as a run writes it: {}", e.what()),
                  .file = "summary.json"});
  }
}

}  // namespace maillage::workflow
