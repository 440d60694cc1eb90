// "Under-served zones": people by class, and the contiguous zones with their communes.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Cell;
using report::Paragraph;
using report::Prose;

constexpr std::size_t named_communes = 25;
constexpr std::size_t listed_zones = 60;

std::string upper_first(std::string_view label) { return capital(std::string(label)); }

report::Table classes(const ReportContext& c) {
  report::Table table;
  table.id = "table-classes";
  table.caption = c.say("Communes et habitants par classe d’accès", "Communes and people by class of access");
  table.columns = {{c.say("Classe", "Class")},
                   {"Communes", true},
                   {c.say("Habitants", "People"), true},
                   {c.say("Part des habitants", "Share of people"), true}};
  const double all = c.area.people;
  for (std::size_t k = 0; k < c.area.class_people.size(); ++k) {
    const auto access_class = static_cast<zoning::AccessClass>(k);
    const auto communes =
        static_cast<double>(std::count(c.results.classes.begin(), c.results.classes.end(), access_class));
    const double people = c.area.class_people[k];
    const std::string key = fmt::format("/access_classes/classes/{}/", k);
    const double share = all > 0 ? people / all : NAN;
    table.rows.push_back({upper_first(zoning::label(access_class, c.lang)),
                          {count_figure(c, communes, key + "communes"), communes},
                          {people_figure(c, people, key + "people"), people},
                          {share_text(c, share), share}});
  }
  table.note = c.sentence("Règle : {0}.", "Rule: {0}.", {rule_words(c)});
  return table;
}

// Names of the communes of a zone, most people first.
Prose communes_of(const ReportContext& c, const zoning::Zone& zone) {
  const auto& communes = c.loaded.territory.communes;
  const auto people = [&](std::uint32_t i) { return communes[i].population.value_or(Persons(0)).value; };
  std::vector<std::uint32_t> order = zone.places;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return people(a) > people(b); });
  std::string names;
  for (std::size_t i = 0; i < std::min(order.size(), named_communes); ++i)
    names += (i > 0 ? ", " : "") + communes[order[i]].name;
  if (order.size() > named_communes) {
    names +=
        fmt::format(fmt::runtime(c.say(" et {} autres", " and {} others")), order.size() - named_communes);
  }
  return names;
}

report::Table zones(const ReportContext& c) {
  const auto& zones = c.results.zones;
  std::vector<std::size_t> order(zones.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return zones[a].people > zones[b].people; });
  const std::size_t all = order.size();
  order.resize(std::min(all, listed_zones));
  report::Table table;
  table.id = "table-zones";
  table.caption = c.say("Zones sous-dotées d’un seul tenant, des plus peuplées aux moins peuplées",
                        "Contiguous under-served zones, most people first");
  table.columns = {{c.say("Zone", "Zone")},
                   {c.say("Habitants", "People"), true},
                   {"Communes", true},
                   {c.say("Noms, par habitants décroissants", "Names, most people first")}};
  for (const std::size_t z : order) {
    const std::string key = fmt::format("/access_classes/under_served_zones/{}/", z);
    const auto communes = static_cast<double>(zones[z].places.size());
    table.rows.push_back({report::code(zones[z].id),
                          {people_figure(c, zones[z].people, key + "people"), zones[z].people},
                          {count_figure(c, communes, key + "communes"), communes},
                          communes_of(c, zones[z])});
  }
  table.note = c.say(
      "Une zone porte le plus petit code de ses communes ; deux communes sont voisines si elles partagent "
      "une limite, "
      "non un simple point. Les communes de chaque zone : colonne under_served_zone de communes.csv.",
      "A zone bears the lowest code of its communes; two communes are neighbours when they share a border, "
      "not a "
      "mere point. The communes of each zone: column under_served_zone of communes.csv.");
  if (all > order.size()) {
    table.note += Prose(fmt::format(fmt::runtime(c.say(" {} zones en tout, dans under_served_zones.csv.",
                                                       " {} zones in all, in under_served_zones.csv.")),
                                    plain_number(static_cast<double>(all), c.lang)));
  }
  return table;
}

}  // namespace

report::Section report_zones(const ReportContext& c) {
  report::Section section{"zones", c.say("Zones sous-dotées", "Under-served zones"), {}, {}};
  if (c.results.classes.empty()) {
    section.blocks.emplace_back(
        absent(c.say("Sans indice d’accès, aucune commune n’est classée et aucune zone n’est délimitée.",
                     "Without an index of access no commune is classed and no zone is drawn.")));
    return section;
  }
  section.blocks.emplace_back(Paragraph{stamp_words(c) + ".", Paragraph::Tone::stamp});
  section.blocks.emplace_back(classes(c));
  if (c.results.zones.empty())
    section.blocks.emplace_back(
        absent(c.say("Aucune commune n’est dans la classe prioritaire : il n’y a pas de zone.",
                     "No commune is in the priority class: there is no zone.")));
  else
    section.blocks.emplace_back(zones(c));
  return section;
}

}  // namespace maillage::workflow
