// "Access": how the index is spread over people, and the other measures.

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "maillage/workflow/figures.hpp"
#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/measure_scale.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Cell;
using report::Paragraph;
using report::Prose;

constexpr int curve_steps = 50;

report::BarChart tenths(const ReportContext& c, const equity::Distribution& spread) {
  report::BarChart chart;
  chart.id = "chart-tenths";
  chart.title = c.say("L’indice, dixième par dixième des habitants", "The index, by tenths of the people");
  chart.note = c.say(
      "Moyenne de l’indice dans chaque dixième, des habitants les moins bien servis (1) aux mieux servis "
      "(10)",
      "Mean of the index in each tenth, from the worst-served people (1) to the best-served (10)");
  const std::vector<double> means = spread.means_of_tenths();
  for (std::size_t t = 0; t < means.size(); ++t) {
    chart.bars.push_back({fmt::format(fmt::runtime(c.say("dixième {}", "tenth {}")), t + 1), means[t],
                          text::number(means[t], 2, c.lang), false});
  }
  chart.mark = spread.mean();
  chart.mark_text =
      c.say("moyenne des habitants : ", "mean of the people: ") + text::number(spread.mean(), 2, c.lang);
  return chart;
}

report::LorenzChart lorenz(const ReportContext& c, const equity::Distribution& spread) {
  report::LorenzChart chart;
  chart.id = "chart-lorenz";
  chart.title = c.say("Partage de l’accès entre les habitants", "How access is shared among the people");
  const std::string half = text::percent(spread.lorenz_at(0.5), 0, c.lang);
  const std::string gini = text::number(spread.gini(), 2, c.lang);
  chart.note = fmt::format(
      fmt::runtime(c.say(
          "Courbe de Lorenz : la moitié la moins bien servie des habitants détient {} de l’accès. Gini : {} "
          "(0 : égalité, surface colorée nulle)",
          "Lorenz curve: the worst-served half of the people holds {} of the access. Gini: {} (0: equality, "
          "no "
          "coloured area)")),
      half, gini);
  chart.description = chart.note;
  for (int step = 0; step <= curve_steps; ++step) {
    const double share = static_cast<double>(step) / curve_steps;
    chart.points.push_back({share, spread.lorenz_at(share)});
  }
  return chart;
}

report::Definitions figures(const ReportContext& c, const equity::Distribution& spread) {
  const auto key = [](std::string_view name) { return fmt::format("/apl_index/{}", name); };
  report::Definitions list;
  list.items = {
      {c.say("Moyenne", "Mean"), decimal_figure(c, c.area.means.back().value_or(NAN), 2,
                                                key("mean_weighted_by_standardised_population")) +
                                     Prose(c.say(" – pondérée par la population standardisée",
                                                 " – weighted by standardised population"))},
      {"P10", decimal_figure(c, spread.quantile(0.1), 2, key("p10")) +
                  Prose(c.say(" – un dixième des habitants ne dépasse pas cette valeur",
                              " – a tenth of the people do not exceed this value"))},
      {c.say("Médiane (P50)", "Median (P50)"),
       decimal_figure(c, spread.quantile(0.5), 2, key("p50")) +
           Prose(c.say(" – la moitié ne la dépasse pas", " – half do not exceed it"))},
      {"P90", decimal_figure(c, spread.quantile(0.9), 2, key("p90")) +
                  Prose(c.say(" – neuf dixièmes ne la dépassent pas", " – nine tenths do not exceed it"))},
      {"Gini",
       decimal_figure(c, c.area.gini.value_or(NAN), 3, key("gini_weighted_by_people")) +
           Prose(c.say(" – 0 si tous ont le même accès, proche de 1 si presque tout va à quelques-uns",
                       " – 0 when all have the same access, near 1 when a few have nearly all"))},
      {"Theil", decimal_figure(c, spread.theil(), 3, key("theil")) +
                    Prose(c.say(" – 0 : égalité ; pèse davantage les grands écarts",
                                " – 0: equality; gives more weight to large gaps"))}};
  if (const auto palma = spread.palma()) {
    list.items.emplace_back(
        "Palma", decimal_figure(c, *palma, 2, key("palma")) +
                     Prose(c.say(" – part d’accès du dixième le mieux servi, rapportée à celle des 40 % les "
                                 "moins bien servis",
                                 " – access held by the best-served tenth ÷ by the worst-served 40%")));
  }
  return list;
}

