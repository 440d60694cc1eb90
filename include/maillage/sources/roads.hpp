#pragma once
// A layer of road lines to a road graph: which column says what, how values are read, what is done without.
//
// Time of a road: the stated duration where there is one (ferries), else llround(3.6e6 · km / kmh) (METHODS § 1) with
// the stated length (else that of the drawing) and the stated speed (else that of its class).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/core/diagnostics.hpp"
#include "maillage/network/builder.hpp"
#include "maillage/network/graph.hpp"
#include "maillage/table/table.hpp"

namespace maillage::sources {

struct ClassSpeed {
  std::string road_class;  // as OpenStreetMap's `highway`; compared without case
  double kmh = 0;
};

// Car speeds by class where a file has none: round numbers of our own for free flow on ordinary French roads, an
// assumption to be replaced by measured speeds; not from a source.
[[nodiscard]] std::vector<ClassSpeed> default_class_speeds();

// Names of columns; "" = the file has none.
struct RoadMapping {
  std::string from,
      to;  // node ids, text or whole numbers; both or none (then line ends that coincide are joined)
  std::string length;      // metres; without it that of the drawing, which must be in a projected CRS
  std::string speed;       // km/h; text like "50", "50 km/h" or "30 mph" is understood
  std::string road_class;  // looked up in class_speeds where there is no speed
  std::string
      direction;  // both | forward | backward, or as in OpenStreetMap (yes, no, -1), Geofabrik (B, F, T), BD TOPO
                  // ("Double sens", "Sens direct", "Sens inverse"); a missing value is "both"
  std::string duration;  // minutes: a ferry; never joined part-way
  std::string id;        // names roads in diagnostics; "" = "road N", counted from 1
  std::optional<network::Direction> line_direction = {};  // of every line, where there is no direction column
  double join_tolerance = 0;                              // metres, >= 0: line ends within it are one node
  std::vector<ClassSpeed> class_speeds = default_class_speeds();
};

// The columns recognised by their names, without case:
//   from: from, from_node, source, u · to: to, to_node, target, v · length: length_m, longueur_m, length
//   speed: freespeed_kmh, speed_kmh, speed_kph, maxspeed · class: highway, class, fclass, road_class
//   direction: direction, oneway, sens_de_circulation · duration: duration_min · id: id, fid
[[nodiscard]] RoadMapping recognise_roads(const table::Table& lines);

// One line for people: "from=from_node, to=to_node, length=length_m, …, open both ways".
[[nodiscard]] std::string describe(const RoadMapping& mapping);

// Whether the file has a line per direction: at least half of its lines have one with the same ends the other way round.
[[nodiscard]] bool has_line_per_direction(const table::Table& lines, const RoadMapping& mapping);

// Throws Error(usage) when a named column is not there (naming the nearest), when neither speed, class nor duration is
// mapped, or when nothing says the direction; Error(crs) when lengths would have to be measured in degrees or in an unknown
// CRS; Error(input) when no road can be used. Roads left out or completed are reported under the subject "network":
// road-without-speed, road-speed-invalid, road-direction-unknown, road-without-length, road-length-from-drawing (a note),
// road-of-several-lines (a note), road-length-too-short (a warning), and those of GraphBuilder. Error(input) too when that is so
// of more than half of the roads.
[[nodiscard]] network::RoadGraph read_roads(const table::Table& lines, const RoadMapping& mapping,
                                            Diagnostics& diagnostics);

}  // namespace maillage::sources
