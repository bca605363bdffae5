#include <doctest.h>

#include "tests/bundle/format_example.h"
#include "tests/search/small_index.h"

using namespace hanji;

TEST_CASE("the worked example of search/FORMAT.md is true") {
  const SmallIndex index({article_of("달", {"밝은 달"}), article_of("해", {"밝은 해, 밝은 낮"})});
  REQUIRE(index.files.size() == 1);
  CHECK(bytes_of_example("src/search/FORMAT.md") == index.files[0].bytes);
}
