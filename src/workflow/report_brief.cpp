// "In brief": the summary in plain sentences and the key figures, each with what it rests on.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "maillage/workflow/labels.hpp"
#include "maillage/workflow/measure_scale.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Card;
using report::Paragraph;
using report::Prose;

constexpr std::size_t priority = static_cast<std::size_t>(zoning::AccessClass::priority);

class Brief {
 public:
  explicit Brief(const ReportContext& context) : c_(context) {}

  report::Section section() const {
    report::Section section{"brief", c_.say("En bref", "In brief"), {}, {}};
    const std::vector<Prose> sentences = {people(), supply(), reach(),
                                          index(),  zones(),  questions_sentence(c_)};
    Prose all;
    for (const Prose& sentence : sentences) {
      if (sentence.empty()) continue;
      if (!all.empty()) all += Prose(" ");
      all += sentence;
    }
    section.blocks.emplace_back(Paragraph{all, Paragraph::Tone::lead});
    section.blocks.emplace_back(cards());
    return section;
  }

 private:
  [[nodiscard]] std::string vintage_of(std::string words) const {
    return words.empty() ? c_.say("source non indiquée", "source not stated") : words;
  }
  // " (source)", nothing when the sentence before named the same.
  [[nodiscard]] std::string unless_said(const std::string& words, const std::string& said) const {
    return words == said ? std::string() : fmt::format(" ({})", words);
  }
  [[nodiscard]] std::string population_words() const {
    const std::string census = input_words(c_, "population");
    return vintage_of(census.empty() ? input_words(c_, "cells") : census);
  }
  [[nodiscard]] Prose all_people() const {
    return people_figure(c_, c_.loaded.territory.population().value, "/accounting/people");
  }
  [[nodiscard]] bool anybody() const { return c_.area.usable_people > 0; }

  [[nodiscard]] Prose people() const {
    const Prose communes =
        count_figure(c_, static_cast<double>(c_.loaded.territory.communes.size()), "/accounting/communes");
    if (c_.loaded.territory.population().value <= 0) {
      return c_.sentence(
          "L’étude couvre {0} communes ; leur population n’est pas connue, aucune part d’habitants n’est "
          "donc calculée.",
          "The study covers {0} communes; their population is not known, so that no share of people is "
          "computed.",
          {communes});
    }
    Prose out = c_.sentence("L’étude couvre {0} communes et {1} habitants ({2}).",
                            "The study covers {0} communes and {1} people ({2}).",
                            {communes, all_people(), population_words()});
    if (std::llround(c_.results.unusable_people) > 0) {
      out += c_.sentence(
          " {0} d’entre eux n’entrent dans aucun résultat : voir {1}.",
          " {0} of them are in no result: see {1}.",
          {people_figure(c_, c_.results.unusable_people, "/accounting/people_listed_in_diagnostics"),
           report::link(c_.say("la qualité des données", "data quality"), "quality")});
    }
    return out;
  }

  [[nodiscard]] Prose supply() const {
    if (!c_.loaded.territory.supply_given) {
      return Prose(
          c_.say("L’offre de médecins n’est pas fournie : ni indice, ni classes, ni zones sous-dotées.",
                 "No supply of physicians is given: no index, no classes, no under-served zones."));
    }
    return c_.sentence(
        "On y compte {0} médecins généralistes, pour {1} lieux d’exercice{2}.",
        "It has {0} general practitioners, for {1} places of practice{2}.",
        {count_figure(c_, c_.area.heads, "/supply/physicians"),
         count_figure(c_, static_cast<double>(c_.results.supply.places.size()), "/supply/places"),
         unless_said(vintage_of(supply_words(c_)), population_words())});
  }

  [[nodiscard]] Prose reach() const {
    if (c_.results.reach.empty() || !anybody()) return {};
    const std::size_t t = main_threshold(c_);
    const auto& thresholds = c_.loaded.study.threshold_minutes;
    const std::vector<double>& within = c_.area.within[0];
    const std::size_t last = thresholds.size() - 1;
    Prose out = c_.sentence("{0} des habitants vivent {1} {2} ({3})", "{0} of the people live {1} {2} ({3})",
                            {within_share(0, t), within_words(c_, thresholds[t]),
                             of_nearest(c_.results.reach[0].kind, c_.lang), reach_source()});
    const double beyond = c_.area.usable_people - within[last];
    if (std::llround(beyond) > 0) {
      out += c_.sentence(
          " ; {0} à plus de {1} min", "; {0} are farther than {1} min",
          {counted(c_, std::round(beyond), {"habitant est", "habitants sont", "person", "people"}),
           plain_number(thresholds[last], c_.lang)});
    }
    out += Prose(".");
    const std::string centres = centre_sentence(c_.loaded.territory, c_.lang);
    return centres.empty() ? out : out + Prose(" " + centres);
  }
  [[nodiscard]] std::string reach_source() const {
    const std::string roads = input_words(c_, "roads");
    const bool said = roads.empty() || roads == population_words() || roads == supply_words(c_);
    return said ? times_words(c_) : fmt::format("{}, {}", times_words(c_), roads);
  }

