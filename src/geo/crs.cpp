#include "maillage/geo/crs.hpp"

#include <fmt/format.h>
#include <proj.h>
#include <proj_experimental.h>  // proj_crs_demote_to_2D

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "maillage/core/error.hpp"

namespace maillage::geo {
namespace {

struct ContextDeleter {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct PjDeleter {
  void operator()(PJ* object) const { proj_destroy(object); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Pj = std::unique_ptr<PJ, PjDeleter>;

Context make_context() {
  Context context(proj_context_create());
  if (!context) throw Error(ErrorCode::internal, "PROJ gives no context");
  // Results may not depend on grids that happen to be reachable, and nothing is printed behind our back.
  proj_context_set_enable_network(context.get(), 0);
  proj_log_level(context.get(), PJ_LOG_NONE);
  return context;
}

// Opening the CRS database takes milliseconds, so that each thread keeps its own.
PJ_CONTEXT* thread_context() {
  thread_local const Context context = make_context();
  return context.get();
}

Pj from_database(PJ_CONTEXT* context, Crs crs) {
  if (!crs.known()) {
    throw Error(ErrorCode::crs, "the coordinate reference system is unknown",
                "state it, for example EPSG:2154");
  }
  Pj object(proj_create_from_database(context, "EPSG", std::to_string(crs.epsg).c_str(), PJ_CATEGORY_CRS, 0,
                                      nullptr));
  if (!object) {
    throw Error(ErrorCode::crs,
                fmt::format("{} is not a coordinate reference system that PROJ knows", crs.text()),
                "check the code; metropolitan France is EPSG:2154, longitude and latitude are EPSG:4326");
  }
  return object;
}

// Without the vertical part, the bound transformation or the third dimension.
Pj horizontal(PJ_CONTEXT* context, Pj crs) {
  while (crs) {
    const PJ_TYPE type = proj_get_type(crs.get());
    if (type == PJ_TYPE_BOUND_CRS) {
      crs.reset(proj_get_source_crs(context, crs.get()));
    } else if (type == PJ_TYPE_COMPOUND_CRS) {
      crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
    } else if (type == PJ_TYPE_GEOGRAPHIC_3D_CRS) {
      crs.reset(proj_crs_demote_to_2D(context, nullptr, crs.get()));
    } else {
      return crs;
    }
  }
  return crs;
}

int whole_number(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size() ? value : 0;
}

// The EPSG code an object carries itself, 0 when it carries none.
int own_code(const PJ* object) {
  const char* authority = proj_get_id_auth_name(object, 0);
  const char* code = proj_get_id_code(object, 0);
  return authority != nullptr && code != nullptr && std::string_view(authority) == "EPSG" ? whole_number(code)
                                                                                          : 0;
}

}  // namespace

std::string Crs::text() const { return known() ? fmt::format("EPSG:{}", epsg) : "unknown"; }

Crs parse_crs(std::string_view text) {
  std::string_view digits = text;
  constexpr std::size_t prefix = 5;
  if (text.size() > prefix && (text[0] | 0x20) == 'e' && (text[1] | 0x20) == 'p' && (text[2] | 0x20) == 's' &&
      (text[3] | 0x20) == 'g' && text[4] == ':') {
    digits = text.substr(prefix);
  }
  const int code = whole_number(digits);
  if (code <= 0) {
    throw Error(ErrorCode::crs, fmt::format("« {} » is not a coordinate reference system", text),
                "write an EPSG code, for example EPSG:2154");
  }
  const Crs crs{code};
  (void)from_database(thread_context(), crs);
  return crs;
}

Crs identify_wkt(const std::string& wkt) {
  PJ_CONTEXT* context = thread_context();
  const Pj crs =
      horizontal(context, Pj(proj_create_from_wkt(context, wkt.c_str(), nullptr, nullptr, nullptr)));
  if (!crs) return {};
  if (const int code = own_code(crs.get()); code > 0) {
    const Pj known(proj_create_from_database(context, "EPSG", std::to_string(code).c_str(), PJ_CATEGORY_CRS,
                                             0, nullptr));
    if (known) return Crs{code};
  }
  int* confidences = nullptr;
  PJ_OBJ_LIST* matches = proj_identify(context, crs.get(), "EPSG", nullptr, &confidences);
  if (matches == nullptr) return {};
  Crs found;
  int count = 0;
  int best = 0;
  // 70: same datum and parameters under another name; less is a guess. Two equally good answers are none.
  constexpr int sure = 70;
  for (int i = 0; i < proj_list_get_count(matches); ++i) {
    if (confidences[i] < sure || confidences[i] < best) continue;
    const Pj match(proj_list_get(context, matches, i));
    const int code = own_code(match.get());
    if (code == 0) continue;
    count = confidences[i] > best ? 1 : count + 1;
    best = confidences[i];
    found = Crs{code};
  }
  proj_int_list_destroy(confidences);
  proj_list_destroy(matches);
  return count == 1 ? found : Crs{};
}

bool is_projected(Crs crs) {
  PJ_CONTEXT* context = thread_context();
  const Pj object = horizontal(context, from_database(context, crs));
  const Pj axes(object ? proj_crs_get_coordinate_system(context, object.get()) : nullptr);
  double factor = 0;
  const char* unit = nullptr;
  if (!axes || proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr, &factor, &unit,
                                     nullptr, nullptr) == 0) {
    throw Error(ErrorCode::crs, fmt::format("PROJ states no axes for {}", crs.text()));
  }
  const PJ_TYPE type = proj_get_type(object.get());
  if (type == PJ_TYPE_GEOGRAPHIC_2D_CRS) return false;
  if (type != PJ_TYPE_PROJECTED_CRS || factor != 1.0) {
    throw Error(
        ErrorCode::crs,
        fmt::format("{} is neither in metres nor in degrees (unit: {})", crs.text(), unit ? unit : "unknown"),
        "use a projected system in metres, for example EPSG:2154");
  }
  return true;
}

struct Transformer::State {
  Crs from;
  Crs to;
  Context context;
  Pj operation;  // null for the identity
};

Transformer::Transformer(Crs from, Crs to) : state_(std::make_unique<State>()) {
  state_->from = from;
  state_->to = to;
  state_->context = make_context();
  PJ_CONTEXT* context = state_->context.get();
  const Pj source = from_database(context, from);
  const Pj target = from_database(context, to);
  if (from == to) return;
  const Pj raw(proj_create_crs_to_crs_from_pj(context, source.get(), target.get(), nullptr, nullptr));
  if (raw) state_->operation.reset(proj_normalize_for_visualization(context, raw.get()));
  if (!state_->operation) {
    throw Error(ErrorCode::crs, fmt::format("there is no way from {} to {}", from.text(), to.text()));
  }
}

Transformer::~Transformer() = default;
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;

bool Transformer::identity() const noexcept { return !state_->operation; }

XY Transformer::operator()(XY point) const {
  PJ* operation = state_->operation.get();
  if (operation == nullptr) return point;
  proj_errno_reset(operation);
  const PJ_COORD result = proj_trans(operation, PJ_FWD, proj_coord(point.x, point.y, 0, 0));
  if (proj_errno(operation) != 0 || !std::isfinite(result.xy.x) || !std::isfinite(result.xy.y)) {
    throw Error(ErrorCode::crs,
                fmt::format("the point ({}, {}) of {} has no place in {}", point.x, point.y,
                            state_->from.text(), state_->to.text()),
                "check that the coordinates are in the stated system and that x comes before y");
  }
  return {result.xy.x, result.xy.y};
}

MultiPolygon Transformer::operator()(const MultiPolygon& area) const {
  MultiPolygon out = area;
  if (identity()) return out;
  for (Polygon& polygon : out) {
    for (XY& p : polygon.outer) p = (*this)(p);
    for (Ring& hole : polygon.holes) {
      for (XY& p : hole) p = (*this)(p);
    }
  }
  return out;
}

Geometry Transformer::operator()(const Geometry& geometry) const {
  if (const auto* point = std::get_if<XY>(&geometry)) return (*this)(*point);
  if (const auto* area = std::get_if<MultiPolygon>(&geometry)) return (*this)(*area);
  if (const auto* lines = std::get_if<MultiLineString>(&geometry)) {
    MultiLineString out = *lines;
    for (LineString& line : out) {
      for (XY& p : line) p = (*this)(p);
    }
    return out;
  }
  return geometry;
}

bool AreaOfUse::contains(LonLat p, double margin) const {
  if (p.lat < south - margin || p.lat > north + margin) return false;
  const bool after_west = p.lon >= west - margin;
  const bool before_east = p.lon <= east + margin;
  return west <= east ? after_west && before_east : after_west || before_east;
}

AreaOfUse area_of_use(Crs crs) {
  PJ_CONTEXT* context = thread_context();
  const Pj object = from_database(context, crs);
  AreaOfUse area;
  if (proj_get_area_of_use(context, object.get(), &area.west, &area.south, &area.east, &area.north,
                           nullptr) == 0 ||
      area.south < -90) {
    return {};
  }
  return area;
}

std::optional<AreaOfUse> whereabouts(std::string_view department_code) {
  struct Place {
    std::string_view code;
    AreaOfUse area;
  };
  constexpr AreaOfUse guadeloupe{-63.4, 15.6, -60.8, 18.3};  // with Saint-Barthélemy and Saint-Martin
  constexpr std::array<Place, 8> overseas = {{{"971", guadeloupe},
                                              {"972", {-61.5, 14.2, -60.6, 15.1}},
                                              {"973", {-54.9, 2.0, -51.3, 6.1}},
                                              {"974", {55.0, -21.6, 56.0, -20.7}},
                                              {"975", {-56.7, 46.6, -55.9, 47.3}},
                                              {"976", {44.8, -13.2, 45.5, -12.4}},
                                              {"977", guadeloupe},
                                              {"978", guadeloupe}}};
  for (const Place& place : overseas) {
    if (place.code == department_code) return place.area;
  }
  const int number = department_code.size() == 2 ? whole_number(department_code) : 0;
  if (department_code == "2A" || department_code == "2B" || (number >= 1 && number <= 95))
    return AreaOfUse{-5.6, 41.0, 9.9, 51.4};
  return std::nullopt;
}

Crs legal_crs(std::string_view department_code) {
  constexpr std::array<std::pair<std::string_view, int>, 8> overseas = {{{"971", 5490},
                                                                         {"972", 5490},
                                                                         {"973", 2972},
                                                                         {"974", 2975},
                                                                         {"975", 4467},
                                                                         {"976", 4471},
                                                                         {"977", 5490},
                                                                         {"978", 5490}}};
  for (const auto& [code, epsg] : overseas) {
    if (code == department_code) return Crs{epsg};
  }
  const int number = department_code.size() == 2 ? whole_number(department_code) : 0;
  if (department_code == "2A" || department_code == "2B" || (number >= 1 && number <= 95)) return lambert93;
  throw Error(ErrorCode::crs,
              fmt::format("no legal projection is known for the département « {} »", department_code),
              "state the projection, for example EPSG:2154");
}

}  // namespace maillage::geo
