// "Results by territory": a chart and a table for each mesh of the study, from the tables that are written as CSV too.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "column_builder.hpp"
#include "maillage/workflow/labels.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Cell;
using report::Paragraph;
using report::Prose;

constexpr std::size_t bars_in_a_chart = 10;
constexpr std::size_t listed_groups = 200;

// One mesh, read from its table.
class MeshPart {
 public:
  MeshPart(const ReportContext& context, const table::Table& mesh, std::string kind)
      : c_(context), mesh_(mesh), kind_(std::move(kind)) {}

  report::Section section() const {
    report::Section part{
        fmt::format("mesh-{}", mesh_.name()), capital(std::string(mesh_label(kind_, c_.lang))), {}, {}};
    if (kind_ == "cpts") part.blocks.emplace_back(Paragraph{outside_cpts()});
    if (kind_ == "living_area") {
      part.blocks.emplace_back(Paragraph{
          c_.say(
              "Le bassin de vie (Insee) remplace ici le territoire de vie-santé, maille du zonage officiel.",
              "The living area (bassin de vie, Insee) stands in for the territoire de vie-santé, the mesh of "
              "the official zoning."),
          Paragraph::Tone::note});
    }
    if (mesh_.rows() > 1) part.blocks.emplace_back(charts());
    part.blocks.emplace_back(table());
    return part;
  }

 private:
  [[nodiscard]] double number(std::string_view column, std::size_t row) const {
    const table::Column* found = mesh_.find(column);
    return found == nullptr ? NAN : found->number(row);
  }
  [[nodiscard]] std::string name(std::size_t row) const {
    const std::string& id = mesh_.at("id").texts()[row];
    const std::string& words = mesh_.at("name").texts()[row];
    if (words.empty() || words == id) return id;
    return kind_ == "department" ? fmt::format("{} ({})", words, id) : words;
  }
  [[nodiscard]] std::string reach_column(std::size_t kind) const {
    return reach_words(c_.results.reach[kind].kind, c_.loaded.study.threshold_minutes[main_threshold(c_)],
                       c_.lang)
        .name;
  }
  [[nodiscard]] double reach_share(std::size_t kind, std::size_t row) const {
    const double people = number("usable_population", row);
    return people > 0 ? number(reach_column(kind), row) / people : NAN;
  }
  [[nodiscard]] double priority_share(std::size_t row) const {
    const double people = number("population", row);
    return people > 0 ? number("people_class_priority", row) / people : NAN;
  }

  [[nodiscard]] Prose outside_cpts() const {
    const territory::Mesh* mesh = c_.loaded.territory.mesh("cpts");
    const auto of = mesh->of_communes(c_.loaded.territory.communes.size());
    double people = 0;
    for (std::size_t c = 0; c < of.size(); ++c) {
      if (of[c].empty()) people += c_.loaded.territory.communes[c].population.value_or(Persons(0)).value;
    }
    const auto communes = static_cast<std::size_t>(
        std::count_if(of.begin(), of.end(), [](const auto& groups) { return groups.empty(); }));
    return c_.sentence("{0} communes, où vivent {1} habitants, ne sont dans aucune CPTS.",
                       "{0} communes, where {1} people live, belong to no CPTS.",
                       {plain_number(static_cast<double>(communes), c_.lang),
                        people_figure(c_, people, "/outside_any_cpts/people")});
  }

  // The measure that is drawn: the index, else people near the first kind of place.
  [[nodiscard]] double drawn(std::size_t row) const {
    if (c_.results.index) return number("mean_apl_index", row);
    return c_.results.reach.empty() ? NAN : reach_share(0, row);
  }
  [[nodiscard]] double drawn_of_area() const {
    if (c_.results.index) return c_.area.means.back().value_or(NAN);
    return c_.area.usable_people > 0 ? c_.area.within[0][main_threshold(c_)] / c_.area.usable_people : NAN;
  }
  [[nodiscard]] std::string drawn_text(double value) const {
    return c_.results.index ? text::number(value, 2, c_.lang) : share_text(c_, value);
  }

