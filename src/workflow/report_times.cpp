// "Time to care": people by time class, people within each threshold, communes where most people are far.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/access/decay.hpp"
#include "maillage/workflow/labels.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Cell;
using report::Paragraph;
using report::Prose;

constexpr std::size_t listed_communes = 15;
constexpr std::size_t enough_communes = 10;

class Times {
 public:
  explicit Times(const ReportContext& context) : c_(context) {}

  report::Section section() const {
    report::Section section{"times", c_.say("Temps d’accès", "Travel time to care"), {}, {}};
    section.blocks.emplace_back(Paragraph{times_sentence(c_.loaded, c_.lang)});
    if (c_.results.reach.empty()) {
      section.blocks.emplace_back(absent(c_.say(
          "Aucun lieu de soins n’est fourni (médecins, maisons de santé, pharmacies…) : aucun temps n’est "
          "calculé.",
          "No place of care is given (physicians, health houses, pharmacies…): no time is computed.")));
      return section;
    }
    if (c_.area.usable_people <= 0) {
      section.blocks.emplace_back(absent(
          c_.say("Aucun habitant n’a de temps de trajet : ni parts ni classements ne sont calculables.",
                 "Nobody has a travel time: neither shares nor rankings can be computed.")));
      return section;
    }
    section.blocks.emplace_back(charts());
    section.blocks.emplace_back(thresholds());
    section.blocks.emplace_back(far());
    return section;
  }

 private:
  [[nodiscard]] const std::vector<double>& edges() const { return c_.loaded.study.threshold_minutes; }
  [[nodiscard]] double limit() const { return minutes(c_.loaded.study.travel.limit); }
  [[nodiscard]] bool closed() const {
    return access::parse_bound(c_.loaded.study.access.bound) == access::Bound::closed;
  }

  [[nodiscard]] double reached(const Reach& reach) const {
    double people = 0;
    for (std::size_t i = 0; i < reach.demand_minutes.size(); ++i) {
      if (std::isfinite(reach.demand_minutes[i])) people += c_.results.demand.persons[i];
    }
    return people;
  }

  [[nodiscard]] report::Charts charts() const {
    report::Charts charts;
    for (std::size_t k = 0; k < c_.results.reach.size(); ++k) charts.items.emplace_back(chart(k));
    return charts;
  }

  [[nodiscard]] report::BarChart chart(std::size_t kind) const {
    const Reach& reach = c_.results.reach[kind];
    const double all = c_.area.usable_people;
    report::BarChart chart;
    chart.id = "chart-time-" + reach.kind;
    chart.title = nearest_title(reach.kind, c_.lang);
    chart.note = c_.say("Part des habitants par durée de trajet", "Share of people by travel time");
    chart.most = 1;
    const auto add = [&](std::string label, double people, bool apart) {
      const double share = std::max(0.0, people) / all;
      chart.bars.push_back({std::move(label), share, share_text(c_, share), apart});
    };
    double before = 0;
    for (std::size_t t = 0; t < edges().size(); ++t) {
      const std::string from = t == 0 ? "0" : plain_number(edges()[t - 1], c_.lang);
      add(fmt::format(fmt::runtime(c_.say("{} à {} min", "{} to {} min")), from,
                      plain_number(edges()[t], c_.lang)),
          c_.area.within[kind][t] - before, false);
      before = c_.area.within[kind][t];
    }
    const double found = reached(reach);
    if (edges().back() < limit()) {
      add(fmt::format(fmt::runtime(c_.say("{} à {} min", "{} to {} min")),
                      plain_number(edges().back(), c_.lang), plain_number(limit(), c_.lang)),
          found - before, false);
    }
    add(fmt::format(fmt::runtime(c_.say("plus de {} min", "over {} min")), plain_number(limit(), c_.lang)),
        all - found, true);
    return chart;
  }

  [[nodiscard]] report::Table thresholds() const {
    report::Table table;
    table.id = "table-thresholds";
    table.caption = c_.say("Habitants selon le temps jusqu’au lieu le plus proche de chaque type",
                           "People by time to the nearest place of each kind");
    table.columns = {{c_.say("Type de lieu", "Kind of place")}, {c_.say("Lieux", "Places"), true}};
    for (const double edge : edges()) table.columns.push_back({capital(within_words(c_, edge)), true});
    for (std::size_t k = 0; k < c_.results.reach.size(); ++k) {
      const Reach& reach = c_.results.reach[k];
      std::vector<Cell> row = {
          capital(std::string(kind_label(reach.kind, c_.lang))),
          {plain_number(static_cast<double>(reach.places), c_.lang), static_cast<double>(reach.places)}};
      for (std::size_t t = 0; t < edges().size(); ++t) {
        const double people = c_.area.within[k][t];
        const std::string key = fmt::format("/reach/{}/people_within/{}/", k, t);
        row.emplace_back(share_figure(c_, people / c_.area.usable_people, key + "share") + Prose(" (") +
                             people_figure(c_, people, key + "people") + Prose(")"),
                         people);
      }
      table.rows.push_back(std::move(row));
    }
    table.note =
        c_.sentence("Parts des {0} habitants qui ont un temps de trajet. Une durée égale au seuil {1}.",
                    "Shares of the {0} people who have a travel time. A time equal to a threshold {1}.",
                    {people_figure(c_, c_.results.usable_people, "/accounting/people_in_results"),
                     closed() ? c_.say("en fait partie", "belongs to it")
                              : c_.say("n’en fait pas partie", "does not belong to it")});
    return table;
  }

