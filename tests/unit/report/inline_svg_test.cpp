#include "inline_svg.hpp"

#include <catch2/catch_test_macros.hpp>

#include "base64.hpp"
#include "maillage/core/error.hpp"

namespace maillage::report {
namespace {

TEST_CASE("a drawing loses prolog, size and name space; its ids and what refers to them get the prefix") {
  const std::string svg =
      "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10pt\" height=\"5pt\" "
      "viewBox=\"0 0 10 5\" role=\"img\" aria-labelledby=\"title desc\" xml:lang=\"fr\">\n"
      "<title id=\"title\">id=&quot;title&quot; url(#a)</title><defs><pattern id=\"a\" width=\"1\"/></defs>\n"
      "<path fill=\"url(#a)\" d=\"M0 0\"/><use href=\"#a\"/></svg>\n";
  CHECK(inline_svg(svg, "m") ==
        "<svg viewBox=\"0 0 10 5\" role=\"img\" aria-labelledby=\"m-title m-desc\" lang=\"fr\">\n"
        "<title id=\"m-title\">id=&quot;title&quot; url(#a)</title><defs><pattern id=\"m-a\" "
        "width=\"1\"/></defs>\n"
        "<path fill=\"url(#m-a)\" d=\"M0 0\"/><use href=\"#m-a\"/></svg>\n");
}

TEST_CASE("what could run or load something is refused") {
  for (const char* bad :
       {"no drawing", "<svg><script>x</script></svg>", "<svg onload=\"x\"/>", "<svg><style>a</style></svg>",
        "<svg><image href=\"http://a/b\"/></svg>", "<svg><path fill=\"url(http://a)\"/></svg>",
        "<svg><foreignObject/></svg>", "<svg a=\"", "<svg><!-- a --></svg>", "<svg"}) {
    INFO(bad);
    CHECK_THROWS_AS(inline_svg(bad, "m"), Error);
  }
}

TEST_CASE("base64 and integrity: the examples of RFC 4648 and of the empty text") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xff\xfe\xfd") == "//79");
  CHECK(integrity("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

}  // namespace
}  // namespace maillage::report
