#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "locate.hpp"
#include "maillage/sources/load.hpp"

namespace maillage::sources {
namespace {

constexpr double most_acts = 60000;       // a year, of one physician: beyond, the unit is wrong
constexpr double most_fte = 2;            // of one physician
constexpr double most_physicians = 5000;  // in one commune (Paris arrondissements are below)

// The persons of a file whose rows are practices.
struct Person {
  territory::Physician physician;
  double shares = 0;
  std::size_t stated_shares = 0;  // rows that state one
  std::size_t lost_practices = 0;
  std::size_t row = 0;
};

void check_same_person(const Fields& fields, std::size_t row, const territory::Physician& p,
                       const std::string& speciality, std::optional<double> age, std::optional<double> fte,
                       std::optional<double> acts) {
  const bool same_fte = p.fte.has_value() == fte.has_value() && (!fte || p.fte->value == *fte);
  const bool same_acts = p.acts.has_value() == acts.has_value() && (!acts || p.acts->value == *acts);
  if (p.speciality != speciality || p.age != age || !same_fte || !same_acts) {
    throw fields.error(
        row, fmt::format("physician {} stands twice with different speciality, age, fte or acts", p.id.value),
        "one row per person and place repeats what is the person's; two persons need two ids");
  }
}

void settle_shares(Person& person, const Fields& fields) {
  auto& practices = person.physician.practices;
  const std::size_t all = practices.size() + person.lost_practices;
  if (person.stated_shares == 0) {
    for (territory::Practice& p : practices) p.share = 1.0 / static_cast<double>(all);
  } else if (person.stated_shares < all) {
    throw fields.error(
        person.row,
        fmt::format("physician {} has a share at some places and none at others", person.physician.id.value),
        "state the share at each of the person's places, or at none for equal parts");
  } else if (person.shares > 1.000001) {
    throw fields.error(
        person.row,
        fmt::format("the shares of physician {} sum to {}", person.physician.id.value, person.shares),
        "a person's shares sum to 1 at most");
  }
}

}  // namespace

void load_physicians(const Fields& fields, territory::Territory& territory, Diagnostics& diagnostics) {
  const geo::AreaIndex areas = commune_index(territory);
  std::map<std::string, Person> persons;
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string id = fields.text(row, "id");
    if (id.empty()) throw fields.error(row, "the physician has no id", "give a surrogate id, never a name");
    const auto age = fields.private_amount(row, "age", 110);
    const auto fte = fields.private_amount(row, "fte", most_fte);
    const auto acts = fields.private_amount(row, "acts", most_acts);
    const std::string written = fields.text(row, "speciality");
    const std::string speciality = written.empty() ? "general_practice" : written;
    const auto [at, fresh] = persons.try_emplace(id);
    Person& person = at->second;
    if (fresh) {
      person.physician = {PhysicianId(id), speciality, age, {}, {}, {}};
      if (fte) person.physician.fte = Fte(*fte);
      if (acts) person.physician.acts = Acts(*acts);
      person.row = row;
    } else {
      check_same_person(fields, row, person.physician, speciality, age, fte, acts);
    }
    const auto stated = fields.amount(row, "share", 1);
    const double share = stated.value_or(0);
    person.shares += share;
    person.stated_shares += stated ? 1 : 0;
    const auto place = locate(fields, row, id, areas, territory, diagnostics);
    if (place)
      person.physician.practices.push_back({place->commune, place->position, share, false});
    else
      ++person.lost_practices;
  }
  for (auto& [id, person] : persons) {
    settle_shares(person, fields);
    if (!person.physician.practices.empty()) territory.physicians.push_back(std::move(person.physician));
  }
  territory.supply_given = true;
}

void load_physician_counts(const Fields& fields, const CommuneResolver& resolver,
                           territory::Territory& territory, Diagnostics& diagnostics) {
  std::map<std::uint32_t, double> counts;
  std::set<std::string> seen;
  double lost = 0;
  double outside = 0;
  bool any = false;
  for (std::size_t row = 0; row < fields.rows(); ++row) {
    const std::string code = fields.text(row, "commune");
    if (!seen.insert(territory::restore_commune_code(code)).second)
      throw fields.error(row, fmt::format("commune {} stands twice", code), "keep one row per commune");
    const auto heads = fields.amount(row, "count", most_physicians);
    const auto commune = resolver.find(code, fields.subject(), diagnostics);
    any = any || commune;
    if (!heads) {
      diagnostics.add(Severity::warning, "value-missing", fields.subject(), code,
                      "communes without a number of physicians: unknown, taken as none",
                      "complete the input");
      continue;
    }
    if (commune)
      counts[*commune] += *heads;
    else
      (resolver.outside_area(code) ? outside : lost) += *heads;
  }
  resolver.require_any(any, fields);
  diagnostics.add_count(Severity::error, "physicians-not-placed", fields.subject(),
                        static_cast<std::uint64_t>(std::llround(lost)),
                        "physicians of rows that name no commune of the study; they are in no result");
  diagnostics.add_count(Severity::note, "physicians-outside-area", fields.subject(),
                        static_cast<std::uint64_t>(std::llround(outside)),
                        "physicians of the communes outside the study area");
  for (const auto& [commune, heads] : counts) {
    if (heads > 0) territory.counts.push_back({territory.communes[commune].code, heads});
  }
  territory.supply_given = true;
}

}  // namespace maillage::sources
