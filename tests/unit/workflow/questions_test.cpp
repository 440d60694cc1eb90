#include "maillage/workflow/questions.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "small_territory.hpp"

namespace maillage::workflow {
namespace {

using enum Answerable;

Question find(const Loaded& loaded, const std::string& id, text::Language lang = text::Language::fr) {
  const std::vector<Question> all = questions(loaded, lang);
  const auto found = std::find_if(all.begin(), all.end(), [&](const Question& q) { return q.id == id; });
  REQUIRE(found != all.end());
  return *found;
}

territory::CareSite site(std::string id, territory::SiteKind kind) {
  territory::CareSite made;
  made.id = SiteId(std::move(id));
  made.kind = kind;
  return made;
}

TEST_CASE("every question has words, a reason, and says what is missing when it is not answered") {
  Loaded bare = small_territory();
  bare.territory.physicians.clear();
  bare.territory.supply_given = false;
  bare.territory.cells.clear();
  for (const Loaded& loaded : {small_territory(), bare}) {
    for (const text::Language lang : {text::Language::fr, text::Language::en}) {
      for (const Question& q : questions(loaded, lang)) {
        INFO(q.id);
        CHECK(!q.question.empty());
        CHECK(!q.reason.empty());
        CHECK(q.needed.empty() == (q.answer == answered));
      }
    }
  }
  CHECK(find(bare, "access-index").question != find(bare, "access-index", text::Language::en).question);
}

TEST_CASE("no supply: no index and no under-served communes; the input that would give them is named") {
  Loaded loaded = small_territory();
  CHECK(find(loaded, "access-index").answer == partly);  // not all acts are known
  CHECK(find(loaded, "medical-time").answer == partly);
  CHECK(find(loaded, "retirements").answer == partly);
  loaded.territory.physicians.clear();
  loaded.territory.supply_given = false;
  for (const char* id : {"access-index", "under-served", "medical-time", "retirements", "time-to-care"})
    CHECK(find(loaded, id).answer == not_answerable);
  CHECK(find(loaded, "access-index").needed.find("[inputs.physicians]") != std::string::npos);
}

TEST_CASE("offices of CPTS are no perimeters") {
  Loaded loaded = small_territory();
  loaded.territory.sites = {site("C1", territory::SiteKind::cpts_office)};
  const Question without = find(loaded, "outside-cpts");
  CHECK(without.answer == not_answerable);
  CHECK(without.reason.find("(1)") != std::string::npos);
  CHECK(without.needed == "[inputs.cpts]");
  loaded.territory.meshes.push_back({"cpts", {}});
  CHECK(find(loaded, "outside-cpts").answer == answered);
}

TEST_CASE("crow-fly times and communes as points are a reserve, not an answer") {
  Loaded loaded = small_territory();
  CHECK(find(loaded, "time-to-care").answer == partly);
  CHECK(find(loaded, "time-to-care").needed == "[inputs.roads]");
  CHECK(find(loaded, "inside-communes").answer == answered);
  CHECK(find(loaded, "roads-cut").answer == not_answerable);
  loaded.territory.cells.clear();
  CHECK(find(loaded, "time-to-care").needed == "[inputs.roads], [inputs.cells]");
  loaded.territory.communes[3].centre_rule = territory::CentreRule::inside_polygon;
  CHECK(find(loaded, "time-to-care").needed == "[inputs.roads], [inputs.cells], [inputs.seats]");
  CHECK(find(loaded, "time-to-care").reason.find("point géométrique") != std::string::npos);
  CHECK(find(loaded, "inside-communes").answer == not_answerable);
  for (auto& c : loaded.territory.communes) c.population.reset();
  CHECK(find(loaded, "people-within").answer == not_answerable);
  CHECK(find(loaded, "people-within").needed == "[inputs.population]");
}

TEST_CASE("on-call houses have no hours, and without any the question has no answer") {
  Loaded loaded = small_territory();
  CHECK(find(loaded, "on-call").answer == not_answerable);
  loaded.territory.sites = {site("M1", territory::SiteKind::on_call_house)};
  CHECK(find(loaded, "on-call").answer == partly);
  loaded.territory.sites[0].state = territory::SiteState::planned;
  CHECK(find(loaded, "on-call").answer == not_answerable);
}

TEST_CASE("inputs of several years, and former commune codes, are said") {
  Loaded loaded = small_territory();
  loaded.inputs = {{"communes", "c", "", "2018", "", "", 4},
                   {"population", "p", "", "2022-01-01", "", "", 4}};
  loaded.diagnostics.add(Severity::note, "commune-code-moved", "communes", "01009→01001", "moved");
  const Question q = find(loaded, "same-year");
  CHECK(q.answer == partly);
  CHECK(q.reason == "millésimes : 2018, 2022 ; anciens codes de commune résolus : 1");
  loaded.inputs[1].vintage = "2018";
  CHECK(find(loaded, "same-year").answer == answered);
  loaded.inputs[1].vintage = "";
  CHECK(find(loaded, "same-year").answer == not_answerable);
}

}  // namespace
}  // namespace maillage::workflow
