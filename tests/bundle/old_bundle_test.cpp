#include "article/dump.h"
#include "base/bytes.h"
#include "bundle/manifest.h"
#include "bundle/read_bundle.h"
#include "tests/bundle/old_bundle.h"
#include "tests/golden.h"

using namespace hanji;

namespace {

std::string contents_of(const Manifest& manifest) {
  std::string text =
      manifest.title + "\n" + manifest.description + "\n" + manifest.url + " " + manifest.language + "\n\n";
  for (const Shard& shard : manifest.headlines) {
    const auto headlines = read_headlines(shard, as_bytes(old_bundle_file(shard.file)));
    REQUIRE(headlines);
    for (const Headline& headline : *headlines)
      text += std::to_string(index_of(headline.id)) + " " + iso_date(headline.date) + " " + headline.title +
              " (" + headline.slug + ") " + headline.image + "\n";
  }
  text += "\n";
  for (const Shard& shard : manifest.slugs) {
    const auto slugs = read_slugs(shard, as_bytes(old_bundle_file(shard.file)));
    REQUIRE(slugs);
    for (const SlugEntry& entry : *slugs)
      text += entry.slug + ": " + std::to_string(index_of(entry.id)) + "\n";
  }
  text += "\n";
  for (const Shard& shard : manifest.shards_of_categories) {
    const auto categories = read_categories(shard, as_bytes(old_bundle_file(shard.file)), manifest.articles);
    REQUIRE(categories);
    for (const CategoryEntry& category : *categories) {
      text += category.name + ":";
      for (const std::uint32_t article : category.articles) text += " " + std::to_string(article);
      text += "\n";
    }
  }
  return text;
}

} // namespace

TEST_CASE("전에 지은 누리집의 목록과 글을 지금도 읽는다") {
  const auto manifest = parse_manifest(old_bundle_file("bundle.json"));
  REQUIRE(manifest);
  check_golden(contents_of(*manifest), old_bundle / "expected/contents.txt");

  std::uint32_t seen = 0;
  for (const Shard& shard : manifest->shards_of_articles) {
    const auto articles = read_articles(shard, as_bytes(old_bundle_file(shard.file)));
    REQUIRE(articles);
    for (const Article& article : *articles) {
      ++seen;
      CHECK(!article.blocks.empty());
      if (article.slug == "2024-09-29-salt")
        check_golden(dump(article) + "\n", old_bundle / "expected/article.txt");
    }
  }
  CHECK(seen == 12);
}

TEST_CASE("더 새로운 꼴의 목록은 읽지 않고 다시 열라고 말한다") {
  const auto refused = parse_manifest(old_manifest_with("\"format\":1", "\"format\":2"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::newer_format);
  CHECK(refused.error().message == newer_site);
}

TEST_CASE("목록에 모르는 필드가 있어도 그대로 읽는다") {
  const auto manifest = parse_manifest(old_bundle_file("bundle.json"));
  const auto of_site = parse_manifest(
      old_manifest_with("\"format\":1", "\"format\":1,\"generator\":\"Hanji 9\",\"later\":{\"a\":[1]}"));
  const auto of_parts = parse_manifest(old_manifest_with("{\"kind\":", "{\"later\":[{}],\"kind\":"));
  REQUIRE(of_site);
  REQUIRE(of_parts);
  CHECK(contents_of(*of_site) == contents_of(*manifest));
  CHECK(contents_of(*of_parts) == contents_of(*manifest));
}
