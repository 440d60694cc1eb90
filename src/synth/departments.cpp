#include "departments.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <string_view>

#include "maillage/synth/rng.hpp"
#include "names.hpp"

namespace maillage::synth {
namespace {

constexpr int most_communes = 999;  // three digits after the département's two characters

// Invented rivers: no river of France has such a name.
constexpr std::array<std::string_view, 30> rivers{
    "Ausonne",  "Brézance", "Cérande",  "Doulvre",  "Estrande", "Fontère", "Galonde",  "Huvrelle",
    "Ivrelle",  "Jauvonne", "Lauvre",   "Mélize",   "Nauvière", "Odrèse",  "Pavrelle", "Quévonne",
    "Roulvère", "Sézonde",  "Tarvelle", "Uvrance",  "Vertelle", "Ysonde",  "Aldrève",  "Bouvrale",
    "Corvande", "Dramelle", "Élorse",   "Gravonde", "Morzelle", "Thérolle"};

std::string code_number(std::size_t d) {
  static constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return {static_cast<char>('F' + d / digits.size()), digits[d % digits.size()]};
}

std::string one_name(Rng& rng, bool coastal) {
  const std::string river(rivers[rng.below(rivers.size())]);
  const double kind = rng.uniform();
  if (coastal && kind < 0.5) return river + "-Maritime";
  if (kind < 0.2) return "Haute-" + river;
  if (kind < 0.3) return "Basse-" + river;
  if (kind < 0.4) {
    std::string of = of_place(river);
    std::replace(of.begin(), of.end(), ' ', '-');
    return "Val-" + of;
  }
  std::string other = river;
  while (other == river) other = rivers[rng.below(rivers.size())];
  return river + "-et-" + other;
}

std::vector<std::string> names(const Options& options, const Partition& partition, const Grouping& grouping) {
  std::vector<std::uint8_t> coastal(grouping.size(), 0);
  for (std::size_t c = 0; c < partition.size(); ++c) {
    if (partition.coastal[c] != 0) coastal[static_cast<std::size_t>(grouping.group[c])] = 1;
  }
  std::vector<std::string> made;
  std::set<std::string> taken;
  for (std::size_t d = 0; d < grouping.size(); ++d) {
    Rng rng(options.seed, Subject::departments, d);
    std::string name = one_name(rng, coastal[d] != 0);
    while (!taken.insert(name).second) name = one_name(rng, false);
    made.push_back(std::move(name));
  }
  return made;
}

// Groups of at most `most_communes`: a group that is larger gets a second centre, and all grow again.
Grouping grown(const Options& options, const Land& land, const Partition& partition, const Towns& towns) {
  std::vector<std::uint8_t> mainland(partition.size());
  for (std::size_t c = 0; c < partition.size(); ++c) mainland[c] = partition.island[c] == 0 ? 1 : 0;
  Grouping grouping;
  grouping.centres =
      centres(land, partition, towns, mainland, static_cast<std::size_t>(department_count(options)));
  while (true) {
    grouping.group.assign(partition.size(), -1);
    grow(land, partition, towns, mainland, grouping);
    std::vector<std::int32_t> across{-1};
    for (const Island& island : land.islands)
      across.push_back(group_across(land, partition, grouping, island));
    std::vector<int> size(grouping.size(), 0);
    for (std::size_t c = 0; c < partition.size(); ++c) {
      if (partition.island[c] != 0) grouping.group[c] = across[partition.island[c]];
      ++size[static_cast<std::size_t>(grouping.group[c])];
    }
    const auto largest = std::max_element(size.begin(), size.end()) - size.begin();
    if (size[static_cast<std::size_t>(largest)] <= most_communes) return grouping;
    for (const std::int32_t c : towns.by_rank) {
      const auto i = static_cast<std::size_t>(c);
      if (grouping.group[i] != largest || mainland[i] == 0) continue;
      if (c == grouping.centres[static_cast<std::size_t>(largest)]) continue;
      grouping.centres.push_back(c);
      break;
    }
  }
}

}  // namespace

Departments make_departments(const Options& options, const Land& land, const Partition& partition,
                             const Towns& towns) {
  if (department_count(options) == 1) {
    return {std::vector<std::int32_t>(partition.size(), 0),
            {"00"},
            {"Ausonne-Maritime"},
            {towns.by_rank.front()}};
  }
  const Grouping grouping = grown(options, land, partition, towns);
  const std::vector<std::string> unsorted = names(options, partition, grouping);
  const std::vector<std::int32_t> order = alphabetical(unsorted);
  std::vector<std::int32_t> place(order.size());
  Departments made;
  for (std::size_t d = 0; d < order.size(); ++d) {
    const auto old = static_cast<std::size_t>(order[d]);
    place[old] = static_cast<std::int32_t>(d);
    made.codes.push_back(code_number(d));
    made.names.push_back(unsorted[old]);
  }
  for (const std::int32_t g : grouping.group) made.of.push_back(place[static_cast<std::size_t>(g)]);
  made.seats.assign(made.size(), -1);
  for (const std::int32_t c : towns.by_rank) {
    std::int32_t& seat = made.seats[static_cast<std::size_t>(made.of[static_cast<std::size_t>(c)])];
    if (seat < 0) seat = c;
  }
  return made;
}

Departments reordered(Departments&& old, const std::vector<std::int32_t>& order) {
  Departments made = std::move(old);
  std::vector<std::int32_t> of, place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    of.push_back(made.of[static_cast<std::size_t>(order[i])]);
    place[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
  }
  made.of = std::move(of);
  for (std::int32_t& seat : made.seats) seat = place[static_cast<std::size_t>(seat)];
  return made;
}

std::vector<std::int32_t> code_order(const Departments& departments,
                                     const std::vector<std::int32_t>& names_order) {
  std::vector<std::int32_t> order = names_order;
  std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    return departments.of[static_cast<std::size_t>(a)] < departments.of[static_cast<std::size_t>(b)];
  });
  return order;
}

std::vector<std::string> commune_codes(const Departments& departments) {
  std::vector<int> last(departments.size(), 0);
  std::vector<std::string> codes;
  for (const std::int32_t d : departments.of) {
    const std::string number = std::to_string(++last[static_cast<std::size_t>(d)]);
    codes.push_back(departments.codes[static_cast<std::size_t>(d)] + std::string(3 - number.size(), '0') +
                    number);
  }
  return codes;
}

}  // namespace maillage::synth
