#include <doctest.h>

#include <fstream>

#include "index/index_bytes.h"
#include "tests/bundle/format_example.h"
#include "tests/index/small_index.h"

using namespace hanji;

// What the streams hold depends on the chances of the whole index, so the example shows what leads to them.
TEST_CASE("the worked example of index/FORMAT.md is true") {
  const SmallIndex index({article_of("달빛", {"밝은 달"}), article_of("햇빛", {"밝은 해, 밝은 낮"})});
  REQUIRE(index.files.size() == 3);
  for (int file = 0; file < 3; ++file) {
    const Bytes example = bytes_of_example("src/index/FORMAT.md", file);
    Bytes head = index.files[static_cast<std::size_t>(file)].bytes;
    REQUIRE(head.size() >= example.size());
    head.resize(example.size());
    CHECK(example == head);
  }
}

TEST_CASE("index/FORMAT.md names what the code writes") {
  std::ifstream in(HANJI_SOURCE_DIR "/src/index/FORMAT.md", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto says = [&](const std::string& words) { return text.find(words) != std::string::npos; };
  CHECK(says("`" + std::string(index_magic) + "`"));
  CHECK(says("format " + std::to_string(index_format)));
  for (const std::uint8_t kind : {root_file, lengths_file, synonyms_file, words_file, pairs_file})
    CHECK(says(std::string("- **`") + static_cast<char>(kind) + "`,"));
  CHECK(says(std::to_string(index_shard_bytes / 1024) + " KiB"));
  CHECK(says("(class − 8) / " + std::to_string(length_steps / 2)));
}