report::Table measures(const ReportContext& c) {
  report::Table table;
  table.id = "table-measures";
  table.caption = c.say("Autres mesures d’accès, moyennes sur les habitants",
                        "Other measures of access, means over the people");
  table.columns = {{c.say("Mesure", "Measure")},
                   {c.say("Moyenne", "Mean"), true},
                   {c.say("Unité", "Unit")},
                   {c.say("Ce que c’est", "What it is")},
                   {c.say("Pondération par le temps (min)", "Decay with time (min)")}};
  for (std::size_t m = 0; m < c.results.measures.size(); ++m) {
    const Measure& measure = c.results.measures[m];
    const double mean = c.area.means[m].value_or(NAN) * score_scale(measure.method);
    const int decimals = mean != 0 && std::abs(mean) < 0.01 ? 5 : 2;
    table.rows.push_back(
        {report::code(measure.method),
         {decimal_figure(c, mean, decimals, fmt::format("/measures/{}/mean_weighted_by_people", m)), mean},
         std::string(score_unit(measure.method, c.lang)),
         method_comment(measure.method, c.lang),
         report::code(measure.decay)});
  }
  table.note = c.say("Ces mesures ne se comparent pas entre elles : chacune a son unité et sa pondération.",
                     "These measures do not compare with one another: each has its unit and its decay.");
  return table;
}

}  // namespace

report::Section report_index(const ReportContext& c) {
  report::Section section{
      "index", c.say("Accès aux médecins généralistes", "Access to general practitioners"), {}, {}};
  if (!c.results.index) {
    section.blocks.emplace_back(
        absent(c.say("Sans offre de médecins (inputs.physicians ou inputs.physician_counts), aucun indice "
                     "d’accès n’est calculable.",
                     "Without a supply of physicians (inputs.physicians or inputs.physician_counts) no index "
                     "of access can be computed.")));
    return section;
  }
  section.blocks.emplace_back(Paragraph{
      c.sentence("L’{0} rapporte les actes de médecins généralistes que chacun peut atteindre à tous ceux "
                 "qui peuvent y recourir ; "
                 "unité : {1}. {2}.",
                 "The {0} sets the acts of general practitioners whom one can reach against all who may turn "
                 "to them; unit: {1}. {2}.",
                 {c.results.index_label(c.lang), index_unit(c.lang), c.results.index_note(c.lang)})});
  if (!c.results.legal_breaks) {
    section.blocks.emplace_back(Paragraph{c.say("Lisez-le par rangs : il dit qui est mieux ou moins bien "
                                                "servi que d’autres dans ce territoire, non combien de "
                                                "consultations chacun obtient.",
                                                "Read it by ranks: it says who is better or worse served "
                                                "than others in this territory, not how many "
                                                "consultations anybody gets."),
                                          Paragraph::Tone::note});
  }
  const auto spread = index_distribution(c.results);
  if (spread) {
    report::Charts charts;
    charts.items.emplace_back(tenths(c, *spread));
    charts.items.emplace_back(lorenz(c, *spread));
    section.blocks.emplace_back(std::move(charts));
    section.blocks.emplace_back(figures(c, *spread));
  } else {
    section.blocks.emplace_back(
        absent(c.say("Aucun habitant n’a d’indice : sa répartition n’est pas calculable.",
                     "Nobody has an index: how it is spread cannot be computed.")));
  }
  if (!c.results.measures.empty()) section.blocks.emplace_back(measures(c));
  return section;
}

}  // namespace maillage::workflow
