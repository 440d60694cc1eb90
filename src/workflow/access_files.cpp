#include "maillage/workflow/access_files.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "diagnostics_json.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/strict.hpp"
#include "maillage/equity/distribution.hpp"
#include "maillage/io/csv.hpp"
#include "maillage/text/language.hpp"
#include "out_over_inputs.hpp"
#include "pair_reader.hpp"

namespace maillage::workflow {
namespace {

using access::Method;
using Statistics = AccessFilesSummary::Statistics;

void check(const AccessFiles& files) {
  const int from_standard_input = (files.times == "-") + (files.demand == "-") + (files.supply == "-");
  if (from_standard_input > 1) {
    throw Error(ErrorCode::usage, "standard input can be read only once",
                "give - for one of --times, --demand, --supply");
  }
  if (files.poverty_line && !(*files.poverty_line > 0 && std::isfinite(*files.poverty_line))) {
    throw Error(ErrorCode::usage, "the poverty line is not a positive number", "give a score greater than 0");
  }
}

Statistics figures(const equity::Distribution& scores, const std::optional<double>& line) {
  Statistics s;
  s.people = scores.total_weight();
  s.mean = scores.mean();
  s.gini = scores.gini();
  s.theil = scores.theil();
  s.p10 = scores.quantile(0.1);
  s.median = scores.quantile(0.5);
  s.p90 = scores.quantile(0.9);
  if (line) {
    s.fgt0 = scores.fgt(*line, 0);
    s.fgt1 = scores.fgt(*line, 1);
    s.fgt2 = scores.fgt(*line, 2);
  }
  return s;
}

std::optional<Statistics> statistics(const AccessFiles& files, const std::vector<double>& scores,
                                     const std::vector<double>& demand) {
  std::vector<double> values, weights;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!std::isfinite(scores[i]) || !(demand[i] > 0)) continue;
    values.push_back(files.options.method == Method::availability ? scores[i] / demand[i] : scores[i]);
    weights.push_back(demand[i]);
  }
  const auto distribution = equity::Distribution::of(values, weights);
  if (!distribution) return std::nullopt;
  return figures(*distribution, files.poverty_line);
}

void write_scores(const std::filesystem::path& path, const std::vector<std::string>& ids,
                  const std::vector<double>& scores) {
  io::CsvWriter out(path, {"id", "score"});
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string score = std::isfinite(scores[i]) ? text::shortest(scores[i]) : "";
    out.row({ids[i], score});
  }
  out.close();
}

nlohmann::ordered_json json_of(const Statistics& s, const AccessFiles& files) {
  nlohmann::ordered_json json{
      {"of", files.options.method == Method::availability ? "score / demand" : "score"},
      {"weight", "demand"},
      {"people", s.people},
      {"mean", s.mean},
      {"gini", s.gini},
      {"theil", s.theil},
      {"p10", s.p10},
      {"median", s.median},
      {"p90", s.p90}};
  if (files.poverty_line) {
    json["poverty_line"] = *files.poverty_line;
    json["fgt0"] = *s.fgt0;
    json["fgt1"] = *s.fgt1;
    json["fgt2"] = *s.fgt2;
  }
  return json;
}

}  // namespace

void set_apl(AccessFiles& files, AplIndex index, access::Bound bound) {
  files.options.method = Method::enhanced;
  files.options.decay = index.profile.decay.value;
  files.options.decay.bound = bound;
  files.apl = std::move(index);
}

access::SupplyBasis parse_supply_basis(std::string_view text) {
  if (text == "acts") return access::SupplyBasis::observed_acts;
  if (text == "fte") return access::SupplyBasis::fte;
  if (text == "heads") return access::SupplyBasis::heads;
  throw Error(ErrorCode::usage, fmt::format("supply basis « {} » is unknown", text),
              "acts (observed acts a year), fte or heads");
}

AccessFilesSummary run_access_files(const AccessFiles& files) {
  check(files);
  refuse_out_over_inputs(files.out, {files.times, files.demand, files.supply});
  AccessFilesSummary summary;
  const ProgressStep step(files.progress, "reading times, demand and supply");
  const Amounts demand(files.demand, files.demand_id_column, files.demand_column);
  const Amounts supply(files.supply, files.supply_id_column, files.supply_column);
  access::PairSpool pairs(files.spool);
  read_pairs(files, demand, supply, pairs, summary.diagnostics);
  if (files.strict) refuse_problems(summary.diagnostics);
  step.next("computing and writing scores");
  std::vector<double> amounts = supply.values();
  if (files.apl && files.apl->basis != access::SupplyBasis::observed_acts) {
    for (double& amount : amounts) amount *= files.apl->profile.acts_per_fte.value;
  }
  const auto result = access::compute(pairs, demand.values(), amounts, files.options);
  write_scores(files.out, demand.ids(), result.scores);

  summary.places = demand.size();
  summary.sites = supply.size();
  summary.pairs = pairs.size();
  summary.demand = std::accumulate(demand.values().begin(), demand.values().end(), 0.0);
  summary.supply = std::accumulate(supply.values().begin(), supply.values().end(), 0.0);
  summary.demand_without_supply = result.demand_without_supply;
  for (std::size_t i = 0; i < demand.size(); ++i) {
    if (result.reached[i] == 0) summary.people_without_supply += demand.values()[i];
  }
  summary.supply_without_demand = result.supply_without_demand;
  summary.statistics = statistics(files, result.scores, demand.values());
  return summary;
}

std::string to_json(const AccessFiles& files, const AccessFilesSummary& summary) {
  nlohmann::ordered_json json{{"schema", "maillage/access/1"},
                              {"command", "access"},
                              {"method", files.apl ? "apl" : name(files.options.method)},
                              {"decay", files.options.decay.text()},
                              {"bound", name(files.options.decay.bound)},
                              {"places", summary.places},
                              {"sites", summary.sites},
                              {"pairs", summary.pairs},
                              {"demand", summary.demand},
                              {"supply", summary.supply},
                              {"demand_without_supply", summary.demand_without_supply},
                              {"people_without_supply", summary.people_without_supply},
                              {"supply_without_demand", summary.supply_without_demand}};
  if (files.apl) {
    const auto& [profile, basis] = *files.apl;
    json["profile"] = profile.name;
    json["indicator"] = access::indicator_name(basis, text::Language::fr);
    json["unit"] = access::indicator_unit(text::Language::fr);
    json["note"] = access::indicator_note(profile, basis, std::nullopt, text::Language::fr);
    json["legal_breaks_allowed"] = access::legal_breaks_allowed(basis, std::nullopt);
  }
  json["statistics"] =
      summary.statistics ? json_of(*summary.statistics, files) : nlohmann::ordered_json(nullptr);
  json["diagnostics"] = diagnostics_json(summary.diagnostics);
  return json.dump(2);
}

}  // namespace maillage::workflow
