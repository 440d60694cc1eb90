#include <fmt/format.h>

#include "compute_steps.hpp"
#include "maillage/core/error.hpp"
#include "maillage/text/language.hpp"

namespace maillage::workflow {
namespace {

access::AccessOptions options_of(const std::string& word, const study::Access& rules) {
  const access::Bound bound = access::parse_bound(rules.bound);
  const access::Method method = access::parse_method(word);
  const std::string radius = "binary:" + text::shortest(minutes(rules.catchment));
  access::AccessOptions options;
  options.method = method;
  switch (method) {
    case access::Method::cumulative:
    case access::Method::two_step:
      options.decay = access::parse_decay(radius, bound);
      break;
    case access::Method::nearest:
    case access::Method::kernel:
    case access::Method::three_step:
      options.decay = access::default_decay(method, bound);
      break;
    default:
      options.decay = access::parse_decay(rules.decay, bound);
  }
  return options;
}

}  // namespace

std::vector<access::AccessOptions> access_options(const study::Study& study) {
  std::vector<access::AccessOptions> list;
  try {
    for (const std::string& word : study.access.methods) list.push_back(options_of(word, study.access));
  } catch (const Error& problem) {
    throw problem.within(fmt::format("{}, [access]", study.file.string()));
  }
  return list;
}

access::AplProfile access_profile(const study::Study& study) {
  try {
    access::AplProfile profile = access::apl_profile(study.access.profile);
    profile.decay.value.bound = access::parse_bound(study.access.bound);
    return profile;
  } catch (const Error& problem) {
    throw problem.within(fmt::format("{}, [access] profile", study.file.string()));
  }
}

void calibrate_index(const study::Study& study, Results& results) {
  if (study.access.calibration_factor && results.basis != access::SupplyBasis::observed_acts) {
    results.calibration = access::calibration_by_factor(results.profile, *study.access.calibration_factor,
                                                        study.access.calibration_territory);
    for (double& score : results.index->scores) score *= results.calibration->factor;
  }
  results.legal_breaks = access::legal_breaks_allowed(results.basis, results.calibration);
}

}  // namespace maillage::workflow
