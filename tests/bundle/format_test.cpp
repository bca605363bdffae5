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
  CHECK(example == encode_articles(std::vector<Bytes>{encode_article(article)}));
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

TEST_CASE("제 주소가 있는 글의 보기도 FORMAT.md에 적힌 바이트 그대로다") {
  Headline headline;
  headline.id = ArticleId{5};
  headline.slug = "moon";
  headline.title = "달";
  headline.categories = {"하늘"};
  headline.date = {2024, 7, 27, 9, 30, 0};
  const Bytes example = bytes_of_example("src/bundle/FORMAT.md", 1);
  CHECK(example == encode_headlines(std::vector<Bytes>{encode_headline(headline)},
                                    std::vector<std::string>{"2024/moon/"}));
}

TEST_CASE("목록의 보기는 FORMAT.md에 적힌 바이트 그대로다") {
  std::vector<Shard> listed(2);
  listed[0].first = 64;
  listed[0].count = 64;
  listed[0].bytes = 300;
  listed[0].sha256 = hash_of({});
  listed[1].first = 128;
  listed[1].count = 20;
  listed[1].bytes = 100;
  listed[1].sha256 = hash_of(as_bytes("hello"));
  const Bytes example = bytes_of_example("src/bundle/FORMAT.md", 2);
  CHECK(example == encode_directory(listed));

  Shard directory;
  directory.directory = true;
  directory.bytes = static_cast<std::uint32_t>(example.size());
  directory.sha256 = hash_of(example);
  directory.first = 64;
  directory.count = 84;
  Manifest manifest;
  manifest.headlines = {directory};
  REQUIRE(open_directory(manifest, manifest.headlines[0], example));
  REQUIRE(manifest.headlines.size() == 2);
  CHECK(manifest.headlines[1].file == "headlines-2cf24dba5fb0a30e.bin");
  CHECK(manifest.headlines[1].first == 128);
}
