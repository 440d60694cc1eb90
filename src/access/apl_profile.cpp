#include "maillage/access/apl_profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "maillage/core/error.hpp"
#include "maillage/core/suggest.hpp"
#include "maillage/reference/embedded.hpp"

namespace maillage::access {
namespace {

using nlohmann::json;

Error wrong(const std::string& profile, const std::string& what) {
  return {ErrorCode::input, fmt::format("APL profile « {} »: {}", profile, what),
          "compare with geodata/reference/apl_profiles.json"};
}

template <class Value>
Value get(const json& object, const char* key, const std::string& profile) {
  try {
    return object.at(key).get<Value>();
  } catch (const json::exception&) {
    throw wrong(profile, fmt::format("« {} » is missing or of the wrong kind", key));
  }
}

template <class Value>
void describe(Sourced<Value>& result, const json& object, const std::string& profile) {
  const auto status = get<std::string>(object, "status", profile);
  if (status != "read" && status != "to confirm") {
    throw wrong(profile, fmt::format("status « {} » is neither « read » nor « to confirm »", status));
  }
  result.status = status == "read" ? ValueStatus::read : ValueStatus::to_confirm;
  result.source = get<std::string>(object, "source", profile);
  if (result.source.empty()) throw wrong(profile, "a value has no source");
}

Sourced<double> number(const json& object, const char* key, const std::string& profile) {
  const auto entry = get<json>(object, key, profile);
  Sourced<double> result;
  result.value = get<double>(entry, "value", profile);
  if (!(result.value >= 0) || !std::isfinite(result.value))
    throw wrong(profile, fmt::format("« {} » is negative", key));
  describe(result, entry, profile);
  return result;
}

void read_age_weights(AplProfile& profile, const json& object) {
  const auto entry = get<json>(object, "age_weights", profile.name);
  profile.age_bands = get<std::vector<std::string>>(entry, "bands", profile.name);
  profile.age_weights.value = get<std::vector<double>>(entry, "value", profile.name);
  describe(profile.age_weights, entry, profile.name);
  const auto& weights = profile.age_weights.value;
  if (weights.size() != profile.age_bands.size())
    throw wrong(profile.name, "age_weights: not one weight per band");
  if (std::ranges::any_of(weights, [](double w) { return !(w >= 0) || !std::isfinite(w); })) {
    throw wrong(profile.name, "age_weights: a weight is negative");
  }
}

void read_values(AplProfile& profile, const json& object) {
  const auto decay = get<json>(object, "decay", profile.name);
  profile.decay.value = parse_decay(get<std::string>(decay, "value", profile.name));
  describe(profile.decay, decay, profile.name);
  profile.acts_floor = number(object, "acts_floor", profile.name);
  profile.acts_cap = number(object, "acts_cap", profile.name);
  profile.acts_per_fte = number(object, "acts_per_fte", profile.name);
  profile.age_bound = number(object, "age_bound", profile.name);
  if (profile.acts_cap.value < profile.acts_floor.value)
    throw wrong(profile.name, "acts_cap is under acts_floor");
  if (!(profile.acts_per_fte.value > 0)) throw wrong(profile.name, "acts_per_fte must be greater than 0");
  read_age_weights(profile, object);
}

AplProfile read_profile(const json& object, const std::vector<AplProfile>& before) {
  AplProfile profile;
  const auto own_name = get<std::string>(object, "name", "?");
  if (object.contains("based_on")) {
    const auto base = get<std::string>(object, "based_on", own_name);
    const auto found = std::ranges::find(before, base, &AplProfile::name);
    if (found == before.end())
      throw wrong(own_name, fmt::format("based_on « {} », which does not stand before it", base));
    profile = *found;
  }
  profile.name = own_name;
  if (!object.contains("based_on")) read_values(profile, object);
  if (object.contains("target_mean")) {
    TargetMean target{number(object, "target_mean", own_name),
                      get<std::string>(object.at("target_mean"), "vintage", own_name)};
    if (!(target.mean.value > 0)) throw wrong(own_name, "target_mean must be greater than 0");
    profile.target = std::move(target);
  }
  return profile;
}

}  // namespace

std::string_view name(ValueStatus status) noexcept {
  return status == ValueStatus::read ? "read" : "to confirm";
}

std::vector<std::string> AplProfile::unconfirmed() const {
  std::vector<std::string> names;
  const auto note = [&](const char* key, ValueStatus status) {
    if (status == ValueStatus::to_confirm) names.emplace_back(key);
  };
  note("decay", decay.status);
  note("acts_floor", acts_floor.status);
  note("acts_cap", acts_cap.status);
  note("acts_per_fte", acts_per_fte.status);
  note("age_bound", age_bound.status);
  note("age_weights", age_weights.status);
  if (target) note("target_mean", target->mean.status);
  return names;
}

std::vector<AplProfile> apl_profiles(std::string_view text) {
  json document;
  try {
    document = json::parse(text.empty() ? reference::text("apl_profiles.json") : text);
  } catch (const json::exception& problem) {
    throw Error(ErrorCode::input, fmt::format("APL profiles: this is no JSON: {}", problem.what()),
                "compare with geodata/reference/apl_profiles.json");
  }
  if (get<int>(document, "schema", "*") != 1) throw wrong("*", "the schema is not 1");
  std::vector<AplProfile> profiles;
  for (const json& object : get<json>(document, "profiles", "*")) {
    profiles.push_back(read_profile(object, profiles));
  }
  return profiles;
}

AplProfile apl_profile(std::string_view wanted, std::string_view text) {
  std::vector<std::string> known;
  for (AplProfile& profile : apl_profiles(text)) {
    if (profile.name == wanted) return std::move(profile);
    known.push_back(profile.name);
  }
  const std::string nearest = nearest_word(wanted, known);
  throw Error(ErrorCode::usage, fmt::format("there is no APL profile « {} »", wanted),
              fmt::format("{}known: {}", nearest.empty() ? "" : fmt::format("did you mean « {} »? ", nearest),
                          fmt::join(known, ", ")));
}

}  // namespace maillage::access
