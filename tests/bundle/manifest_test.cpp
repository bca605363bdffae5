#include <doctest.h>

#include <algorithm>
#include <map>

#include "bundle/manifest.h"
#include "bundle/read_bundle.h"
#include "bundle/shard.h"
#include "bundle/write_bundle.h"
#include "tests/bundle/articles.h"

using namespace hanji;

namespace {

struct Written {
  Manifest manifest;
  std::map<std::string, Bytes> files;
};

Written write(std::vector<Article> articles, const std::vector<SearchShard>& search = {}) {
  Written written;
  number_articles(articles);
  Manifest site;
  site.title = "한지 \"시험\"";
  site.description = "설명";
  site.url = "https://example.org";
  site.language = "ko";
  auto manifest = write_bundle(
      site, articles, search, [&](const std::string& name, std::span<const std::byte> bytes) -> Result<void> {
        written.files[name] = Bytes(bytes.begin(), bytes.end());
        return {};
      });
  REQUIRE(manifest);
  written.manifest = *manifest;
  return written;
}

std::vector<Article> many_articles(std::size_t count) {
  std::vector<Article> articles(count, full_article());
  for (std::size_t i = 0; i < count; ++i) {
    articles[i].slug = "글-" + std::to_string(i);
    articles[i].date = {2024, 1, static_cast<std::uint8_t>(1 + i % 28), 0, 0, 0};
    if (i % 3 == 0) articles[i].categories = {"세계"};
  }
  return articles;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

} // namespace

TEST_CASE("articles are numbered newest first, then by name, the undated last") {
  std::vector<Article> articles(4);
  articles[0].slug = "없음";
  articles[1].slug = "나";
  articles[1].date = {2024, 7, 1, 0, 0, 0};
  articles[2].slug = "가";
  articles[2].date = {2024, 7, 1, 0, 0, 0};
  articles[3].slug = "새것";
  articles[3].date = {2024, 7, 1, 12, 0, 0};
  number_articles(articles);
  std::string order;
  for (const Article& article : articles) order += article.slug + " ";
  CHECK(order == "새것 가 나 없음 ");
  CHECK(articles[3].id == ArticleId{3});
}

TEST_CASE("a bundle holds every article, found by number and by slug") {
  const Written bundle = write(many_articles(700), {{Bytes(3), "가나", 1}});
  const auto manifest = parse_manifest(as_text(bundle.files.at("bundle.json")));
  REQUIRE(manifest);
  CHECK(manifest->articles == 700);
  CHECK(manifest->title == "한지 \"시험\"");
  CHECK(manifest->headlines.size() == 3);
  CHECK(manifest->search.front().first_key == "가나");
  CHECK(manifest->categories.front().name == "세계");
  CHECK(manifest->categories.front().articles == 700);

  std::uint32_t number = 0;
  for (const Shard& shard : manifest->shards_of_articles) {
    CHECK(shard.bytes <= article_shard_bytes + 1024);
    const auto articles = read_articles(shard, bundle.files.at(shard.file));
    REQUIRE(articles);
    for (const Article& article : *articles) CHECK(article.id == ArticleId{number++});
  }
  CHECK(number == 700);

  const Shard* slugs = shard_of(manifest->slugs, "글-345");
  REQUIRE(slugs);
  const auto entries = read_slugs(*slugs, bundle.files.at(slugs->file));
  REQUIRE(entries);
  CHECK(entries->size() == 700);
  CHECK(shard_of(manifest->slugs, "가") == nullptr);
  CHECK(shard_of(manifest->headlines, 699u) == &manifest->headlines[2]);
  CHECK(shard_of(manifest->headlines, 700u) == nullptr);
}

TEST_CASE("the same articles give the same bytes, in whatever order they come") {
  std::vector<Article> articles = many_articles(300);
  const Written one = write(articles);
  std::reverse(articles.begin(), articles.end());
  CHECK(one.files == write(articles).files);
}

TEST_CASE("an empty site is a bundle too") {
  const Written bundle = write({});
  const auto manifest = parse_manifest(as_text(bundle.files.at("bundle.json")));
  REQUIRE(manifest);
  CHECK(manifest->articles == 0);
  CHECK(bundle.files.size() == 1);
}

TEST_CASE("a manifest that makes no sense is refused, field by field") {
  const Written bundle = write(many_articles(300));
  const std::string json(as_text(bundle.files.at("bundle.json")));
  const std::string file = bundle.manifest.headlines[0].file;
  REQUIRE(parse_manifest(json));
  CHECK_FALSE(parse_manifest(""));
  CHECK_FALSE(parse_manifest("[]"));
  CHECK_FALSE(parse_manifest(json.substr(0, json.size() / 2)));
  CHECK_FALSE(parse_manifest(replaced(json, "\"articles\":300", "\"articles\":301")));
  CHECK_FALSE(parse_manifest(replaced(json, "\"articles\":300", "\"articles\":-1")));
  CHECK_FALSE(parse_manifest(replaced(json, "\"title\":\"", "\"titel\":\"")));
  CHECK_FALSE(parse_manifest(replaced(json, file, "../../secret.bin")));
  CHECK_FALSE(parse_manifest(replaced(json, "\"first\":256", "\"first\":255")));
  CHECK_FALSE(parse_manifest(replaced(json, "\"kind\":\"slugs\"", "\"kind\":\"slug\"")));
  const auto newer = parse_manifest(replaced(json, "\"format\":1", "\"format\":2"));
  REQUIRE_FALSE(newer);
  CHECK(newer.error().kind == ErrorKind::newer_format);
}

TEST_CASE("what the store answers ends the writing") {
  std::vector<Article> articles = many_articles(3);
  number_articles(articles);
  const auto result =
      write_bundle({}, articles, {}, [](const std::string& name, std::span<const std::byte>) -> Result<void> {
        return std::unexpected(Error{ErrorKind::unwritable, "the disk is full", name});
      });
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unwritable);
}
