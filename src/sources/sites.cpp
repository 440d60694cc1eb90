#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "locate.hpp"
#include "maillage/sources/load.hpp"

namespace maillage::sources {
namespace {

territory::SiteState site_state(const Fields& fields, std::size_t row) {
  const std::string written = fields.text(row, "state");
  if (written.empty()) return territory::SiteState::open;
  if (const auto state = territory::parse_site_state(written)) return *state;
  throw fields.error(row, fmt::format("unknown state « {} »", written),
                     "open, under_construction, planned or closed");
}

// The kind of a category; empty when the study does not use it.
class Kinds {
 public:
  explicit Kinds(const SiteOptions& options) : options_(options) {}

  std::optional<territory::SiteKind> of(const std::string& category) {
    if (options_.kinds.empty()) return territory::parse_site_kind(category);
    const auto found = options_.kinds.find(category);
    if (found == options_.kinds.end()) return std::nullopt;
    met_.insert(category);
    return found->second;
  }
  void report_absent(const Fields& fields, Diagnostics& diagnostics) const {
    for (const auto& [category, kind] : options_.kinds) {
      if (!met_.contains(category))
        diagnostics.add(Severity::warning, "site-category-absent", fields.subject(), category,
                        "categories named in kinds that no site has", "check kinds against the file");
    }
  }

 private:
  const SiteOptions& options_;
  std::set<std::string> met_;
};

// Categories that are not used, each with its number of sites, the most frequent first.
void report_unused(const std::map<std::string, std::uint64_t>& unused, const Fields& fields,
                   Diagnostics& diagnostics) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(unused.begin(), unused.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [category, count] : sorted) {
    diagnostics.add(Severity::note, "site-category-unused", fields.subject(),
                    fmt::format("{} ({})", category.empty() ? "–" : category, count),
                    "sites of categories that the study does not use");
    diagnostics.add_count(Severity::note, "site-category-unused", fields.subject(), count - 1, {});
  }
}

// The second pair of coordinates against the first.
class SecondPair {
 public:
  SecondPair(const Fields& fields, const SiteOptions& options, geo::Crs crs)
      : fields_(fields), tolerance_(options.check_tolerance.value) {
    if (options.check_crs) to_territory_.emplace(*options.check_crs, crs);
  }

  void compare(std::size_t row, const std::string& id, geo::XY position, Diagnostics& diagnostics) {
    const auto x = fields_.number(row, "check_x");
    const auto y = fields_.number(row, "check_y");
    if (!to_territory_ || !x || !y) return;
    ++compared_;
    const std::optional<double> apart = metres_apart({*x, *y}, position);
    if (apart && *apart <= tolerance_) return;
    diagnostics.add(Severity::warning, "coordinates-differ", fields_.subject(),
                    apart ? fmt::format("{} ({:.0f} m)", id, *apart) : id + " (∞)",
                    "places whose two pairs of coordinates differ; x and y were followed",
                    "correct one of them, or its CRS");
  }
  void report(Diagnostics& diagnostics) const {
    diagnostics.add_count(Severity::note, "coordinates-compared", fields_.subject(), compared_,
                          "places whose second pair of coordinates was compared with x and y");
  }

 private:
  // Empty when the second pair is no place of its CRS at all.
  [[nodiscard]] std::optional<double> metres_apart(geo::XY second, geo::XY first) const {
    try {
      return geo::distance((*to_territory_)(second), first);
    } catch (const Error&) {
      return std::nullopt;
    }
  }

  const Fields& fields_;
  double tolerance_;
  std::optional<geo::Transformer> to_territory_;
  std::uint64_t compared_ = 0;
};

// The commune the row names against the one that holds its point.
void compare_commune(const Fields& fields, std::size_t row, const std::string& id, const Located& place,
                     const CommuneResolver& resolver, const territory::Territory& territory,
                     Diagnostics& diagnostics) {
  const std::string written = fields.text(row, "commune");
  if (written.empty()) return;
  Diagnostics quiet;  // an unknown code loses nothing: the point has placed the site
  const auto named = resolver.find(written, fields.subject(), quiet);
  if (named && territory.communes[*named].code == place.commune) return;
  diagnostics.add(
      Severity::warning, "site-in-other-commune", fields.subject(),
      fmt::format("{} ({}→{})", id, written, place.commune.value),
      "sites whose coordinates lie in another commune than their INSEE code says; the coordinates were "
      "followed",
      "correct the code or the coordinates");
}

}  // namespace

std::size_t load_sites(const Fields& fields, const SiteOptions& options, const CommuneResolver& resolver,
                       territory::Territory& territory, Diagnostics& diagnostics) {
  const geo::AreaIndex areas = commune_index(territory);
  Kinds kinds(options);
  SecondPair second(fields, options, territory.crs);
  std::set<std::string> seen;
  std::map<std::string, std::uint64_t> unused;
  std::size_t placed = 0;
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string id = fields.text(row, "id");
    if (id.empty()) throw fields.error(row, "the site has no id", "complete the id");
    if (!seen.insert(id).second)
      throw fields.error(row, fmt::format("site {} stands twice", id), "keep one row per site");
    const std::string category = fields.text(row, "category");
    const auto kind = kinds.of(category);
    const territory::SiteState state = site_state(fields, row);
    const auto place = locate(fields, row, id, areas, territory, diagnostics);
    if (!kind) ++unused[category];
    if (!place) continue;
    ++placed;
    second.compare(row, id, place->position, diagnostics);
    compare_commune(fields, row, id, *place, resolver, territory, diagnostics);
    if (!kind && !options.kinds.empty()) continue;  // the study has chosen its categories
    territory.sites.push_back({SiteId(id), kind.value_or(territory::SiteKind::other), state,
                               fields.text(row, "name"), fields.text(row, "opened"), place->commune,
                               place->position});
  }
  kinds.report_absent(fields, diagnostics);
  report_unused(unused, fields, diagnostics);
  second.report(diagnostics);
  std::sort(territory.sites.begin(), territory.sites.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  territory.sites_given = true;
  return placed;
}

}  // namespace maillage::sources
