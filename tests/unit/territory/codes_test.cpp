#include <catch2/catch_test_macros.hpp>

#include "maillage/territory/territory.hpp"

using namespace maillage::territory;

TEST_CASE("INSEE codes: metropolis, Corsica, overseas") {
  CHECK(department_of("01004") == "01");
  CHECK(department_of("2A004") == "2A");
  CHECK(department_of("97105") == "971");
  CHECK(department_of("2C004").empty());
  CHECK(department_of("1004").empty());
  CHECK(department_of("F0001") == "F0");  // fictitious territories
  CHECK(department_of("MZ999") == "MZ");
  CHECK(department_of("N0001").empty());
  CHECK(department_of("f0001").empty());
  CHECK(department_of("Fa001").empty());
  CHECK(department_of("F00A1").empty());
  CHECK(restore_commune_code("1004") == "01004");
  CHECK(restore_commune_code("2A04") == "2A04");
}

TEST_CASE("codes that were never given, and codes a spreadsheet has spoiled") {
  for (const char* none : {"20004", "96001", "97001", "97999", "98101"}) {
    CHECK_FALSE(is_commune_code(none));
    CHECK(department_of(none).empty());
  }
  for (const char* given : {"2A004", "2B033", "97105", "97801", "98818", "00001", "99100", "75056"})
    CHECK(is_commune_code(given));
  CHECK(commune_code_hint("20004").find("1976") != std::string_view::npos);
  CHECK(commune_code_hint("97999").find("978") != std::string_view::npos);
  CHECK(restore_commune_code("1004.0") == "01004");
  CHECK(restore_commune_code("01004.00") == "01004");
  CHECK(restore_commune_code("2a004") == "2A004");
  for (const char* as_it_is : {"", ".", "1004.5", "1004.", "104.0", "010040.0", "2a0045", "Lieu"})
    CHECK(restore_commune_code(as_it_is) == as_it_is);
}

TEST_CASE("site kinds by FINESS category or by name") {
  CHECK(parse_site_kind("603") == SiteKind::health_house);
  CHECK(parse_site_kind("health_house") == SiteKind::health_house);
  CHECK(parse_site_kind("617") == SiteKind::on_call_house);
  CHECK_FALSE(parse_site_kind("999").has_value());
  CHECK(name(SiteKind::hospital) == "hospital");
  CHECK(parse_site_state("planned") == SiteState::planned);
  CHECK_FALSE(parse_site_state("ouverte").has_value());
}

TEST_CASE("communes by code, groups by commune") {
  Territory t;
  for (const char* code : {"01001", "01002", "01004"}) {
    Commune c;
    c.code = maillage::CommuneCode(code);
    t.communes.push_back(c);
  }
  CHECK(t.find(maillage::CommuneCode("01002")) == 1U);
  CHECK_FALSE(t.find(maillage::CommuneCode("01003")).has_value());
  const Mesh mesh{"cpts", {{"A", "A", {0, 2}}, {"B", "B", {2}}}};
  CHECK(mesh.of_communes(3) == std::vector<std::vector<std::uint32_t>>{{0}, {}, {0, 1}});
  CHECK(t.population().value == 0);
}
