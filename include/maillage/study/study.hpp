#pragma once
// The study: one TOML file that names the inputs, the area, the models and the outputs.
// Every key with its type, unit and default is described once, in descriptor.hpp; unknown keys are errors.

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "maillage/core/units.hpp"
#include "maillage/geo/crs.hpp"
#include "maillage/territory/care.hpp"
#include "maillage/text/language.hpp"

namespace maillage::study {

// The form of studies this version reads: `schema = 1`.
inline constexpr int schema_version = 1;

// The column that plays a role in an input.
struct InputColumn {
  std::string name;         // in the file
  bool must_exist = false;  // mandatory, or named by the study: its absence is an error
};

// One [inputs.NAME]: a file and how to read it.
struct Input {
  std::string name;             // "communes", "roads", …
  std::filesystem::path path;   // resolved: study folder + path, ${MAILLAGE_DATA} expanded
  std::string written_path;     // as written in the study: what outputs show
  std::string layer;            // empty: the only layer
  std::optional<geo::Crs> crs;  // overrides (or states) the CRS of the file
  std::string encoding;         // empty: UTF-8, or what the format states
  std::string vintage;          // "2025", "2025-01-01"
  std::string licence;
  std::string source;  // who publishes it, for the maps' source line
  std::map<std::string, territory::SiteKind>
      kinds;                                   // sites: by category; empty: FINESS numbers and our names
  std::optional<geo::Crs> check_crs;           // sites: of the roles check_x, check_y
  std::map<std::string, InputColumn> columns;  // by role, defaults filled in; a role without column is absent
};

struct Travel {
  std::string model = "road";     // "road" | "crow-fly"
  Milliseconds limit{3'600'000};  // no longer journey is searched
  double detour = 1.3;            // crow-fly: road distance ÷ straight distance
  double speed_kmh = 60;          // crow-fly: km/h
  Metres snap_limit{1000};        // a place farther from any road is listed, not used
  double access_speed_kmh = 5;    // from the place to its road, km/h
  bool geometric_centres =
      false;  // crow-fly: communes without any other centre stand at a point of their polygon
  std::string line_direction;  // roads without a direction column: "both" | "forward"; empty: not said
};

struct Access {
  std::vector<std::string> methods = {"nearest", "cumulative", "gravity", "2sfca",  "e2sfca",
                                      "m2sfca",  "3sfca",      "bfca",    "mh3sfca"};
  std::string decay = "step:10=1,20=0.68,30=0.22";
  std::string bound = "closed";
  Milliseconds catchment{1'800'000};  // 2sfca, cumulative
  std::string profile = "apl-2015";   // of the APL-type index
  // Profile apl-heads-calibrated only: factor from head counts to its published mean, and the reference territory over
  // which the factor was computed. Both or none.
  std::optional<double> calibration_factor;
  std::string calibration_territory;
  std::string speciality = "general_practice";
};

struct Zoning {
  std::string rule = "rank";         // "rank" | "legal-2017"
  double priority_share = 0.302;     // of the population, worst-served first
  double intermediate_share = 0.42;  // of the population, next
  // A commune whose nearest GP is farther is under-served whatever its rank.
  std::optional<Milliseconds> too_far;
  double minimum_population = 0;  // smaller zones are not drawn
};

struct Rasters {
  bool write = true;
  Metres cell{500};  // 1 m … 100 km
};

struct Study {
  std::filesystem::path file;
  std::string hash;  // SHA-256 of the file
  // Every key as it is written: "zoning.priority_share" → "0.25"; what names a changed parameter later.
  std::map<std::string, std::string> written_keys;
  std::string title;
  std::string author;
  std::string date;  // ISO; empty: the newest vintage of the inputs
  text::Language language = text::Language::fr;
  geo::Crs crs = geo::lambert93;         // all geometry is brought to it
  std::vector<std::string> departments;  // area: codes; empty = all communes of the input
  std::vector<Input> inputs;             // in the order of descriptor.hpp
  std::vector<double> threshold_minutes = {10, 15, 20, 30};
  Travel travel;
  Access access;
  Zoning zoning;
  Rasters rasters;
  std::vector<std::string> maps = {"access", "time", "zones"};
  std::vector<std::string> map_formats = {"png", "svg", "pdf"};
  std::vector<std::string> spreadsheets = {"xlsx", "ods"};
  bool fictitious = false;  // stamps maps of invented territories

  [[nodiscard]] const Input* input(std::string_view name) const;
  // The printed date: `date`, else the newest vintage.
  [[nodiscard]] std::string printed_date() const;
};

// Reads and checks a study. Errors: Error(usage) "FILE, line N: …" for unknown keys (with the nearest known
// one), wrong types, values out of range, unset ${…}, another schema; Error(io) when the file cannot be read.
[[nodiscard]] Study read_study(const std::filesystem::path& file);

}  // namespace maillage::study
