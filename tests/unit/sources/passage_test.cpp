#include "maillage/sources/passage.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "written_input.hpp"

namespace maillage::sources {
namespace {

using Catch::Matchers::ContainsSubstring;

Passage passage_of(std::vector<std::vector<std::string>> rows) {
  rows.insert(rows.begin(), {"old", "current"});
  const WrittenInput input("passage", std::move(rows));
  return Passage(input.fields());
}

TEST_CASE("chains of codes are followed, leading zeros restored, codes in force kept") {
  const Passage passage =
      passage_of({{"1340", "01341"}, {"01341", "1006"}, {"01006", "01006"}, {"01341", "01006"}});
  CHECK(passage.current("01340") == "01006");
  CHECK(passage.current("01341") == "01006");
  CHECK(passage.current("01006") == "01006");
  CHECK(passage.current("2A004") == "2A004");
  CHECK(passage.moved("01340"));
  CHECK_FALSE(passage.moved("01006"));
  CHECK_FALSE(Passage().moved("01340"));
}

TEST_CASE("a passage that cannot be is refused") {
  CHECK_THAT(
      error_of([] { passage_of({{"01340", "01341"}, {"01341", "01342"}, {"01342", "01340"}}); }).message(),
      ContainsSubstring("leads back to itself"));
  CHECK_THAT(error_of([] { passage_of({{"01340", "01001"}, {"01340", "01002"}}); }).message(),
             ContainsSubstring("passage.csv, line 3: 01340 becomes both 01001 and 01002"));
  CHECK_THAT(error_of([] { passage_of({{"01340", "-"}}); }).message(),
             ContainsSubstring("passage.csv, line 2: a commune code is empty"));
  CHECK_THAT(error_of([] { passage_of({{"-", "01340"}}); }).message(), ContainsSubstring("line 2"));
}

TEST_CASE("a code is found as written, with its zero, by the passage; each is said") {
  const territory::Territory territory = territory_of({"01001", "01002", "2A004"});
  const Passage passage = passage_of({{"01340", "01002"}});
  const CommuneResolver resolver(territory, passage, false);
  Diagnostics diagnostics;
  CHECK(resolver.find("01001", "p", diagnostics) == 0U);
  CHECK(diagnostics.all().empty());
  CHECK(resolver.find("1001", "p", diagnostics) == 0U);
  CHECK(only(diagnostics, "commune-code-zero-restored").first_ids == std::vector<std::string>{"1001"});
  CHECK(resolver.find("01340", "p", diagnostics) == 1U);
  CHECK(only(diagnostics, "commune-code-moved").first_ids == std::vector<std::string>{"01340→01002"});
  CHECK(resolver.find("1340", "q", diagnostics) == 1U);
  CHECK_FALSE(diagnostics.has(Severity::error));
}

TEST_CASE("an unknown code is an error, one of another département only when the area is restricted") {
  const territory::Territory territory = territory_of({"01001"});
  const Passage passage = passage_of({{"75101", "75056"}});
  for (const bool restricted : {false, true}) {
    const CommuneResolver resolver(territory, passage, restricted);
    Diagnostics diagnostics;
    for (const std::string code : {"01999", "", "what"}) CHECK_FALSE(resolver.find(code, "p", diagnostics));
    CHECK(only(diagnostics, "commune-unknown").severity == Severity::error);
    CHECK(only(diagnostics, "commune-unknown").first_ids ==
          std::vector<std::string>{"01999", "(empty)", "what"});
    CHECK_FALSE(resolver.find("2A004", "q", diagnostics));
    CHECK_FALSE(resolver.find("75101", "q", diagnostics));
    CHECK(diagnostics.count("outside-area") == (restricted ? 2U : 0U));
    CHECK(resolver.outside_area("2A004") == restricted);
    CHECK(resolver.outside_area("75101") == restricted);
    CHECK_FALSE(resolver.outside_area("01999"));
    CHECK_FALSE(resolver.outside_area("1999"));
    CHECK_FALSE(resolver.outside_area(""));
  }
}

}  // namespace
}  // namespace maillage::sources
