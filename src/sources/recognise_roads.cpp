#include <algorithm>
#include <initializer_list>
#include <unordered_map>

#include "maillage/sources/roads.hpp"
#include "road_values.hpp"

namespace maillage::sources {
namespace {

std::string first_of(const table::Table& lines, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const table::Column& column : lines.columns()) {
      if (lower(column.name) == name) return column.name;
    }
  }
  return {};
}

// The two ends of each line as numbers: ids when mapped, else coordinates.
class LineEnds {
 public:
  LineEnds(const table::Table& lines, const RoadMapping& mapping) {
    const table::Column* from = mapping.from.empty() ? nullptr : lines.find(mapping.from);
    const table::Column* to = mapping.to.empty() ? nullptr : lines.find(mapping.to);
    for (std::size_t row = 0; row < lines.rows(); ++row) {
      if (from != nullptr && to != nullptr) {
        add(from->text(row), to->text(row));
      } else if (lines.geometry()) {
        const auto* parts = std::get_if<geo::MultiLineString>(&lines.geometry()->rows[row]);
        if (parts == nullptr || parts->empty() || parts->front().empty() || parts->back().empty()) continue;
        add(bytes(parts->front().front()), bytes(parts->back().back()));
      }
    }
  }
  [[nodiscard]] const std::vector<std::uint64_t>& pairs() const { return pairs_; }

 private:
  static std::string bytes(geo::XY p) {
    return std::string(reinterpret_cast<const char*>(&p.x), sizeof p.x) +
           std::string(reinterpret_cast<const char*>(&p.y), sizeof p.y);
  }
  std::uint64_t number(std::string end) {
    return numbers_.try_emplace(std::move(end), numbers_.size()).first->second;
  }
  void add(std::string from, std::string to) {
    const std::uint64_t a = number(std::move(from));
    const std::uint64_t b = number(std::move(to));
    if (a != b) pairs_.push_back((a << 32U) | b);
  }

  std::unordered_map<std::string, std::uint64_t> numbers_;
  std::vector<std::uint64_t> pairs_;
};

}  // namespace

RoadMapping recognise_roads(const table::Table& lines) {
  RoadMapping mapping;
  mapping.from = first_of(lines, {"from", "from_node", "source", "u"});
  mapping.to = first_of(lines, {"to", "to_node", "target", "v"});
  if (mapping.from.empty() || mapping.to.empty()) mapping.from.clear(), mapping.to.clear();
  mapping.length = first_of(lines, {"length_m", "longueur_m", "length"});
  mapping.speed = first_of(lines, {"freespeed_kmh", "speed_kmh", "speed_kph", "maxspeed"});
  mapping.road_class = first_of(lines, {"highway", "class", "fclass", "road_class"});
  mapping.direction = first_of(lines, {"direction", "oneway", "sens_de_circulation"});
  mapping.duration = first_of(lines, {"duration_min"});
  mapping.id = first_of(lines, {"id", "fid"});
  return mapping;
}

std::string describe(const RoadMapping& mapping) {
  std::string text;
  const auto say = [&](std::string_view role, const std::string& column) {
    if (!column.empty()) text += std::string(text.empty() ? "" : ", ") + std::string(role) + "=" + column;
  };
  say("from", mapping.from);
  say("to", mapping.to);
  say("length", mapping.length);
  say("speed", mapping.speed);
  say("class", mapping.road_class);
  say("direction", mapping.direction);
  say("duration", mapping.duration);
  const auto add = [&](std::string_view words) { text += (text.empty() ? "" : "; ") + std::string(words); };
  if (mapping.from.empty()) add("nodes where line ends coincide");
  if (mapping.length.empty()) add("lengths of the drawing");
  if (mapping.speed.empty() && !mapping.road_class.empty()) add("speeds by class");
  if (mapping.direction.empty() && mapping.line_direction) {
    add(*mapping.line_direction == network::Direction::both ? "every line open both ways"
                                                            : "a line per direction");
  }
  return text;
}

bool has_line_per_direction(const table::Table& lines, const RoadMapping& mapping) {
  std::vector<std::uint64_t> pairs = LineEnds(lines, mapping).pairs();
  std::sort(pairs.begin(), pairs.end());
  const auto twin = [&](std::uint64_t pair) {
    return std::binary_search(pairs.begin(), pairs.end(), (pair << 32U) | (pair >> 32U));
  };
  const auto twins = std::count_if(pairs.begin(), pairs.end(), twin);
  return !pairs.empty() && 2 * static_cast<std::size_t>(twins) >= pairs.size();
}

}  // namespace maillage::sources
