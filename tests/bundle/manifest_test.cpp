#include <doctest.h>

#include <algorithm>
#include <map>
#include <optional>

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

Result<Manifest> write_to(const StoreFile& store, const std::vector<Article>& articles,
                          std::vector<SearchShard> search = {}) {
  std::vector<ArticleEntry> entries;
  for (const Article& article : articles) entries.push_back(*entry_of(article));
  std::ranges::sort(entries, comes_before);
  std::vector<const ArticleEntry*> sorted;
  for (const ArticleEntry& entry : entries) sorted.push_back(&entry);
  Manifest site;
  site.title = "한지 \"시험\"";
  site.description = "설명";
  site.url = "https://example.org";
  site.language = "ko";
  return write_bundle(
      site, sorted,
      [&](const PutSearchShard& put) {
        Result<void> stored;
        for (const SearchShard& shard : search) {
          if (stored) stored = put(shard);
        }
        return stored;
      },
      store);
}

Written write(const std::vector<Article>& articles, std::vector<SearchShard> search = {}) {
  Written written;
  auto manifest = write_to(
      [&](const Shard& file, std::span<const std::byte> bytes) -> Result<void> {
        CHECK(file.sha256 == hash_of(bytes));
        written.files[file.file] = Bytes(bytes.begin(), bytes.end());
        return {};
      },
      articles, std::move(search));
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

TEST_CASE("글은 새것부터, 같은 때의 것은 이름대로, 날짜 없는 것은 끝에 놓인다") {
  std::vector<ArticleEntry> articles(4);
  articles[0].slug = "없음";
  articles[1].slug = "나";
  articles[1].date = {2024, 7, 1, 0, 0, 0};
  articles[2].slug = "가";
  articles[2].date = {2024, 7, 1, 0, 0, 0};
  articles[3].slug = "새것";
  articles[3].date = {2024, 7, 1, 12, 0, 0};
  std::ranges::sort(articles, comes_before);
  std::string order;
  for (const ArticleEntry& article : articles) order += article.slug + " ";
  CHECK(order == "새것 가 나 없음 ");
}

TEST_CASE("a bundle holds every article, found by number and by slug") {
  const Written bundle = write(many_articles(700), {{Bytes(3), "가나", 1}});
  const auto manifest = parse_manifest(as_text(bundle.files.at("bundle.json")));
  REQUIRE(manifest);
  CHECK(manifest->articles == 700);
  CHECK(manifest->title == "한지 \"시험\"");
  CHECK(manifest->headlines.size() == 11);
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
  CHECK(std::ranges::find(*entries, "글-345", &SlugEntry::slug) != entries->end());
  CHECK(shard_of(manifest->slugs, "가") == nullptr);
  CHECK(shard_of(manifest->headlines, 699u) == &manifest->headlines[10]);
  CHECK(shard_of(manifest->headlines, 700u) == nullptr);
}

TEST_CASE("글은 제 주소와 옛 주소로도 찾아진다") {
  std::vector<Article> articles = many_articles(3);
  articles[1].page = "2024/01/글/";
  const Written bundle = write(articles);
  REQUIRE(bundle.manifest.slugs.size() == 2); // the keys of pages stand apart
  const auto number_of = [&](std::string_view key) -> std::optional<std::uint32_t> {
    const Shard* shard = shard_of(bundle.manifest.slugs, key);
    if (shard == nullptr) return {};
    const auto entries = read_slugs(*shard, bundle.files.at(shard->file));
    REQUIRE(entries);
    const auto found = std::ranges::find(*entries, key, &SlugEntry::slug);
    return found == entries->end() ? std::nullopt : std::optional(index_of(found->id));
  };
  CHECK(number_of("/2024/01/글/").has_value());
  CHECK(number_of("/2024/01/글/") == number_of("글-1"));
  CHECK(number_of("/2024/01/다른-글/") == std::nullopt);
  CHECK(number_of("글-2").has_value());
}

TEST_CASE("글의 고리는 펼치지 않고도 다른 곳으로 이끌린다") {
  Article article = full_article();
  article.figures[0].link = "/그림/";
  ArticleEntry entry = *entry_of(article);
  const ArticleEntry before = entry;
  CHECK(lead_links(entry, [](std::string_view) { return std::nullopt; }) == false);
  CHECK(*entry.article.get() == *before.article.get());
  const auto led = lead_links(entry, [](std::string_view url) {
    return url.starts_with("/") ? std::optional<std::string>("#/그림-글") : std::nullopt;
  });
  CHECK(led == true);
  article.figures[0].link = "#/그림-글";
  CHECK(article_in(entry) == article);
}

TEST_CASE("the same articles give the same bytes, in whatever order they come") {
  std::vector<Article> articles = many_articles(300);
  const Written one = write(articles);
  std::reverse(articles.begin(), articles.end());
  CHECK(one.files == write(articles).files);
}

TEST_CASE("무엇이 지었는지는 목록의 끝에만 적히고, 읽는 쪽은 그것을 묻지 않는다") {
  const Written bundle = write(many_articles(300), {{Bytes(3), "가나", 1}});
  const std::string json(as_text(bundle.files.at("bundle.json")));
  Manifest site = bundle.manifest;
  site.generator = "hanji 9.8.7";
  const std::string told = write_manifest(site);
  CHECK(told == replaced(json, "]}\n", "],\"generator\":\"hanji 9.8.7\"}\n"));
  for (const char* other : {"\"\"", "null", "[1]"}) {
    const auto read = parse_manifest(replaced(told, "\"hanji 9.8.7\"", other));
    REQUIRE(read);
    CHECK(write_manifest(*read) == json);
  }
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
  CHECK_FALSE(parse_manifest(replaced(json, "\"first\":108", "\"first\":107")));
  CHECK_FALSE(parse_manifest(replaced(json, "\"kind\":\"slugs\"", "\"kind\":\"slug\"")));
  const auto newer = parse_manifest(replaced(json, "\"format\":1", "\"format\":2"));
  REQUIRE_FALSE(newer);
  CHECK(newer.error().kind == ErrorKind::newer_format);
}

TEST_CASE("담는 쪽이 거절하면 쓰기는 거기서 그친다") {
  const auto result = write_to(
      [](const Shard& file, std::span<const std::byte>) -> Result<void> {
        return std::unexpected(Error{ErrorKind::unwritable, "the disk is full", file.file});
      },
      many_articles(3));
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unwritable);
}

