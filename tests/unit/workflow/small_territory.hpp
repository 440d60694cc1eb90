#pragma once
// Four communes on a line, one kilometre a minute: numbers that can be reckoned by hand.
//
//   01001  1000 people  two cells: 600 at km 0, 400 at km 2
//   01002   500 people  centre at km 5
//   01003   200 people  centre at km 12
//   01004    50 people  centre at km 100: beyond every limit

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "maillage/workflow/load.hpp"

namespace maillage::workflow {

inline geo::MultiPolygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

inline territory::Commune commune(std::string code, geo::XY centre, std::optional<double> people,
                                  geo::MultiPolygon area) {
  territory::Commune made;
  made.department = DepartmentCode(territory::department_of(code));
  made.code = CommuneCode(std::move(code));
  made.name = made.code.value;
  made.centre = centre;
  made.centre_rule = territory::CentreRule::seat;
  if (people) made.population = Persons(*people);
  made.area = std::move(area);
  return made;
}

struct PracticeAt {
  std::string commune;
  double x;
  double share;
};

inline territory::Physician physician(std::string id, std::optional<double> age, std::optional<double> fte,
                                      std::optional<double> acts, const std::vector<PracticeAt>& places) {
  territory::Physician made{PhysicianId(std::move(id)), "general_practice", age, {}, {}, {}};
  if (fte) made.fte = Fte(*fte);
  if (acts) made.acts = Acts(*acts);
  for (const PracticeAt& p : places)
    made.practices.push_back({CommuneCode(p.commune), {p.x, 0}, p.share, false});
  return made;
}

inline Loaded small_territory() {
  Loaded loaded;
  loaded.study.title = "line";
  loaded.study.travel.model = "crow-fly";
  loaded.study.travel.detour = 1;
  loaded.study.travel.speed_kmh = 60;
  loaded.study.access.methods = {"2sfca"};
  loaded.study.access.catchment = Milliseconds(6 * 60'000);
  territory::Territory& t = loaded.territory;
  t.crs = geo::lambert93;
  t.communes = {commune("01001", {0, 0}, 1000, box(-2000, -2000, 3500, 2000)),
                commune("01002", {5000, 0}, 500, box(3500, -2000, 8500, 2000)),
                commune("01003", {12000, 0}, 200, box(8500, -2000, 15000, 2000)),
                commune("01004", {100000, 0}, 50, box(90000, -2000, 110000, 2000))};
  t.cells = {{"a", {0, 0}, 0, Persons(600)}, {"b", {2000, 0}, 0, Persons(400)}};
  // At km 0: 0.6 of P1 and P3, who is beyond the age bound; at km 5: 0.4 of P1 and P4; at km 12: P2.
  t.physicians = {physician("P1", 50, {}, 5000, {{"01001", 0, 0.6}, {"01002", 5000, 0.4}}),
                  physician("P2", {}, {}, 1000, {{"01003", 12000, 1}}),  // brought to the floor of 3 600
                  physician("P3", 70, {}, 4000, {{"01001", 0, 1}}),
                  physician("P4", {}, 0.5, {}, {{"01002", 5000, 1}})};  // 2 700 acts, brought to the floor
  t.supply_given = true;
  return loaded;
}

}  // namespace maillage::workflow
