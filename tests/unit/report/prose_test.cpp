#include "maillage/report/prose.hpp"

#include <catch2/catch_test_macros.hpp>

#include "maillage/core/error.hpp"
#include "markup.hpp"

namespace maillage::report {
namespace {

using text::Language;

TEST_CASE("French spacing: no-break before high punctuation, within guillemets; English as it is") {
  CHECK(spaced("Règle : a ; b ? « c » 5 % !", Language::fr) ==
        "Règle\u00a0: a\u202f; b\u202f? «\u202fc\u202f» 5\u202f%\u202f!");
  CHECK(spaced("Rule: a ; b", Language::en) == "Rule: a ; b");
  CHECK(spaced("10:30, a;b", Language::fr) == "10:30, a;b");
}

TEST_CASE("sentences are filled by position, and a brace that names no part is a bug") {
  const Prose filled = fill("{1} of {0}, {1} again", {"all", strong("some")});
  CHECK(filled.plain() == "some of all, some again");
  CHECK(markup(filled, Language::en) == "<strong>some</strong> of all, <strong>some</strong> again");
  CHECK(fill("nothing", {}).plain() == "nothing");
  for (const char* bad : {"{1}", "{", "{0", "{x}", "{0x}"}) CHECK_THROWS_AS(fill(bad, {"a"}), Error);
  CHECK(join({"a", "b", "c"}, ", ").plain() == "a, b, c");
  CHECK(join({}, ", ").empty());
}

TEST_CASE("every kind of run is escaped") {
  const std::string hostile = "<script>alert(\"1\")</script>&'";
  const std::string harmless = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;'";
  CHECK(markup(Prose(hostile), Language::fr) == harmless);
  CHECK(markup(strong(hostile), Language::fr) == "<strong>" + harmless + "</strong>");
  CHECK(markup(code(hostile), Language::fr) == "<code>" + harmless + "</code>");
  CHECK(markup(link(hostile, "a"), Language::fr) == "<a href=\"#a\">" + harmless + "</a>");
  CHECK(markup(figure(hostile, hostile, hostile), Language::fr) ==
        "<data value=\"" + harmless + "\" data-key=\"" + harmless + "\">" + harmless + "</data>");
}

TEST_CASE("code keeps its spaces, a figure its machine value") {
  CHECK(markup(code("a : b"), Language::fr) == "<code class=\"whole\">a : b</code>");
  CHECK(markup(figure("1 234 %", "/a/b", "12.34"), Language::fr) ==
        "<data value=\"12.34\" data-key=\"/a/b\">1 234\u202f%</data>");
}

}  // namespace
}  // namespace maillage::report