TEST_CASE("갈래마다 그 글의 번호가 새것부터 적혀 있다") {
  const Written bundle = write(many_articles(300));
  REQUIRE(bundle.manifest.shards_of_categories.size() == 1);
  const Shard* shard = shard_of(bundle.manifest.shards_of_categories, "세계");
  REQUIRE(shard);
  CHECK(shard->first_key == "경제");
  const Bytes& bytes = bundle.files.at(shard->file);
  const auto categories = read_categories(*shard, bytes, 300);
  REQUIRE(categories);
  REQUIRE(categories->size() == 2);
  CHECK(categories->at(0).articles.size() == 200);
  CHECK(categories->at(1).articles.size() == 300);
  CHECK(std::ranges::is_sorted(categories->at(0).articles));
  CHECK_FALSE(read_categories(*shard, bytes, 299));
}

TEST_CASE("많은 묶음은 목록에 나뉘어 적히고, 목록이 오면 제자리에 펼쳐진다") {
  const std::uint32_t count = most_shards_listed * headlines_per_shard + 100;
  const Written bundle = write(many_articles(count));
  auto manifest = parse_manifest(as_text(bundle.files.at("bundle.json")));
  REQUIRE(manifest);
  constexpr std::uint32_t listed = newest_shards_listed, newest = 36; // what is left over stands in front
  constexpr std::uint32_t first = newest + (listed - 1) * headlines_per_shard;
  constexpr std::uint32_t shards = most_shards_listed + 2, of_a_directory = least_shards_of_a_directory;
  REQUIRE(manifest->headlines.size() == listed + (shards - listed + of_a_directory - 1) / of_a_directory);
  CHECK_FALSE(manifest->headlines[listed - 1].directory);
  CHECK(manifest->headlines[listed].directory);
  CHECK(manifest->headlines[listed].file.starts_with("directory-"));
  CHECK(manifest->headlines[listed].first == first);
  CHECK(manifest->headlines[listed].count == (shards - listed) % of_a_directory * headlines_per_shard);
  CHECK(manifest->headlines[listed + 1].count == of_a_directory * headlines_per_shard);
  CHECK_FALSE(manifest->slugs.front().directory);

  std::size_t open = 0;
  for (const Shard* last; (last = shard_of(manifest->headlines, count - 1))->directory; ++open)
    REQUIRE(open_directory(*manifest, *last, Bytes(bundle.files.at(last->file))));
  CHECK(open == 1);
  for (std::size_t i = 0; i < manifest->headlines.size(); ++i) {
    if (manifest->headlines[i].directory)
      REQUIRE(
          open_directory(*manifest, manifest->headlines[i], bundle.files.at(manifest->headlines[i].file)));
  }
  CHECK(manifest->headlines.size() == shards);
  CHECK(covers(manifest->headlines, 0, count));
  std::uint32_t number = 0;
  for (const Shard& shard : manifest->headlines) {
    const auto headlines = read_headlines(shard, bundle.files.at(shard.file));
    REQUIRE(headlines);
    for (const Headline& headline : *headlines) CHECK(headline.id == ArticleId{number++});
  }
  CHECK(number == count);
}

