#include "maillage/sources/roads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "maillage/core/error.hpp"
#include "maillage/core/suggest.hpp"
#include "road_values.hpp"

namespace maillage::sources {
namespace {

using network::Direction;

class RoadReader {
 public:
  RoadReader(const table::Table& lines, const RoadMapping& mapping, Diagnostics& diagnostics)
      : lines_(lines),
        mapping_(mapping),
        diagnostics_(diagnostics),
        from_(column(mapping.from)),
        to_(column(mapping.to)),
        length_(column(mapping.length)),
        speed_(column(mapping.speed)),
        class_(column(mapping.road_class)),
        direction_(column(mapping.direction)),
        duration_(column(mapping.duration)),
        id_(column(mapping.id)),
        builder_({lines.geometry() ? lines.geometry()->crs : geo::Crs{}, mapping.join_tolerance},
                 diagnostics) {
    check();
    for (const ClassSpeed& speed : mapping.class_speeds) kmh_of_class_[lower(speed.road_class)] = speed.kmh;
    geofabrik_ = uses_geofabrik_letters();
    measurable_ =
        lines.geometry() && lines.geometry()->crs.known() && geo::is_projected(lines.geometry()->crs);
  }

  network::RoadGraph read() {
    for (row_ = 0; row_ < lines_.rows(); ++row_) add_row();
    if (2 * too_short_ > lines_.rows()) {
      throw Error(
          ErrorCode::input,
          fmt::format("{} of {} roads state a length of less than half the straight line between their ends",
                      too_short_, lines_.rows()),
          fmt::format("give « {} » in metres (kilometres?), or leave it out: the drawing is measured then",
                      mapping_.length));
    }
    return builder_.build();
  }

 private:
  const table::Column* column(const std::string& name) const {
    if (name.empty()) return nullptr;
    if (const table::Column* found = lines_.find(name)) return found;
    std::vector<std::string> names;
    for (const table::Column& c : lines_.columns()) names.push_back(c.name);
    const std::string nearest = nearest_word(name, names);
    throw Error(ErrorCode::usage, fmt::format("the network has no column « {} »", name),
                nearest.empty()
                    ? fmt::format("it has: {}", fmt::join(names, ", "))
                    : fmt::format("did you mean « {} »? It has: {}", nearest, fmt::join(names, ", ")));
  }

  void check() const {
    if ((from_ == nullptr) != (to_ == nullptr)) {
      throw Error(ErrorCode::usage, "the network has the ids of only one end of its lines",
                  "name the columns of both ends, or of none");
    }
    if (speed_ == nullptr && class_ == nullptr && duration_ == nullptr) {
      throw Error(ErrorCode::usage, "nothing in the network says how fast its roads are",
                  "name a column of speeds in km/h, of road classes, or of durations in minutes");
    }
    if (direction_ == nullptr && !mapping_.line_direction) {
      throw Error(ErrorCode::usage, "nothing says in which direction the roads of the network are open",
                  "name a column of directions, or say that every line is open both ways, or forward only");
    }
    if (!lines_.geometry() && (from_ == nullptr || length_ == nullptr)) {
      throw Error(ErrorCode::usage, "the network has no lines",
                  "give a layer of lines, or node ids and lengths for every road");
    }
    if (length_ != nullptr) return;
    const geo::Crs crs = lines_.geometry()->crs;
    if (!crs.known() || !geo::is_projected(crs)) {
      throw Error(
          ErrorCode::crs,
          fmt::format("the network has no lengths, and its lines (CRS {}) cannot be measured", crs.text()),
          "name a column of lengths in metres, or give the network in a projected CRS (France: EPSG:2154)");
    }
  }

  bool uses_geofabrik_letters() const {
    if (direction_ == nullptr || !direction_->is_text()) return false;
    return std::any_of(direction_->texts().begin(), direction_->texts().end(),
                       [](const std::string& word) { return lower(word) == "b"; });
  }

  std::string id() const {
    const std::string own = id_ == nullptr ? std::string() : id_->text(row_);
    return own.empty() ? fmt::format("road {}", row_ + 1) : own;
  }

  void report(Severity severity, std::string_view code, std::string_view message,
              std::string_view hint = {}) {
    diagnostics_.add(severity, code, "network", id(), message, hint);
  }

  const geo::MultiLineString& parts() const {
    static const geo::MultiLineString none;
    if (!lines_.geometry()) return none;
    const auto* parts = std::get_if<geo::MultiLineString>(&lines_.geometry()->rows[row_]);
    return parts == nullptr ? none : *parts;
  }

  void add_row() {
    const auto drawn = [&] {
      double total = 0;
      for (const geo::LineString& part : parts()) total += geo::length(part);
      return total;
    }();
    const std::optional<double> length = length_of_row(drawn);
    if (!length) return;
    const std::optional<std::int64_t> ms = ms_of_row(*length);
    if (!ms) return;
    const std::optional<Direction> direction = direction_of_row();
    if (!direction) return;
    network::RoadInput road;
    const std::string name = id();
    road.id = name;
    road.length_m = *length;
    road.ms = *ms;
    road.direction = *direction;
    road.joinable = !has_duration();
    if (from_ != nullptr) {
      add_between_nodes(road);
    } else if (parts().size() <= 1) {
      if (!parts().empty()) road.line = parts().front();
      builder_.add(road);
    } else {
      report(Severity::note, "road-of-several-lines", "lines of several parts became a road for each part");
      for (const geo::LineString& part : parts())
        add_part(road, part, drawn > 0 ? geo::length(part) / drawn : 0);
    }
  }