  [[nodiscard]] report::Charts charts() const {
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < mesh_.rows(); ++row) {
      if (std::isfinite(drawn(row))) order.push_back(row);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return drawn(a) < drawn(b); });
    report::Charts charts;
    if (order.size() < 2) return charts;
    if (order.size() <= bars_in_a_chart) {
      charts.items.emplace_back(
          chart("all", order, c_.say("des moins bien servis aux mieux servis", "worst served first")));
      return charts;
    }
    const std::size_t half = std::min(bars_in_a_chart, (order.size() + 1) / 2);
    const std::size_t rest = std::min(bars_in_a_chart, order.size() - half);
    charts.items.emplace_back(chart(
        "lowest", {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(half)},
        fmt::format(fmt::runtime(c_.say("les {} moins bien servis sur {}", "the {} worst served of {}")),
                    half, order.size())));
    charts.items.emplace_back(
        chart("highest", {order.end() - static_cast<std::ptrdiff_t>(rest), order.end()},
              fmt::format(fmt::runtime(c_.say("les {} mieux servis sur {}", "the {} best served of {}")),
                          rest, order.size())));
    return charts;
  }

  [[nodiscard]] report::BarChart chart(std::string_view which, const std::vector<std::size_t>& rows,
                                       const std::string& selection) const {
    report::BarChart chart;
    chart.id = fmt::format("chart-{}-{}", mesh_.name(), which);
    if (c_.results.index) {
      chart.title = capital(c_.results.index_label(c_.lang)) + c_.say(", moyenne", ", mean");
      for (std::size_t row = 0; row < mesh_.rows(); ++row)
        chart.most = std::max(chart.most, std::isfinite(drawn(row)) ? drawn(row) : 0);
    } else {
      chart.title = c_.say("Part des habitants ", "Share of people ") +
                    within_words(c_, c_.loaded.study.threshold_minutes[main_threshold(c_)]) + " " +
                    of_nearest(c_.results.reach[0].kind, c_.lang);
      chart.most = 1;
    }
    chart.note = capital(selection);
    chart.labels_above = true;
    for (const std::size_t row : rows)
      chart.bars.push_back({name(row), drawn(row), drawn_text(drawn(row)), false});
    if (std::isfinite(drawn_of_area())) {
      chart.mark = drawn_of_area();
      chart.mark_text = c_.say("ensemble : ", "all: ") + drawn_text(drawn_of_area());
    }
    return chart;
  }

  [[nodiscard]] report::Table table() const {
    const double threshold = c_.loaded.study.threshold_minutes[main_threshold(c_)];
    report::Table table;
    table.id = fmt::format("table-{}", mesh_.name());
    table.caption = mesh_.title();
    table.columns = {{c_.say("Nom", "Name")}, {"Communes", true}, {c_.say("Habitants", "People"), true}};
    if (c_.loaded.territory.supply_given)
      table.columns.push_back({capital(kind_plural("gp", c_.lang)), true});
    for (const Reach& reach : c_.results.reach) {
      table.columns.push_back({fmt::format(fmt::runtime(c_.say("{} à {} min", "{} in {} min")),
                                           capital(std::string(kind_label(reach.kind, c_.lang))),
                                           plain_number(threshold, c_.lang)),
                               true});
    }
    if (c_.results.index) {
      table.columns.push_back(
          {capital(c_.results.index_label(c_.lang)) + c_.say(", moyenne", ", mean"), true});
      table.columns.push_back({c_.say("En commune prioritaire", "In priority communes"), true});
    }
    const std::size_t shown = std::min(mesh_.rows(), listed_groups);
    for (std::size_t row = 0; row < shown; ++row) table.rows.push_back(table_row(row));
    if (mesh_.rows() > 1) table.foot.push_back(area_row());
    if (!c_.results.reach.empty()) {
      table.note =
          fmt::format(fmt::runtime(c_.say(
                          "« à {0} min » : part des habitants de chaque groupe {1} du lieu le plus proche. ",
                          "“in {0} min”: share of each group’s people {1} of the nearest place. ")),
                      plain_number(threshold, c_.lang), within_words(c_, threshold));
    }
    table.note +=
        c_.sentence("{0} ; tous les chiffres et tous les seuils sont dans {1}.",
                    "{0}; all figures and all thresholds are in {1}.",
                    {counted(c_, static_cast<double>(mesh_.rows()), {"groupe", "groupes", "group", "groups"}),
                     report::code(mesh_.name() + ".csv")});
    if (shown < mesh_.rows()) {
      table.note += Prose(fmt::format(
          fmt::runtime(c_.say(" Les {} premiers, par code, sont ici.", " The first {}, by code, are here.")),
          shown));
    }
    return table;
  }

  [[nodiscard]] Cell whole(double value) const { return {people_text(c_, value), value}; }
  [[nodiscard]] Cell share(double value) const { return {share_text(c_, value), value}; }

  [[nodiscard]] std::vector<Cell> table_row(std::size_t row) const {
    std::vector<Cell> cells = {name(row), whole(number("communes", row)), whole(number("population", row))};
    if (c_.loaded.territory.supply_given) {
      const double heads = number("gp_heads", row);
      cells.emplace_back(plain_number(heads, c_.lang), heads);
    }
    for (std::size_t k = 0; k < c_.results.reach.size(); ++k) cells.push_back(share(reach_share(k, row)));
    if (c_.results.index) {
      const double mean = number("mean_apl_index", row);
      cells.emplace_back(text::number(mean, 2, c_.lang), mean);
      cells.push_back(share(priority_share(row)));
    }
    return cells;
  }

  [[nodiscard]] std::vector<Cell> area_row() const {
    const GroupFigures& area = c_.area;
    std::vector<Cell> cells = {c_.say("Tout le territoire", "The whole territory"),
                               whole(static_cast<double>(area.communes.size())), whole(area.people)};
    if (c_.loaded.territory.supply_given) cells.emplace_back(plain_number(area.heads, c_.lang), area.heads);
    for (const auto& within : area.within)
      cells.push_back(share(area.usable_people > 0 ? within[main_threshold(c_)] / area.usable_people : NAN));
    if (c_.results.index) {
      const double mean = area.means.back().value_or(NAN);
      cells.emplace_back(text::number(mean, 2, c_.lang), mean);
      cells.push_back(share(area.people > 0 ? area.class_people[0] / area.people : NAN));
    }
    return cells;
  }

  const ReportContext& c_;
  const table::Table& mesh_;
  std::string kind_;
};

}  // namespace

