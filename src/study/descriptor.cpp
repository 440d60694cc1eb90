#include "maillage/study/descriptor.hpp"

#include <fmt/format.h>

namespace maillage::study {
namespace {

using enum KeyType;

const std::vector<Key>& key_table() {
  static const std::vector<Key> table = {
      {"", "schema", number, "", "1", "version of the study format; mandatory"},
      {"study", "title", text, "", "", "title of maps and report; mandatory"},
      {"study", "author", text, "", "", "who made the study; printed on maps"},
      {"study", "date", text, "ISO date", "", "printed date; without it the newest vintage of the inputs"},
      {"study", "language", text, "fr|en", "\"fr\"", "language of what planners read"},
      {"study", "crs", text, "", "\"EPSG:2154\"", "projected CRS of all results"},
      {"study", "fictitious", flag, "", "false", "true stamps every map as an invented territory"},
      {"area", "departments", texts, "département codes", "[]",
       "study area; empty: every commune of the input"},
      {"travel", "model", text, "road|crow-fly", "\"road\"", "road needs [inputs.roads]"},
      {"travel", "limit", duration, "", "\"60min\"", "no longer journey is searched"},
      {"travel", "detour", number, "ratio", "1.3", "crow-fly: road distance ÷ straight distance"},
      {"travel", "speed", number, "km/h", "60", "crow-fly: speed"},
      {"travel", "snap_limit", length, "", "\"1000m\"", "a place farther from any road is listed, not used"},
      {"travel", "access_speed", number, "km/h", "5", "speed from a place to its road"},
      {"travel", "line_direction", text, "both|forward", "",
       "roads without a direction column: open both ways, or one line per direction"},
      {"travel", "geometric_centres", flag, "", "false",
       "crow-fly only: a commune without seat or cells stands at the point of its polygon farthest from the "
       "border, "
       "which is not where people live"},
      {"access", "methods", texts, "",
       "[\"nearest\", \"cumulative\", \"gravity\", \"2sfca\", \"e2sfca\", \"m2sfca\", \"3sfca\", \"bfca\", "
       "\"mh3sfca\"]",
       "measures of access computed for each commune"},
      {"access", "decay", text, "", "\"step:10=1,20=0.68,30=0.22\"",
       "decay of gravity, e2sfca and their kin"},
      {"access", "bound", text, "closed|open", "\"closed\"",
       "closed: a time equal to a band's edge belongs to it"},
      {"access", "catchment", duration, "", "\"30min\"", "radius of 2sfca and cumulative"},
      {"access", "profile", text, "", "\"apl-2015\"",
       "profile of the APL-type index: apl-2012, apl-2015, apl-heads-calibrated"},
      {"access", "calibration_factor", number, "ratio", "",
       "apl-heads-calibrated: factor from head counts to the profile's published mean"},
      {"access", "calibration_territory", text, "", "",
       "territory over which that factor was computed; mandatory with it"},
      {"access", "speciality", text, "", "\"general_practice\"", "physicians counted as supply"},
      {"thresholds", "minutes", numbers, "min", "[10, 15, 20, 30]", "people within each are counted"},
      {"zoning", "rule", text, "rank|legal-2017", "\"rank\"",
       "rank: worst-served share of people; legal-2017: APL 2.5 and 4, not for uncalibrated head counts"},
      {"zoning", "priority_share", number, "share of people", "0.302",
       "rank: first class, worst served first"},
      {"zoning", "intermediate_share", number, "share of people", "0.42", "rank: second class"},
      {"zoning", "too_far", duration, "", "",
       "a commune whose nearest GP is farther is under-served whatever its rank"},
      {"zoning", "minimum_population", number, "people", "0", "smaller contiguous zones are not drawn"},
      {"outputs", "maps", texts, "access|time|reach|zones", "[\"access\", \"time\", \"zones\"]",
       "maps to draw; reach: the time to each kind of place, a map each"},
      {"outputs", "map_formats", texts, "png|svg|pdf", "[\"png\", \"svg\", \"pdf\"]", "formats of the maps"},
      {"outputs", "spreadsheets", texts, "xlsx|ods", "[\"xlsx\", \"ods\"]", "all tables as one workbook"},
      {"rasters", "write", flag, "", "true", "write a raster of travel times for each kind of place"},
      {"rasters", "cell", length, "", "\"500m\"", "side of a pixel; pixels lie on its multiples"},
  };
  return table;
}

const std::vector<Key>& input_key_table() {
  static const std::vector<Key> table = {
      {"inputs.NAME", "path", text, "", "", "file, relative to the study; ${MAILLAGE_DATA} is expanded"},
      {"inputs.NAME", "layer", text, "", "", "layer of the file; without it the only one"},
      {"inputs.NAME", "crs", text, "", "",
       "CRS of the coordinates where the file states none, or a wrong one"},
      {"inputs.NAME", "encoding", text, "", "", "encoding of the texts when it is not UTF-8: ISO-8859-1"},
      {"inputs.NAME", "vintage", text, "year or ISO date", "",
       "what the data describe; printed with every output"},
      {"inputs.NAME", "licence", text, "", "", "licence of the data; printed with every output"},
      {"inputs.NAME", "source", text, "", "", "who publishes the data; printed on maps"},
      {"inputs.NAME", "columns", text, "role = column", "",
       "table of columns whose names differ from the default"},
      {"inputs.NAME", "kinds", text, "category = kind", "",
       "sites only: table of the categories to use and the kind each is; without it FINESS numbers and our "
       "names"},
      {"inputs.NAME", "check_crs", text, "", "",
       "sites only: CRS of the second pair of coordinates, columns check_x and check_y"},
  };
  return table;
}

const std::vector<InputKind>& input_table() {
  static const std::vector<InputKind> table = {
      {"communes",
       "polygon",
       true,
       "boundaries of the communes",
       {{"code", "code", true, "INSEE code"},
        {"name", "name", true, "name"},
        {"seat_x", "", false, "chef-lieu, easting in the layer's CRS"},
        {"seat_y", "", false, "chef-lieu, northing"}}},
      {"departments",
       "polygon",
       false,
       "boundaries of the départements; without it they are dissolved from the communes",
       {{"code", "code", true, "département code"}, {"name", "name", false, "name"}}},
      {"seats",
       "point or x,y",
       false,
       "chefs-lieux or town halls, where the boundaries do not give them",
       {{"code", "code", true, "INSEE code"}, {"x", "x", false, "easting"}, {"y", "y", false, "northing"}}},
      {"passage",
       "none",
       false,
       "old commune codes and what they became",
       {{"old", "old_code", true, "former code"},
        {"current", "current_code", true, "code in the boundaries"}}},
      {"population",
       "none",
       false,
       "people per commune",
       {{"commune", "commune", true, "INSEE code"},
        {"total", "total", true, "people"},
        {"age_0_14", "age_0_14", false, "people of 0–14 years"},
        {"age_15_29", "age_15_29", false, "15–29"},
        {"age_30_44", "age_30_44", false, "30–44"},
        {"age_45_59", "age_45_59", false, "45–59"},
        {"age_60_74", "age_60_74", false, "60–74"},
        {"age_75_plus", "age_75_plus", false, "75 and over"}}},
      {"cells",
       "point or x,y",
       false,
       "inhabited cells: where in the commune people live",
       {{"id", "id", true, "cell"},
        {"x", "x", false, "easting of the centre"},
        {"y", "y", false, "northing"},
        {"commune", "commune", false, "INSEE code; without it the polygon that holds the centre"},
        {"population", "population", true, "people"}}},
      {"memberships",
       "none",
       false,
       "groups each commune belongs to",
       {{"commune", "commune", true, "INSEE code"},
        {"epci", "epci", false, "EPCI code"},
        {"epci_name", "epci_name", false, "EPCI name"},
        {"living_area", "living_area", false, "bassin de vie, stands in for TVS under its own name"},
        {"living_area_name", "living_area_name", false, "its name"},
        {"official_zone", "", false, "published zoning (1_ZIP, 2_ZAC, 3_HZ), to compare with"}}},
      {"cpts",
       "polygon or list of communes",
       false,
       "perimeters of the CPTS",
       {{"id", "id", true, "CPTS"},
        {"name", "name", false, "name"},
        {"commune", "commune", false, "INSEE code; one row per commune; without it the polygons are used"}}},
      {"sites",
       "point or x,y",
       false,
       "health houses and other places of care",
       {{"id", "id", true, "FINESS number or other"},
        {"category", "category", true, "FINESS category (603, 124 …) or a name of ours (health_house …)"},
        {"name", "name", false, "name"},
        {"state", "state", false, "open, under_construction, planned, closed; without it open"},
        {"opened", "opened", false, "ISO date"},
        {"x", "x", false, "easting"},
        {"y", "y", false, "northing"},
        {"commune", "", false, "INSEE code, compared with the commune that holds the point"},
        {"check_x", "", false, "a second pair of coordinates, compared with the first; needs check_crs"},
        {"check_y", "", false, "its northing or latitude"}}},
      {"physicians",
       "point or x,y",
       false,
       "physicians, one row per person and place",
       {{"id", "id", true, "surrogate id; never a name"},
        {"speciality", "speciality", false, "general_practice …; without it all are general practitioners"},
        {"age", "age", false, "years"},
        {"fte", "fte", false, "full-time equivalents of the person"},
        {"acts", "acts", false, "acts a year of the person"},
        {"share", "share", false, "part of the person's time at this place; without it equal parts"},
        {"x", "x", false, "easting"},
        {"y", "y", false, "northing"}}},
      {"physician_counts",
       "none",
       false,
       "number of general practitioners per commune, when they are not known one by one",
       {{"commune", "commune", true, "INSEE code"}, {"count", "count", true, "physicians"}}},
      {"roads",
       "line",
       false,
       "road links",
       {{"from", "", false,
         "node at the start of the line; without from and to, ends that coincide are joined"},
        {"to", "", false, "node at its end"},
        {"length", "", false, "metres along the road; without it the length of the line"},
        {"speed", "", false, "km/h"},
        {"class", "", false, "road class: speed where none is given, local streets for the centres"},
        {"direction", "", false, "both, forward, backward (yes/no, 1/0 and their kin are understood)"},
        {"duration", "", false, "minutes, of ferries"}}},
  };
  return table;
}

std::string key_line(const Key& key) {
  const std::string value = key.default_value.empty() ? "…" : std::string(key.default_value);
  const std::string comment_out = key.default_value.empty() ? "# " : "";
  const std::string unit = key.unit.empty() ? "" : fmt::format(" [{}]", key.unit);
  return fmt::format("{}{} = {}  # {}{}: {}\n", comment_out, key.name, value, name(key.type), unit,
                     key.meaning);
}

}  // namespace

std::span<const Key> keys() { return key_table(); }
std::span<const Key> input_keys() { return input_key_table(); }
std::span<const InputKind> input_kinds() { return input_table(); }

std::string_view name(KeyType type) {
  switch (type) {
    case text:
      return "text";
    case number:
      return "number";
    case flag:
      return "true/false";
    case duration:
      return "duration";
    case length:
      return "length";
    case texts:
      return "list of texts";
    case numbers:
      return "list of numbers";
  }
  return "text";
}

std::string reference_study() {
  std::string out =
      "# Reference study: every key, its type, [unit], default and meaning. Lines behind # have no default.\n"
      "# Written by `maillage check --reference`; a test keeps docs/reference-study.toml equal to it.\n";
  std::string_view section;
  for (const Key& key : keys()) {
    if (key.section != section) out += fmt::format("\n[{}]\n", section = key.section);
    out += key_line(key);
  }
  out += "\n# Each [inputs.NAME] has these keys:\n";
  for (const Key& key : input_keys()) {
    out += fmt::format("#   {}: {}{}\n", key.name, key.meaning,
                       key.unit.empty() ? "" : fmt::format(" [{}]", key.unit));
  }
  for (const InputKind& kind : input_kinds()) {
    out += fmt::format("\n[inputs.{}]  # {}{}; geometry: {}\n", kind.name, kind.required ? "mandatory: " : "",
                       kind.meaning, kind.geometry);
    for (const Role& role : kind.roles) {
      out += fmt::format("# columns.{} = \"{}\"  # {}{}\n", role.name, role.default_column,
                         role.required ? "mandatory: " : "", role.meaning);
    }
  }
  return out;
}

}  // namespace maillage::study
