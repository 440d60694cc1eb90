#include "maillage/synth/options.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "arithmetic.hpp"
#include "maillage/core/error.hpp"

namespace maillage::synth {

std::string_view name(LocalRoads local_roads) {
  return local_roads == LocalRoads::few ? "few" : local_roads == LocalRoads::all ? "all" : "by-size";
}

void check(const Options& options) {
  const auto refuse = [](const char* what, const char* range) {
    throw Error(ErrorCode::usage, std::string(what) + " is out of range",
                std::string("give a value from ") + range);
  };
  if (options.communes < 20 || options.communes > 90000) refuse("the number of communes", "20 to 90000");
  const double km2 = options.mean_commune_km2;
  if (km2 != 0 && !(km2 >= 8 && km2 <= 60)) refuse("the mean area of a commune", "8 to 60 km²");
  const double people = options.mean_commune_people;
  if (people != 0 && !(people >= 300 && people <= 5000))
    refuse("the mean population of a commune", "300 to 5000");
}

Options resolved(Options options) {
  // 0 up to 1 000 communes, 1 from 20 000 on.
  const double country = std::clamp(natural_log(options.communes / 1000.0) / natural_log(20), 0.0, 1.0);
  if (options.mean_commune_km2 == 0)
    options.mean_commune_km2 = std::floor((21.4 - 5.7 * country) * 10 + 0.5) / 10;
  if (options.mean_commune_people == 0) options.mean_commune_people = std::floor(1143 + 857 * country + 0.5);
  if (options.local_roads == LocalRoads::by_size)
    options.local_roads = options.communes < 1000 ? LocalRoads::few : LocalRoads::all;
  return options;
}

}  // namespace maillage::synth
