// What stands in one cell or one option: durations, lengths, numbers, decays, CRS, languages, codes, nearest words.

#include <cmath>

#include "given_file.hpp"
#include "maillage/access/decay.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/suggest.hpp"
#include "maillage/core/units.hpp"
#include "maillage/geo/crs.hpp"
#include "maillage/territory/territory.hpp"

namespace {

using namespace maillage;

template <class Read>
void reads(Read read) {
  try {
    read();
  } catch (const Error& problem) {
    if (problem.code() == ErrorCode::internal || problem.message().empty()) std::abort();
  }
}

void codes(std::string_view text) {
  const std::string restored = territory::restore_commune_code(text);
  if (territory::restore_commune_code(restored) != restored) std::abort();
  if (territory::is_commune_code(restored) == territory::department_of(restored).empty()) std::abort();
  (void)territory::commune_code_hint(restored);
  (void)territory::parse_site_kind(text);
  (void)territory::parse_site_state(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = fuzz::text_of(data, size).substr(1);
  switch (data[0] % 4) {
    case 0:
      reads([&] {
        if (parse_duration(text).value < 0) std::abort();
      });
      reads([&] {
        if (!(parse_length(text).value >= 0)) std::abort();
      });
      reads([&] {
        if (!std::isfinite(parse_number(text))) std::abort();
      });
      break;
    case 1:
      reads([&] {
        const access::Decay decay =
            access::parse_decay(text, data[0] >= 128 ? access::Bound::open : access::Bound::closed);
        for (const double minutes : {0.0, 5.0, 29.999, 30.0, 1e6}) {
          const double weight = decay(minutes);
          if (!(weight >= 0 && weight <= 1e100)) std::abort();
        }
        if (access::parse_decay(decay.text()).text() != decay.text()) std::abort();
      });
      break;
    case 2:
      reads([&] { (void)geo::parse_crs(text); });
      (void)geo::identify_wkt(std::string(text));
      break;
    default: {
      codes(text);
      const std::vector<std::string> known = {"departments", "schema",
                                              std::string(text.substr(text.size() / 2))};
      (void)nearest_word(text, known);
    }
  }
  return 0;
}
