#include <doctest.h>

#include "bundle/shard.h"
#include "tests/bundle/format_example.h"

using namespace hanji;

TEST_CASE("the worked example of bundle/FORMAT.md is true") {
  Article article;
  article.id = ArticleId{5};
  article.slug = "moon";
  article.title = "달";
  article.categories = {"하늘"};
  article.date = {2024, 7, 27, 9, 30, 0};
  article.links = {{"#/sea"}};
  Block block;
  block.text = "밝은 달";
  block.inlines = {{0, 6, {style_bold, {255, 0, 0, 255}, {}}, no_index}, {7, 10, {}, 0}};
  article.blocks = {block};

  const Bytes example = bytes_of_example("src/bundle/FORMAT.md");
  CHECK(example == encode_articles(5, std::vector<Bytes>{encode_article(article)}));
  Shard shard;
  shard.kind = ShardKind::articles;
  shard.bytes = static_cast<std::uint32_t>(example.size());
  shard.sha256 = hash_of(example);
  shard.first = 5;
  shard.count = 1;
  const auto read = read_articles(shard, example);
  REQUIRE(read);
  CHECK(read->front() == article);
}
