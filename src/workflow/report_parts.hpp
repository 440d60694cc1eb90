#pragma once
// The sections of the report and the words they share. Figures are those of summary.json, named by their place there.

#include <string>
#include <string_view>
#include <vector>

#include "maillage/report/page.hpp"
#include "maillage/workflow/figures.hpp"
#include "maillage/workflow/results.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {

struct ReportContext {
  const Loaded& loaded;
  const Results& results;
  const ResultTables& tables;
  text::Language lang;
  GroupFigures area;

  [[nodiscard]] bool fr() const { return lang == text::Language::fr; }
  [[nodiscard]] std::string say(std::string_view french, std::string_view english) const {
    return std::string(text::pick(lang, french, english));
  }
  // say() with {0}, {1} … put in.
  [[nodiscard]] report::Prose sentence(std::string_view french, std::string_view english,
                                       const std::vector<report::Prose>& parts) const {
    return report::fill(text::pick(lang, french, english), parts);
  }
};

// Sections, in the order of the page.
[[nodiscard]] report::Section report_brief(const ReportContext& context);
[[nodiscard]] report::Section report_times(const ReportContext& context);
[[nodiscard]] report::Section report_index(const ReportContext& context);
[[nodiscard]] report::Section report_zones(const ReportContext& context);
[[nodiscard]] report::Section report_meshes(const ReportContext& context);
[[nodiscard]] report::Section report_official(const ReportContext& context);
[[nodiscard]] report::Section report_questions(const ReportContext& context);
[[nodiscard]] report::Section report_quality(const ReportContext& context);
[[nodiscard]] report::Section report_method(const ReportContext& context);
[[nodiscard]] report::Section report_limits(const ReportContext& context);
[[nodiscard]] report::Section report_citation(const ReportContext& context);

// How many questions the data answer, with a link to them.
[[nodiscard]] report::Prose questions_sentence(const ReportContext& context);

// Figures. `key` is a JSON pointer into summary.json.
[[nodiscard]] report::Prose people_figure(const ReportContext& context, double people, std::string key);
[[nodiscard]] report::Prose count_figure(const ReportContext& context, double count, std::string key);
[[nodiscard]] report::Prose share_figure(const ReportContext& context, double share, std::string key);
[[nodiscard]] report::Prose decimal_figure(const ReportContext& context, double value, int decimals,
                                           std::string key);
// The same without a place in the summary.
[[nodiscard]] std::string people_text(const ReportContext& context, double people);
[[nodiscard]] std::string share_text(const ReportContext& context, double share);
// Shortest decimal with the comma or point of the language: "7,5".
[[nodiscard]] std::string plain_number(double value, text::Language lang);

// "de la maison de santé la plus proche" / "of the nearest health house".
[[nodiscard]] std::string of_nearest(std::string_view kind, text::Language lang);
// "maisons de santé" / "health houses".
[[nodiscard]] std::string kind_plural(std::string_view kind, text::Language lang);
// "à 15 min ou moins" / "within 15 min", by the study's bound.
[[nodiscard]] std::string within_words(const ReportContext& context, double minutes);
// "Insee, populations légales, 2022" of an input; empty when the study has no such input.
[[nodiscard]] std::string input_words(const ReportContext& context, std::string_view input);
// What the times rest on: "en voiture, circulation fluide".
[[nodiscard]] std::string times_words(const ReportContext& context);
// "1 lieu", "3 lieux".
struct CountedWords {
  std::string_view fr, fr_plural, en, en_plural;
};
[[nodiscard]] std::string counted(const ReportContext& context, double count, const CountedWords& words);
// What the supply rests on: the input's source and vintage.
[[nodiscard]] std::string supply_words(const ReportContext& context);
// "rang de l’indice : les 25,0 % d’habitants …" / the legal rule.
[[nodiscard]] std::string rule_words(const ReportContext& context);
// Index into [thresholds] of the one the short texts take: 15 min, else the middle one.
[[nodiscard]] std::size_t main_threshold(const ReportContext& context);
// "Aide à la décision, ne vaut pas proposition d’arrêté", without a full stop.
[[nodiscard]] std::string stamp_words(const ReportContext& context);
[[nodiscard]] report::Paragraph absent(std::string text);
[[nodiscard]] std::string capital(std::string text);

}  // namespace maillage::workflow