  [[nodiscard]] Prose index() const {
    if (!c_.results.index || !c_.area.means.back()) return {};
    return c_.sentence("L’{0} vaut en moyenne {1} {2} ({3}).", "The {0} averages {1} {2} ({3}).",
                       {c_.results.index_label(c_.lang), index_mean(), index_unit(c_.lang), index_note()});
  }

  [[nodiscard]] Prose zones() const {
    if (c_.results.classes.empty()) return {};
    return c_.sentence(
        "{0} communes, où vivent {1} habitants, sont classées sous-dotées et forment {2} ({3}).",
        "{0} communes, where {1} people live, are classed as under-served and form {2} ({3}).",
        {class_communes(), class_people(), zone_count(), short_rule()});
  }
  [[nodiscard]] std::string short_rule() const {
    const study::Zoning& zoning = c_.loaded.study.zoning;
    if (zoning.rule == "legal-2017") return c_.say("indice de 2,5 ou moins", "index of 2.5 or less");
    return fmt::format(
        fmt::runtime(c_.say("rang de l’indice, les moins bien servies jusqu’à {} des habitants",
                            "rank of the index, the worst served up to {} of the people")),
        text::percent(zoning.priority_share, 1, c_.lang));
  }

  [[nodiscard]] Prose within_share(std::size_t kind, std::size_t threshold) const {
    return share_figure(c_, c_.area.within[kind][threshold] / c_.area.usable_people,
                        fmt::format("/reach/{}/people_within/{}/share", kind, threshold));
  }
  // The note within a sentence: "profil apl-2015 ; …".
  [[nodiscard]] std::string index_note() const {
    std::string note = c_.results.index_note(c_.lang);
    if (!note.empty() && note[0] == 'P') note[0] = 'p';
    return note;
  }
  [[nodiscard]] Prose index_mean() const {
    return decimal_figure(c_, c_.area.means.back().value_or(NAN), 2,
                          "/apl_index/mean_weighted_by_standardised_population");
  }
  [[nodiscard]] Prose class_communes() const {
    const auto count =
        std::count(c_.results.classes.begin(), c_.results.classes.end(), zoning::AccessClass::priority);
    return count_figure(c_, static_cast<double>(count), "/access_classes/classes/0/communes");
  }
  [[nodiscard]] Prose class_people() const {
    return people_figure(c_, c_.area.class_people[priority], "/access_classes/classes/0/people");
  }
  [[nodiscard]] std::string zone_count() const {
    return counted(
        c_, static_cast<double>(c_.results.zones.size()),
        {"zone d’un seul tenant", "zones d’un seul tenant", "contiguous zone", "contiguous zones"});
  }

  [[nodiscard]] report::Cards cards() const {
    report::Cards cards;
    if (c_.loaded.territory.population().value > 0)
      cards.items.push_back({c_.say("Habitants", "People"), all_people(), population_words()});
    if (c_.loaded.territory.supply_given) {
      cards.items.push_back({capital(kind_plural("gp", c_.lang)),
                             count_figure(c_, c_.area.heads, "/supply/physicians"),
                             vintage_of(supply_words(c_))});
    }
    if (anybody()) {
      for (std::size_t k = 0; k < c_.results.reach.size(); ++k) cards.items.push_back(reach_card(k));
    }
    if (c_.results.index && c_.area.means.back()) {
      cards.items.push_back({capital(c_.results.index_label(c_.lang)) + c_.say(", moyenne", ", mean"),
                             index_mean(), index_unit(c_.lang) + c_.say(" ; ", "; ") + index_note()});
    }
    if (!c_.results.classes.empty()) {
      cards.items.push_back({c_.say("Habitants en commune sous-dotée", "People in under-served communes"),
                             class_people(),
                             c_.sentence("{0} communes, {1} ; {2}", "{0} communes, {1}; {2}",
                                         {class_communes(), zone_count(), rule_words(c_)})});
    }
    return cards;
  }

  [[nodiscard]] Card reach_card(std::size_t kind) const {
    const std::size_t main = main_threshold(c_);
    const auto& thresholds = c_.loaded.study.threshold_minutes;
    std::vector<Prose> others;
    for (std::size_t t = 0; t < thresholds.size(); ++t) {
      if (t == main) continue;
      others.push_back(c_.sentence("{0} min : {1}", "{0} min: {1}",
                                   {plain_number(thresholds[t], c_.lang), within_share(kind, t)}));
    }
    const std::string& name = c_.results.reach[kind].kind;
    Prose note = report::join(others, " · ");
    if (!others.empty()) note += Prose(". ");
    const auto places = static_cast<double>(c_.results.reach[kind].places);
    note += counted(c_, places, {"lieu", "lieux", "place", "places"}) + c_.say(" ; ", "; ") + times_words(c_);
    return {c_.sentence("Habitants {0} {1}", "People {0} {1}",
                        {within_words(c_, thresholds[main]), of_nearest(name, c_.lang)}),
            within_share(kind, main), note};
  }

  const ReportContext& c_;
};

}  // namespace

report::Section report_brief(const ReportContext& context) { return Brief(context).section(); }

}  // namespace maillage::workflow