report::Section report_meshes(const ReportContext& c) {
  report::Section section{"meshes", c.say("Résultats par territoire", "Results by territory"), {}, {}};
  std::vector<std::string> missing;
  for (const std::string_view kind : {"department", "living_area", "epci", "cpts"}) {
    if (c.loaded.territory.mesh(kind) == nullptr && kind != "cpts")
      missing.emplace_back(mesh_label(kind, c.lang));
  }
  for (std::size_t m = 0; m < c.tables.meshes.size(); ++m)
    section.parts.push_back(MeshPart(c, c.tables.meshes[m], c.loaded.territory.meshes[m].kind).section());
  if (!missing.empty()) {
    section.blocks.emplace_back(absent(fmt::format(
        fmt::runtime(
            c.say("Les données de l’étude ne disent pas à quel groupe appartiennent les communes pour : {}.",
                  "The study’s data do not say to which group communes belong for: {}.")),
        fmt::join(missing, ", "))));
  }
  if (c.loaded.territory.mesh("cpts") == nullptr) {
    section.parts.push_back({"mesh-cpts",
                             "CPTS",
                             {absent(c.say("Non calculable : aucun périmètre de CPTS n’est fourni (le siège "
                                           "d’une CPTS n’est pas son territoire).",
                                           "Not computable: no perimeter of a CPTS is given (the office of a "
                                           "CPTS is not its territory)."))},
                             {}});
  }
  return section;
}

}  // namespace maillage::workflow
