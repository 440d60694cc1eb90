#include "place_reader.hpp"

#include <fmt/format.h>

#include <optional>
#include <unordered_map>

#include "maillage/core/error.hpp"
#include "maillage/io/csv.hpp"

namespace maillage::workflow {
namespace {

// The id of each record, refused when empty or met before.
class Ids {
 public:
  Ids(const io::CsvReader& csv, const PlaceFile& file) : csv_(csv), column_(find(csv, file)) {}

  std::string next() {
    const std::string id(csv_.field(column_));
    if (id.empty()) throw csv_.error("the id is empty", "give every place an id");
    const auto [before, added] = lines_.try_emplace(id, csv_.line());
    if (!added) {
      throw csv_.error(fmt::format("the id « {} » stands already on line {}", id, before->second),
                       "give every place an id of its own");
    }
    return id;
  }

 private:
  static std::size_t find(const io::CsvReader& csv, const PlaceFile& file) {
    if (!file.id_column.empty()) return csv.column(file.id_column);
    if (!file.node_column.empty() && !csv.find_column("id")) return csv.column(file.node_column);
    return csv.column("id");
  }

  const io::CsvReader& csv_;
  std::size_t column_;
  std::unordered_map<std::string, std::uint64_t> lines_;
};

}  // namespace

std::vector<travel::Place> read_places(const PlaceFile& file, geo::Crs from, geo::Crs to) {
  io::CsvReader csv(file.path);
  Ids ids(csv, file);
  const std::size_t x = csv.column(file.x_column);
  const std::size_t y = csv.column(file.y_column);
  std::optional<geo::Transformer> transform;
  if (from.known() && to.known() && from != to) transform.emplace(from, to);
  std::vector<travel::Place> places;
  while (csv.next()) {
    travel::Place place{ids.next(), {csv.number(x), csv.number(y)}};
    if (transform) {
      try {
        place.position = (*transform)(place.position);
      } catch (const Error& outside) {
        throw Error(ErrorCode::crs, csv.error(outside.message()).message(), outside.hint());
      }
    }
    places.push_back(std::move(place));
  }
  return places;
}

NodePlaces read_node_places(const PlaceFile& file, const network::RoadGraph& graph) {
  io::CsvReader csv(file.path);
  Ids ids(csv, file);
  const std::size_t column = csv.column(file.node_column);
  NodePlaces result;
  while (csv.next()) {
    const std::string_view key = csv.field(column);
    const std::optional<network::NodeIndex> node = graph.find(key);
    if (!node) {
      throw csv.error(fmt::format("« {} » is no node of the network", key),
                      "use the ids of the columns that name the ends of its lines");
    }
    result.anchors.push_back(network::anchor_at(graph, *node));
    result.places.push_back({ids.next(), graph.position(*node)});
  }
  return result;
}

}  // namespace maillage::workflow
