#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "maillage/access/decay.hpp"
#include "maillage/workflow/labels.hpp"
#include "report_parts.hpp"

namespace maillage::workflow {
namespace {

using report::Prose;
using text::Language;

struct KindWords {
  std::string_view kind, plural_fr, of_nearest_fr, plural_en;
};

constexpr std::array<KindWords, 7> kinds = {{
    {"gp", "médecins généralistes", "du médecin généraliste le plus proche", "general practitioners"},
    {"health_house", "maisons de santé", "de la maison de santé la plus proche", "health houses"},
    {"health_centre", "centres de santé", "du centre de santé le plus proche", "health centres"},
    {"hospital", "hôpitaux", "de l’hôpital le plus proche", "hospitals"},
    {"pharmacy", "pharmacies", "de la pharmacie la plus proche", "pharmacies"},
    {"nursing_home", "EHPAD", "de l’EHPAD le plus proche", "nursing homes"},
    {"on_call_house", "maisons médicales de garde", "de la maison médicale de garde la plus proche",
     "on-call houses"},
}};

const KindWords* words_of(std::string_view kind) {
  const auto* found =
      std::find_if(kinds.begin(), kinds.end(), [&](const KindWords& words) { return words.kind == kind; });
  return found == kinds.end() ? nullptr : found;
}

}  // namespace

Prose people_figure(const ReportContext& context, double people, std::string key) {
  const auto whole = std::llround(people);
  return report::figure(text::integer(whole, context.lang), std::move(key), std::to_string(whole));
}

Prose count_figure(const ReportContext& context, double count, std::string key) {
  return report::figure(plain_number(count, context.lang), std::move(key), text::shortest(count));
}

Prose share_figure(const ReportContext& context, double share, std::string key) {
  if (!std::isfinite(share)) return Prose(context.say("non disponible", "not available"));
  return report::figure(share_text(context, share), std::move(key), text::shortest(share));
}

Prose decimal_figure(const ReportContext& context, double value, int decimals, std::string key) {
  if (!std::isfinite(value)) return Prose(context.say("non disponible", "not available"));
  return report::figure(text::number(value, decimals, context.lang), std::move(key), text::shortest(value));
}

std::string people_text(const ReportContext& context, double people) {
  return std::isfinite(people) ? text::integer(std::llround(people), context.lang) : "–";
}

std::string share_text(const ReportContext& context, double share) {
  return std::isfinite(share) ? text::percent(share, 1, context.lang) : "–";
}

std::string plain_number(double value, Language lang) {
  const double thousandths = std::round(value * 1000) / 1000;
  int decimals = 0;
  while (decimals < 3 && std::abs(thousandths * std::pow(10, decimals) -
                                  std::round(thousandths * std::pow(10, decimals))) > 1e-7)
    ++decimals;
  return text::number(thousandths, decimals, lang);
}

std::string of_nearest(std::string_view kind, Language lang) {
  const KindWords* words = words_of(kind);
  if (lang == Language::en) return fmt::format("of the nearest {}", kind_label(kind, lang));
  return words != nullptr ? std::string(words->of_nearest_fr) : std::string(kind);
}

std::string kind_plural(std::string_view kind, Language lang) {
  const KindWords* words = words_of(kind);
  return std::string(words == nullptr ? kind : text::pick(lang, words->plural_fr, words->plural_en));
}

std::string within_words(const ReportContext& context, double minutes) {
  const bool closed = access::parse_bound(context.loaded.study.access.bound) == access::Bound::closed;
  const std::string n = plain_number(minutes, context.lang);
  if (context.fr()) return closed ? fmt::format("à {} min ou moins", n) : fmt::format("à moins de {} min", n);
  return closed ? fmt::format("within {} min", n) : fmt::format("less than {} min", n);
}

std::string input_words(const ReportContext& context, std::string_view input) {
  for (const InputRecord& record : context.loaded.inputs) {
    if (record.name != input) continue;
    std::string words = record.source.empty() ? record.path : record.source;
    if (!record.vintage.empty()) words += ", " + text::date(record.vintage, context.lang);
    return words;
  }
  return {};
}

std::string times_words(const ReportContext& context) {
  const study::Travel& travel = context.loaded.study.travel;
  if (travel.model == "road") return context.say("en voiture, circulation fluide", "by car, free flow");
  return fmt::format(fmt::runtime(context.say("estimé à vol d’oiseau × {} à {} km/h, sans routes",
                                              "estimated: straight line × {} at {} km/h, without roads")),
                     plain_number(travel.detour, context.lang), plain_number(travel.speed_kmh, context.lang));
}

std::string counted(const ReportContext& context, double count, const CountedWords& words) {
  const bool one = context.fr() ? count < 2 : count == 1;
  return plain_number(count, context.lang) + " " +
         (context.fr() ? std::string(one ? words.fr : words.fr_plural)
                       : std::string(one ? words.en : words.en_plural));
}

std::string supply_words(const ReportContext& context) {
  const std::string persons = input_words(context, "physicians");
  return persons.empty() ? input_words(context, "physician_counts") : persons;
}

std::string rule_words(const ReportContext& context) {
  const study::Zoning& zoning = context.loaded.study.zoning;
  std::string words;
  if (zoning.rule == "legal-2017") {
    words = context.say(
        "indice de 2,5 ou moins : prioritaire ; de 4 ou moins : intermédiaire (texte de 2017, modifié "
        "depuis)",
        "index of 2.5 or less: priority; of 4 or less: intermediate (text of 2017, amended since)");
  } else {
    words = fmt::format(
        fmt::runtime(context.say(
            "rang de l’indice : les communes les moins bien servies, jusqu’à {} des habitants, sont "
            "prioritaires ; les suivantes, jusqu’à {} de plus, intermédiaires",
            "rank of the index: the worst-served communes, up to {} of the people, are priority; "
            "the next, up to {} more, intermediate")),
        text::percent(zoning.priority_share, 1, context.lang),
        text::percent(zoning.intermediate_share, 1, context.lang));
  }
  if (zoning.too_far) {
    words += fmt::format(
        fmt::runtime(context.say(
            " ; prioritaire aussi toute commune à plus de {} min du généraliste le plus proche",
            "; priority too: every commune farther than {} min from the nearest general practitioner")),
        plain_number(minutes(*zoning.too_far), context.lang));
  }
  return words;
}

std::string stamp_words(const ReportContext& context) {
  return context.say("Aide à la décision, ne vaut pas proposition d’arrêté",
                     "Decision support, not a proposed zoning order");
}

std::size_t main_threshold(const ReportContext& context) {
  const std::vector<double>& thresholds = context.loaded.study.threshold_minutes;
  const auto quarter = std::find(thresholds.begin(), thresholds.end(), 15.0);
  return quarter != thresholds.end() ? static_cast<std::size_t>(quarter - thresholds.begin())
                                     : thresholds.size() / 2;
}

report::Paragraph absent(std::string text) {
  return {Prose(std::move(text)), report::Paragraph::Tone::absent};
}

std::string capital(std::string text) {
  static constexpr std::pair<std::string_view, std::string_view> accented[] = {
      {"é", "É"}, {"è", "È"}, {"ê", "Ê"}, {"à", "À"}, {"â", "Â"}, {"î", "Î"}, {"ô", "Ô"}, {"œ", "Œ"}};
  for (const auto& [small, large] : accented) {
    if (text.starts_with(small)) return std::string(large) + text.substr(small.size());
  }
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace maillage::workflow
