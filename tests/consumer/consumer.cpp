// Three places, two sites: the enhanced two-step catchment of METHODS § 2, its mean over people, and the origin of
// Lambert-93 (3° E, 46.5° N: 700 km, 6600 km by definition), so that a module with a third party behind it is linked.
#include <cstdio>
#include <vector>

#include "maillage/access/catchment.hpp"
#include "maillage/access/decay.hpp"
#include "maillage/access/pairs.hpp"
#include "maillage/equity/distribution.hpp"
#include "maillage/geo/crs.hpp"

int main() {
  using namespace maillage;
  const std::vector<double> people{5, 10, 50}, supply{50, 100};
  const std::vector<access::Pair> pairs{{0, 0, 5},  {0, 1, 70}, {1, 0, 50},
                                        {1, 1, 40}, {2, 0, 25}, {2, 1, 30}};
  access::PairView view(pairs);
  access::AccessOptions options;
  options.method = access::parse_method("e2sfca");
  options.decay = access::parse_decay("step:20=1,40=0.68,60=0.22");
  const access::AccessResult result = access::compute(view, people, supply, options);
  for (const double score : result.scores) std::printf("%.9f\n", score);

  const auto distribution = equity::Distribution::of(result.scores, people);
  std::printf("%.9f\n", distribution->mean());

  const geo::XY origin = geo::Transformer(geo::wgs84, geo::lambert93)({3, 46.5});
  std::printf("%.3f %.3f\n", origin.x, origin.y);
  return 0;
}