  // Length and time shared out by the drawn length.
  void add_part(network::RoadInput road, const geo::LineString& part, double share) {
    road.line = part;
    road.length_m *= share;
    road.ms = std::llround(static_cast<double>(road.ms) * share);
    builder_.add(road);
  }

  void add_between_nodes(network::RoadInput& road) {
    const std::string from = from_->text(row_);
    const std::string to = to_->text(row_);
    if (from.empty() || to.empty()) {
      report(Severity::error, "road-without-node", "roads without the ids of both nodes were left out",
             "give the ids of both ends");
      return;
    }
    geo::LineString joined;
    for (const geo::LineString& part : parts()) joined.insert(joined.end(), part.begin(), part.end());
    if (parts().size() > 1) {
      report(Severity::note, "road-of-several-lines",
             "lines of several parts were put together in their order");
    }
    road.line = joined;
    road.from = builder_.node(from);
    road.to = builder_.node(to);
    builder_.add(road);
  }

  bool has_duration() const { return duration_ != nullptr && number_of(*duration_, row_).has_value(); }

  // A road is no shorter than the straight line between its ends: less than half of it is zero, or another unit. Ferries
  // and roads whose ends are wrong have their own rules.
  double plausible_length(double stated, double drawn) {
    if (stated < 0 || !std::isfinite(stated) || has_duration() || !measurable_ || parts().empty())
      return stated;
    const geo::LineString &first = parts().front(), &last = parts().back();
    if (first.empty() || last.empty()) return stated;
    const double straight = geo::distance(first.front(), last.back());
    if (!(straight > shortest_checked) || stated >= straight / 2) return stated;
    ++too_short_;
    report(Severity::warning, "road-length-too-short",
           "roads whose stated length is less than half the straight line between their ends took that of "
           "their drawing",
           "give lengths in metres along the road");
    return drawn;
  }

  std::optional<double> length_of_row(double drawn) {
    if (length_ != nullptr) {
      if (const auto stated = number_of(*length_, row_)) return plausible_length(*stated, drawn);
      const geo::Crs crs = lines_.geometry() ? lines_.geometry()->crs : geo::Crs{};
      if (parts().empty() || !crs.known() || !geo::is_projected(crs)) {
        if (has_duration()) return 0;
        report(Severity::error, "road-without-length", "roads without a length were left out",
               "give it in metres");
        return std::nullopt;
      }
      report(Severity::note, "road-length-from-drawing", "roads without a length took that of their drawing");
    }
    return drawn;
  }

  std::optional<std::int64_t> ms_of_row(double length) {
    if (has_duration()) {
      const double minutes = *number_of(*duration_, row_);
      // What is no time at all is left to the builder to refuse, under its own code.
      if (!(minutes >= 0)) return -1;
      return std::llround(std::min(minutes * 60000, 0x1p62));
    }
    if (!(length >= 0) || !std::isfinite(length)) return 0;  // refused by the builder for its length
    std::optional<double> kmh = speed_ == nullptr ? std::nullopt : kmh_of(*speed_, row_);
    if (kmh && !(*kmh > 0 && std::isfinite(*kmh))) {
      report(Severity::error, "road-speed-invalid",
             "roads whose speed is 0, negative or not a number were left out", "correct the speed, in km/h");
      return std::nullopt;
    }
    if (!kmh && class_ != nullptr) kmh = speed_of_class();
    if (!kmh) {
      report(Severity::error, "road-without-speed", "roads without a speed or a known class were left out",
             "give a speed in km/h, or a speed for the class");
      return std::nullopt;
    }
    return network::edge_milliseconds(length, *kmh);
  }

  std::optional<double> speed_of_class() const {
    const auto found = kmh_of_class_.find(lower(class_->text(row_)));
    if (found == kmh_of_class_.end()) return std::nullopt;
    return found->second;
  }

  std::optional<Direction> direction_of_row() {
    if (direction_ == nullptr) return mapping_.line_direction;
    const auto direction = direction_of(direction_->text(row_), geofabrik_);
    if (!direction) {
      report(Severity::error, "road-direction-unknown",
             "roads whose direction is an unknown word were left out", "use both, forward or backward");
    }
    return direction;
  }

  const table::Table& lines_;
  const RoadMapping& mapping_;
  Diagnostics& diagnostics_;
  const table::Column *from_, *to_, *length_, *speed_, *class_, *direction_, *duration_, *id_;
  network::GraphBuilder builder_;
  std::map<std::string, double> kmh_of_class_;
  static constexpr double shortest_checked = 5;  // metres: below, rounding explains anything
  bool geofabrik_ = false;
  bool measurable_ = false;  // the lines are in metres
  std::size_t row_ = 0;
  std::size_t too_short_ = 0;
};

}  // namespace

std::vector<ClassSpeed> default_class_speeds() {
  return {{"motorway", 120},   {"motorway_link", 60}, {"trunk", 100},       {"trunk_link", 60},
          {"primary", 75},     {"primary_link", 50},  {"secondary", 65},    {"secondary_link", 45},
          {"tertiary", 55},    {"tertiary_link", 40}, {"unclassified", 40}, {"road", 40},
          {"residential", 30}, {"living_street", 15}, {"service", 15},      {"track", 15}};
}

network::RoadGraph read_roads(const table::Table& lines, const RoadMapping& mapping,
                              Diagnostics& diagnostics) {
  return RoadReader(lines, mapping, diagnostics).read();
}

}  // namespace maillage::sources