TEST_CASE("새 글 하나는 글과 머리말의 가장 새 묶음만 바꾼다") {
  constexpr std::size_t count = 40 * headlines_per_shard;
  std::vector<Article> articles = many_articles(count);
  for (Article& article : articles) { // so long that their shards are listed in directories
    Block block;
    block.text = std::string(3000, 'a') + article.slug;
    article.blocks = {block};
  }
  std::map<std::string, Bytes> before = write(articles).files;
  for (std::size_t more = 1; more <= 3; ++more) {
    Article newest = articles.front();
    newest.slug = "newest-" + std::to_string(more);
    newest.date = {2090, 1, static_cast<std::uint8_t>(more), 0, 0, 0};
    articles.push_back(newest);
    std::map<std::string, Bytes> after = write(articles).files;
    std::map<std::string, std::size_t> changed;
    for (const auto& [name, bytes] : after)
      if (!before.contains(name)) ++changed[name.substr(0, name.find('-'))];
    CHECK(changed["headlines"] == 1);
    CHECK(changed["articles"] == 1);
    CHECK(changed["directory"] <= 2); // the newest one, and what moves on into it
    before = std::move(after);
  }
}

TEST_CASE("목록의 목록도 건너뛰거나 겹치거나 뒤바뀌면 거절된다") {
  std::vector<Shard> listed(3);
  for (std::uint32_t i = 0; i < 3; ++i) {
    listed[i].kind = ShardKind::slugs;
    listed[i].count = 10;
    listed[i].bytes = 100;
    listed[i].first_key = std::string(1, static_cast<char>('b' + i));
  }
  Shard end = listed[0];
  end.first_key = "d2";
  const auto opens = [&](std::vector<Shard> inside, auto change) {
    const Bytes bytes = encode_directory(inside);
    Shard directory = listed[0];
    directory.directory = true;
    directory.count = 30;
    directory.bytes = static_cast<std::uint32_t>(bytes.size());
    directory.sha256 = hash_of(bytes);
    Manifest manifest;
    manifest.slugs = {directory, end};
    change(manifest.slugs[0]);
    const auto opened = open_directory(manifest, manifest.slugs[0], bytes);
    CHECK(manifest.slugs.size() == (opened ? 4 : 2));
    return opened.has_value();
  };
  const auto nothing = [](Shard&) {};
  CHECK(opens(listed, nothing));
  CHECK_FALSE(opens({listed[0], listed[2], listed[1]}, nothing));
  CHECK_FALSE(opens({listed[0], listed[1]}, nothing));
  CHECK_FALSE(opens({listed[1], listed[2], listed[2]}, nothing));
  CHECK_FALSE(opens(listed, [](Shard& directory) { directory.first_key = "a"; }));
  CHECK_FALSE(opens(listed, [](Shard& directory) { directory.kind = ShardKind::search; }));
  listed[2].first_key = "e"; // beyond what follows the directory
  CHECK_FALSE(opens(listed, nothing));
}