  // The longest threshold beyond which people are left in enough communes to make a list; else the shortest.
  [[nodiscard]] std::size_t far_threshold(const std::vector<std::vector<double>>& beyond) const {
    for (std::size_t t = edges().size(); t-- > 0;) {
      const auto communes = std::count_if(beyond[t].begin(), beyond[t].end(),
                                          [](double people) { return std::llround(people) > 0; });
      if (static_cast<std::size_t>(communes) >= enough_communes) return t;
    }
    return 0;
  }

  [[nodiscard]] report::Table far() const {
    const Reach& reach = c_.results.reach.front();
    std::vector<std::vector<double>> beyond;
    for (const double edge : edges()) {
      beyond.push_back(people_within(c_.loaded, c_.results, 0, edge));
      for (std::size_t c = 0; c < beyond.back().size(); ++c)
        beyond.back()[c] = c_.results.commune_usable_people[c] - beyond.back()[c];
    }
    const std::size_t by = far_threshold(beyond);
    std::vector<std::size_t> order;
    for (std::size_t c = 0; c < beyond[by].size(); ++c) {
      if (std::llround(beyond[by][c]) > 0) order.push_back(c);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return beyond[by][a] > beyond[by][b]; });
    const std::size_t all = order.size();
    order.resize(std::min(all, listed_communes));

    report::Table table;
    table.id = "table-far";
    table.caption =
        c_.sentence("Communes où vivent le plus d’habitants à plus de {0} min {1}",
                    "Communes with most people farther than {0} min from {1}",
                    {plain_number(edges()[by], c_.lang),
                     c_.fr() ? of_nearest(reach.kind, c_.lang) : of_nearest(reach.kind, c_.lang).substr(3)});
    table.columns = {
        {"Commune"},
        {"Code"},
        {c_.say("Habitants", "People"), true},
        {c_.results.demand.by_cell ? c_.say("Temps médian", "Median time") : c_.say("Temps", "Time"), true}};
    for (const double edge : edges()) {
      table.columns.push_back({fmt::format(fmt::runtime(c_.say("à plus de {} min", "beyond {} min")),
                                           plain_number(edge, c_.lang)),
                               true});
    }
    for (const std::size_t c : order) table.rows.push_back(far_row(c, reach, beyond));
    table.note =
        c_.sentence("{0} concernées ; les {1} premières sont ici, toutes dans {2}.",
                    "{0} concerned; the first {1} are here, all of them in {2}.",
                    {counted(c_, static_cast<double>(all), {"commune", "communes", "commune", "communes"}),
                     plain_number(static_cast<double>(order.size()), c_.lang), report::code("communes.csv")});
    if (c_.results.demand.by_cell) {
      table.note += Prose(c_.say(" Temps médian : la moitié des habitants de la commune met moins.",
                                 " Median time: half of the commune’s people need less."));
    }
    return table;
  }

  [[nodiscard]] std::vector<Cell> far_row(std::size_t c, const Reach& reach,
                                          const std::vector<std::vector<double>>& beyond) const {
    const territory::Commune& commune = c_.loaded.territory.communes[c];
    const double median = reach.commune_minutes[c];
    const std::string time = std::isinf(median)
                                 ? fmt::format(fmt::runtime(c_.say("plus de {} min", "over {} min")),
                                               plain_number(limit(), c_.lang))
                                 : fmt::format("{} min", text::number(median, 1, c_.lang));
    std::vector<Cell> row = {commune.name,
                             report::code(commune.code.value),
                             {people_text(c_, commune.population ? commune.population->value : NAN),
                              commune.population ? commune.population->value : NAN},
                             {time, std::isinf(median) ? limit() + 1 : median}};
    for (const auto& people : beyond) row.emplace_back(people_text(c_, people[c]), people[c]);
    return row;
  }

  const ReportContext& c_;
};

}  // namespace

report::Section report_times(const ReportContext& context) { return Times(context).section(); }

}  // namespace maillage::workflow
